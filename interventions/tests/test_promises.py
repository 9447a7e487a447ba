"""Texts promise only what follows them."""

import pytest

from cms.levels import Level
from cms.library.models import Topic
from cms.publishing.catalog import Catalog
from interventions.documents import InterventionDocument
from interventions.models import Intervention
from interventions.promises import Promise, follows, promises_in
from interventions.tests.test_term_findings import found, submitted
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "language", "promise"),
    [
        ("If it hurts, call the number below.", "en", Promise.NUMBER),
        ("Hãy gọi số điện thoại dưới đây.", "vi", Promise.NUMBER),
        ("Hubungi nomor darurat di bawah ini.", "id", Promise.NUMBER),
        ("اتصل بالرقم أدناه.", "ar", Promise.NUMBER),
        ("Comparing can hurt. Help is here if you need it.", "en", Promise.LINES),
        ("Read our guides.", "en", Promise.GUIDES),
        ("Here are stories of hope.", "en", Promise.STORIES),
    ],
)
def test_promises_are_read_in_four_languages(text: str, language: str, promise: Promise) -> None:
    assert list(promises_in(text, language)) == [promise]


def test_a_promise_holds_if_it_follows_in_every_answer() -> None:
    assert not follows(Promise.NUMBER, "crisis", [])
    assert follows(Promise.LINES, "crisis", [])
    assert not follows(Promise.LINES, "notice", [])
    assert follows(Promise.GUIDES, "info", ["guide:helping-someone"])
    assert not follows(Promise.STORIES, "recovery", ["guide:helping-someone"])


def test_a_text_that_points_below_needs_a_reason(cast: Cast) -> None:
    topic = Topic.objects.create(key="distress", name_en="Hard days", response="support")
    said = Intervention.objects.create(
        key="hard-days",
        topic=topic,
        response="support",
        heading_en="Hard days pass",
        message_en="Call the number below.",
    )
    (finding,) = found(submitted(cast, topic, said), "broken_promise")
    assert (finding.level, finding.field) == (Level.NEEDS_REASON, "message")
    assert "a number" in finding.message


def test_the_shipped_texts_promise_nothing_that_may_not_follow(seeded: Catalog) -> None:
    live = seeded.current()
    for key, document in live.all(InterventionDocument):
        offered = [offer for offer in document.offers if live.get(offer)]
        for text in (document.heading, document.message):
            for language, words in text.root.items():
                for promise in promises_in(words, language):
                    assert follows(promise, document.response, offered), (key, language, words)
