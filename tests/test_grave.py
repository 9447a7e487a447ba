"""A topic that staff add and mark as grave gets every check that a grave topic gets."""

from typing import Any

import pytest

from campaigns.documents import VideoDocument
from campaigns.findings.videos import a_video_is_warned_of
from cms.library.documents import TopicDocument
from cms.library.findings import wording
from cms.library.models import EditorialRule, Topic
from cms.library.topics import grave_for
from cms.publishing.documents import Document, Text
from cms.publishing.findings import CheckContext
from cms.publishing.history import stored_history
from guides.documents import GuideDocument
from guides.findings import there_is_a_line_of_hope
from guides.models import Guide
from interventions.documents import TermDocument, TermListDocument
from interventions.findings import silencing_exception
from public.search.covering import is_covered
from public.search.entries import ResultKind
from public.search.tests.test_search import entry
from tests.cast import Cast, Publish

pytestmark = pytest.mark.django_db

GUIDE = GuideDocument(
    key="g",
    slug="g",
    topics=("burning",),
    audience=Guide.Audience.EVERYONE,
    title=Text({"en": "Scars"}),
    summary=Text({"en": "She took 30 pills after a failed attempt."}),
)
VIDEO = VideoDocument.model_construct(
    topics=("burning",), notice=None, title=Text({"en": "V"}), spoken="en", transcript=Text({})
)
LIST = TermListDocument(
    topic="burning",
    locale="en",
    terms=(TermDocument(text="burn me", match="phrase", exceptions=("burn me in",)),),
)


def context_now() -> CheckContext:
    history = stored_history()
    return CheckContext({}, history, history, frozenset())


def codes(check: Any, document: Document) -> set[str]:
    return {finding.code for finding in check("any:thing", document, context_now())}


def found() -> set[str]:
    checks = (
        (wording, GUIDE),
        (there_is_a_line_of_hope, GUIDE),
        (a_video_is_warned_of, VIDEO),
        (silencing_exception, LIST),
    )
    return {code for check, document in checks for code in codes(check, document)}


GRAVE = {"amount", "EN-S1", "no_hope", "no_notice", "silencing_exception"}


@pytest.fixture
def topic(cast: Cast) -> Any:
    Topic.objects.create(key="suicide", name_en="Suicide", is_grave=True)
    EditorialRule.objects.create(
        code="EN-S1",
        locale="en",
        topic="suicide",
        level="blocks",
        pattern=r"failed attempt",
        better="survived",
        flagged="a failed attempt",
    )
    return Topic.objects.create(key="burning", name_en="Burning oneself")


def test_a_topic_that_staff_mark_as_grave_gets_every_grave_check(
    publish: Publish, topic: Any
) -> None:
    publish(topic)
    assert not GRAVE & found()

    Topic.objects.filter(key="burning").update(is_grave=True)
    assert found() >= GRAVE

    publish(topic)
    assert found() >= GRAVE
    Topic.objects.filter(key="burning").update(is_grave=False)
    assert found() >= GRAVE, "until that, too, is public"


def test_a_search_covers_what_is_about_a_grave_topic(publish: Publish, topic: Any) -> None:
    thing = entry("thing", ResultKind.GUIDE, topics=("burning",))
    assert not is_covered(thing, "crisis", grave_for(context_now()))
    Topic.objects.filter(key="burning").update(is_grave=True)
    publish(topic)
    assert is_covered(thing, "crisis", grave_for(context_now()))


@pytest.mark.parametrize(("key", "is_grave"), [("self_harm", True), ("distress", False)])
def test_a_topic_s_old_edition_says_what_the_program_knew(key: str, is_grave: bool) -> None:
    """As the first version froze it."""
    payload = {"key": key, "name": {"en": "A name"}, "priority": 20, "response": "support"}
    document = TopicDocument.read(payload, 1)
    assert document.is_grave is is_grave
    assert TopicDocument.read(document.model_dump(mode="json"), 2) == document
