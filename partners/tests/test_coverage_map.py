"""The coverage map: how many people answer, and in which of a market's languages nobody does."""

from typing import Any

import pytest
from django.test import RequestFactory

from cms.library.documents import TopicDocument
from cms.library.models import Response
from cms.publishing import catalog
from cms.publishing.bodies import Item
from cms.publishing.documents import Document, Text
from cms.publishing.log import LiveView
from cms.publishing.snapshot import LiveContent, Loaded
from partners.coverage_map import Square, coverage_map
from partners.panels import gaps
from partners.tests.builders import channel, line
from tests.cast import Cast


def topic(key: str, priority: int) -> TopicDocument:
    return TopicDocument(
        key=key, name=Text({"en": key}), priority=priority, response=Response.SUPPORT
    )


def seen(draw: Any, person: Any) -> Any:
    request = RequestFactory().get("/admin/")
    request.user = person
    documents: dict[str, Document] = {
        "topic:sleep": topic("sleep", 60),
        "topic:suicide": topic("suicide", 10),
        "helpline:sg": line(
            "sg", channel(), channel("text"), countries=("SG",), spoken_languages=("en", "zh")
        ),
        "helpline:vn": line("vn", countries=("VN",), topics=("suicide",), spoken_languages=("vi",)),
    }
    editions = {key: Loaded(key, key, document) for key, document in documents.items()}
    live = {key: Item(entry=1, key=key, edition=key, languages=("en",)) for key in documents}
    with catalog.showing(LiveContent(LiveView(items=live), editions)):
        return draw(request)


def test_each_market_says_what_it_has_for_each_topic(cast: Cast) -> None:
    data = seen(coverage_map, cast.editor).data
    bands = {band.market: band.squares for band in data.bands}
    assert data.topics == ("suicide", "sleep")
    assert bands["Singapore"][0] == Square(
        topic="suicide", lines=1, is_phone_only=False, unspoken=("ms", "ta")
    )
    assert bands["Vietnam"] == (
        Square(topic="suicide", lines=1, is_phone_only=True, unspoken=()),
        Square(topic="sleep", lines=0, is_phone_only=False, unspoken=()),
    )


@pytest.mark.parametrize(
    ("square", "look"),
    [
        (Square(topic="sleep", lines=0, is_phone_only=False, unspoken=()), "missing"),
        (Square(topic="sleep", lines=1, is_phone_only=False, unspoken=()), "stale"),
        (Square(topic="sleep", lines=2, is_phone_only=True, unspoken=()), "stale"),
        (Square(topic="sleep", lines=2, is_phone_only=False, unspoken=("ms",)), "stale"),
        (Square(topic="sleep", lines=2, is_phone_only=False, unspoken=()), "ok"),
    ],
)
def test_the_colour_is_that_of_the_gravest_gap(square: Square, look: str) -> None:
    assert square.look == look


def test_the_gaps_of_a_market_are_one_row_each_the_gravest_first(cast: Cast) -> None:
    rows = [(row.text, row.note) for row in seen(gaps, cast.editor).rows]
    assert rows[0] == ("Vietnam: nobody to talk to", "sleep")
    assert ("Vietnam: one line only", "suicide") in rows
    assert rows[-1] == ("Singapore: one line only", "all topics")


def test_it_is_for_whoever_may_see_helplines(cast: Cast) -> None:
    cast.editor.groups.clear()
    assert seen(coverage_map, type(cast.editor).objects.get(pk=cast.editor.pk)) is None
