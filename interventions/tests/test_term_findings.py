"""What is found about term lists before they are published."""

from typing import Any

import pytest

from cms.errors import Refused
from cms.levels import Level
from cms.library.models import Topic
from cms.publishing.catalog import catalog as catalog_of_the_process
from cms.publishing.changes import record_change
from cms.publishing.compose import add_item, start_release
from cms.publishing.findings import Finding
from cms.publishing.models import Edition, Release
from cms.publishing.plan import release_plan
from cms.publishing.submit import submit
from cms.publishing.undo import undo
from interventions import findings
from interventions.models import Example, Term, TermList
from tests.cast import Cast, Publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return Topic.objects.create(
        key="suicide", name_en="Suicide", priority=1, response="crisis", is_grave=True
    )


@pytest.fixture
def english(topic: Topic) -> TermList:
    english = TermList.objects.create(key="suicide-en", topic=topic, locale="en")
    Term.objects.create(term_list=english, text="suicide")
    return english


@pytest.fixture
def live(publish: Publish, topic: Topic, english: TermList) -> TermList:
    publish(topic, english)
    return english


def submitted(cast: Cast, *things: Any) -> Release:
    release = start_release(title="Terms", by=cast.editor)
    for thing in things:
        record_change(thing.object_key, by=cast.editor)
        add_item(release, thing.object_key, by=cast.editor)
    submit(release, by=cast.editor)
    return Release.objects.get(pk=release.pk)


def found(release: Release, code: str) -> list[Finding]:
    return [finding for finding in release_plan(release).findings if finding.code == code]


def test_a_target_that_is_not_live_needs_a_reason(cast: Cast, live: TermList) -> None:
    Term.objects.update(target="guide:not-there")
    (finding,) = found(submitted(cast, live), "target_not_live")
    assert (finding.level, finding.field) == (Level.NEEDS_REASON, "guide:not-there")
    Term.objects.update(target="topic:suicide")
    assert not found(submitted(cast, live), "target_not_live")


@pytest.mark.parametrize(
    ("exceptions", "finds"),
    [
        ("suicide in", True),
        ("suicide squad;suicide  With", True),
        ("tự tử ở", True),
        ("~suicide in", False),
        ("suicide squad", False),
        ("suicide inn", False),
    ],
)
def test_an_exception_that_ends_where_a_sentence_goes_on_needs_a_reason(
    cast: Cast, live: TermList, exceptions: str, finds: bool
) -> None:
    Term.objects.update(exceptions=exceptions)
    findings = found(submitted(cast, live), "silencing_exception")
    assert [finding.level for finding in findings] == [Level.NEEDS_REASON] * finds


def test_terms_that_another_one_finds_are_noted(cast: Cast, live: TermList) -> None:
    Term.objects.create(term_list=live, text="su1cide")
    Term.objects.create(term_list=live, text="suicide", match="exact")
    (finding,) = found(submitted(cast, live), "shadowed_terms")
    assert (finding.level, finding.message) == (
        Level.NOTE,
        "Another term finds the same, so these add nothing: suicide (su1cide)",
    )


def test_families_that_others_find_are_noted_and_others_are_not(cast: Cast, live: TermList) -> None:
    for text in ("end (it|my life)", "end it [now]", "end my life", "(end|stop) it all"):
        Term.objects.create(term_list=live, text=text)
    Term.objects.create(term_list=live, text="end it", response="soft")
    (finding,) = found(submitted(cast, live), "shadowed_terms")
    assert finding.message.endswith("end my life (end (it|my life))")


