"""The bundle of everything live, built once for each snapshot and each changed list."""

import json

from django.conf import settings

from cms.publishing.snapshot import Site
from interventions.documents import TermListDocument
from interventions.matching.bundle import FORMAT, list_data
from interventions.rulesets import as_term, topics_of


def bundle_of(site: Site) -> bytes:
    """What `/api/v1/terms` serves now."""
    return site.derived("interventions.bundle", _build)


def _build(site: Site) -> bytes:
    head = {
        "format": FORMAT,
        "entry": site.view.head,
        "topics": topics_of(site),
        "markets": {code: market.languages for code, market in settings.MARKETS.items()},
    }
    # Each list is spelt once for its edition: publishing one leaves the others as they are.
    lists = ",".join(_spelt(site, key) for key, _document in site.all("termlist"))
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "lists": [{lists}]}}'.encode()


def _spelt(site: Site, key: str) -> str:
    edition = site.digest(key)

    def spell(document: TermListDocument) -> str:
        terms = (as_term(term, document) for term in document.terms)
        classes = {one.name: one.words for one in document.classes}
        data = list_data(document.topic, document.locale, edition, terms, classes)
        return json.dumps(data, ensure_ascii=False)

    return site.edition_derived(key, "bundle", spell) or "null"
