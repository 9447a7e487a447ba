"""What no search leads to is a finding and a gap: nothing is unreachable in silence."""

from dataclasses import replace

import pytest
from django.test import Client

from cms.levels import Level
from cms.library.models import Topic
from cms.publishing.catalog import Catalog
from cms.publishing.snapshot import LiveContent, Loaded
from interventions.documents import TermListDocument
from interventions.models import Intervention, Term, TermList
from interventions.reach import Wanted, unreached, without_list
from interventions.tests.test_term_findings import found, submitted
from tests.cast import Cast, Publish

pytestmark = pytest.mark.django_db

INFO = Wanted("intervention:wellbeing-info", "wellbeing")


def with_terms(live: LiveContent, snapshot: Catalog, key: str, kept: int) -> LiveContent:
    """The same site, with only so many terms in a list."""
    item = live.view.items[key]
    document = live.get(key)
    assert isinstance(document, TermListDocument)
    shorter = document.model_copy(update={"terms": document.terms[:kept]})
    edition = Loaded("shorter", key, shorter)
    items = {**live.view.items, key: replace(item, edition="shorter")}
    editions = {**snapshot.snapshot.editions, "shorter": edition}
    return LiveContent(replace(live.view, items=items), editions)


def test_a_term_that_goes_takes_its_answer_out_of_reach(seeded: Catalog) -> None:
    live = seeded.current()
    known = {one.wanted for one in unreached(live) if one.is_nowhere}
    lists = [key for key, document in live.all(TermListDocument) if document.topic == INFO.topic]
    assert INFO not in known
    for key in lists:
        live = with_terms(live, seeded, key, 0)
    assert INFO in {one.wanted for one in unreached(live) if one.is_nowhere}


def test_every_answer_of_the_demonstration_is_reached_in_each_language(seeded: Catalog) -> None:
    live = seeded.current()
    assert not unreached(live)
    assert not without_list(live)


@pytest.fixture
def reachable(cast: Cast, publish: Publish) -> Term:
    """A topic whose one intervention is reached by one English term."""
    topic = Topic.objects.create(key="distress", name_en="Hard days", response="support")
    said = Intervention.objects.create(
        key="hard-days", topic=topic, response="support", heading_en="H", message_en="M"
    )
    terms = TermList.objects.create(key="distress-en", topic=topic, locale="en")
    kept = Term.objects.create(term_list=terms, text="so sad")
    Term.objects.create(term_list=terms, text="what is sadness", response="info")
    publish(topic, terms, said)
    return kept


def test_deleting_the_last_term_of_an_answer_is_a_finding(reachable: Term, cast: Cast) -> None:
    terms = reachable.term_list
    Term.objects.all().delete()
    (finding,) = found(submitted(cast, terms), "not_reached")
    assert (finding.key, finding.level) == ("intervention:hard-days", Level.NEEDS_REASON)
    assert "No search leads to intervention:hard-days" in finding.message


def test_what_no_search_reached_before_is_no_finding_of_other_releases(
    reachable: Term, cast: Cast, publish: Publish
) -> None:
    terms = reachable.term_list
    terms.terms.all().delete()
    publish(terms)
    Term.objects.create(term_list=terms, text="of no use", match="exact", response="notice")
    assert not found(submitted(cast, terms), "not_reached")


def test_languages_without_a_list_are_gaps_of_their_markets(
    reachable: Term, catalog: Catalog
) -> None:
    gaps = dict(without_list(catalog.current()))
    assert gaps["VN"] == ("vi",)
    assert gaps["IN"] == ("hi",)
    assert "GB" not in gaps


def test_the_desk_shows_what_searches_do_not_find(
    reachable: Term, cast: Cast, client: Client, catalog: Catalog
) -> None:
    client.force_login(cast.editor)
    text = client.get("/admin/").content.decode()
    assert "Vietnam: no term list" in text
    assert "What searches find, by market and topic" in text
