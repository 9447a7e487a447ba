"""The bundle of everything live, built once for each snapshot and each changed list."""

import json
from collections.abc import Iterator

from django.conf import settings

from cms.publishing.snapshot import LiveContent
from interventions.documents import TermListDocument
from interventions.matching.bundle import FORMAT, list_data, sealed_data
from interventions.named.terms import named
from interventions.rulesets import as_term, sealed_rows, topics_of


def bundle_of(live: LiveContent) -> bytes:
    """What `/api/v1/terms` serves now."""
    return live.derived(_build)


def _build(live: LiveContent) -> bytes:
    head = {
        "format": FORMAT,
        "entry": live.view.head,
        "topics": topics_of(live),
        "markets": {code: market.languages for code, market in settings.MARKETS.items()},
    }
    # Each list is spelt once for its edition: publishing one leaves the others as they are.
    lists = ",".join(
        [*(_spelt(live, key) for key, _document in live.all(TermListDocument)), *_names(live)]
    )
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "lists": [{lists}]}}'.encode()


def _names(live: LiveContent) -> Iterator[str]:
    for one in named(live):
        data = list_data(one.topic, one.locale, one.edition, one.terms, {})
        yield json.dumps(data, ensure_ascii=False)


def _spelt(live: LiveContent, key: str) -> str:
    return live.edition_derived(key, _list, live.digest(key)) or "null"


def _list(document: TermListDocument, edition: str) -> str:
    if document.seal_key:
        topic, locale, key = document.topic, document.locale, document.seal_key
        return json.dumps(sealed_data(topic, locale, edition, key, sealed_rows(document)))
    terms = (as_term(term, document) for term in document.terms)
    classes = {one.name: one.words for one in document.classes}
    data = list_data(document.topic, document.locale, edition, terms, classes)
    return json.dumps(data, ensure_ascii=False)