@pytest.mark.parametrize(
    ("query", "topic_key", "response", "is_blocked"),
    [
        ("suicide", "suicide", "", False),
        ("suicide", "suicide", "crisis", False),
        ("suicide", "suicide", "soft", True),
        ("suicide", None, "", True),
        ("suicide", None, "none", True),
        ("suicide", None, "crisis", False),
        ("suicide", None, "info", True),
        ("banana", None, "", False),
        ("unalive me", "suicide", "", True),
    ],
)
def test_a_labelled_query_answered_wrongly_blocks_and_is_named(
    cast: Cast,
    live: TermList,
    topic: Topic,
    query: str,
    topic_key: str | None,
    response: str,
    is_blocked: bool,
) -> None:
    Example.objects.create(
        query=query,
        locale="en",
        expected_topic=topic if topic_key else None,
        expected_response=response,
    )
    Term.objects.create(term_list=live, text="another one")
    if is_blocked:
        with pytest.raises(Refused, match=f"“{query}” .en. is answered wrongly"):
            submitted(cast, live)
    else:
        assert not found(submitted(cast, live), "wrong_answer")


def test_a_query_that_waits_for_another_list_holds_nobody_up(cast: Cast, live: TermList) -> None:
    distress = Topic.objects.create(key="distress", name_en="Distress", priority=4)
    Example.objects.create(query="so tired", locale="en", expected_topic=distress)
    Term.objects.create(term_list=live, text="another one")
    assert not found(submitted(cast, live), "wrong_answer")


def test_a_release_that_breaks_another_lists_query_is_blocked(
    cast: Cast, live: TermList, topic: Topic
) -> None:
    Example.objects.create(query="suicide", locale="en", expected_topic=topic)
    general = TermList.objects.create(key="general-en", locale="en")
    Term.objects.create(term_list=general, text="suicide", match="allow")
    with pytest.raises(Refused, match=r"“suicide” .en. is answered wrongly: nothing matched"):
        submitted(cast, general)


def test_a_reviewer_reads_which_queries_are_answered_otherwise(
    cast: Cast, live: TermList, topic: Topic
) -> None:
    Example.objects.create(query="end it all", locale="en", expected_topic=topic)
    Term.objects.create(term_list=live, text="end it all")
    (finding,) = found(submitted(cast, live), "other_answer")
    assert finding.level == Level.NOTE
    assert "“end it all” (– → suicide: crisis)" in finding.message


def test_topics_that_change_their_order_are_tried_too(cast: Cast, live: TermList) -> None:
    topic = Topic.objects.get()
    Example.objects.create(
        query="suicide", locale="en", expected_topic=topic, expected_response="crisis"
    )
    topic.response = "info"
    topic.save()
    with pytest.raises(Refused, match="response info, expected crisis"):
        submitted(cast, topic)


def test_an_undo_that_breaks_a_labelled_query_is_refused(
    cast: Cast, live: TermList, topic: Topic, publish: Publish
) -> None:
    Term.objects.create(term_list=live, text="unalive me")
    entry = publish(live)
    Example.objects.create(query="unalive me", locale="en", expected_topic=topic)
    with pytest.raises(Refused, match=r"“unalive me” .en. is answered wrongly"):
        undo(entry, by=cast.reviewer, reason="A mistake.")
    Example.objects.all().delete()
    undo(entry, by=cast.reviewer, reason="A mistake.")


def test_a_release_that_takes_a_list_down_answers_for_its_queries(
    cast: Cast, live: TermList, topic: Topic, publish: Publish
) -> None:
    Example.objects.create(query="suicide", locale="en", expected_topic=topic)
    with pytest.raises(Refused, match=r"“suicide” .en. is answered wrongly"):
        publish(live, is_removal=True)


def test_labelled_queries_are_tried_once_for_a_release_of_many_lists(
    cast: Cast, live: TermList, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Any] = []

    def note(*given: Any) -> list[Any]:
        tried.append(given)
        return []

    monkeypatch.setattr(findings, "trials", note)
    Term.objects.create(term_list=live, text="another one")
    submitted(cast, live, topic)
    assert len(tried) == 1


def test_a_damaged_list_stops_no_release_of_another(
    cast: Cast, live: TermList, topic: Topic
) -> None:
    Edition.objects.filter(key=live.object_key).update(payload=b"rot")
    catalog_of_the_process.cache_clear()
    Example.objects.create(query="banana", locale="en")
    assert not found(submitted(cast, topic), "wrong_answer")
