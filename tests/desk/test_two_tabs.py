"""Two people with one form open: neither overwrites the other, whatever kind of row it is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import Model

from campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignMarket,
    Creator,
    SeriesVideo,
    Video,
    VideoCaption,
    VideoSeries,
)
from cms.library.models import EditorialRule, Topic
from guides.models import Guide, GuideSection
from interventions.models import Example, Term, TermList, WordClass
from partners.models import Channel, Helpline, RetiredNumber
from tests.desk.conftest import SignedIn, change_address, form_data

pytestmark = pytest.mark.django_db


def a_term() -> Term:
    topic = Topic.objects.create(key="sadness", name_en="Sadness")
    owner = TermList.objects.create(key="sadness-en", topic=topic, locale="en")
    return Term.objects.create(term_list=owner, text="so sad")


def a_section() -> GuideSection:
    guide = Guide.objects.create(key="g", slug="g", title_en="G", summary_en="What.")
    return GuideSection.objects.create(guide=guide, key="one", heading_en="One")


def a_channel() -> Channel:
    line = Helpline.objects.create(
        key="line", kind="line", name_en="Line", countries="GB", check_due=date(2027, 1, 1)
    )
    return Channel.objects.create(helpline=line, key="phone", kind="phone", dial="0800 123 123")


def a_video() -> Video:
    creator = Creator.objects.create(
        key="c", name="C", handle="@c", languages="en", consent_given_on=date(2026, 1, 1)
    )
    return Video.objects.create(
        key="v",
        title_en="V",
        description_en="What.",
        creator=creator,
        spoken="en",
        link="https://youtu.be/abcdefghijk",
    )


def a_caption() -> VideoCaption:
    source = "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"
    return VideoCaption.objects.create(video=a_video(), language="en", source=source)


def a_place_in_a_series() -> SeriesVideo:
    series = VideoSeries.objects.create(key="s", slug="s", title_en="S", summary_en="What.")
    return SeriesVideo.objects.create(series=series, video=a_video(), position=1)


def a_campaign() -> Campaign:
    return Campaign.objects.create(key="home", slug="home", title_en="Home", summary_en="What.")


ROWS: dict[str, tuple[Callable[[], Model], str, str, str]] = {
    "a term": (a_term, "review_on", "2027-01-31", "note"),
    "a labelled query": (
        lambda: Example.objects.create(query="so sad", locale="en"),
        *("expected_response", "support", "note"),
    ),
    "a word class": (
        lambda: WordClass._default_manager.create(name="friend", locale="en", words="pal"),
        *("words", "pal; mate", "note"),
    ),
    "an editorial rule": (
        lambda: EditorialRule.objects.create(
            code="x", locale="en", level="blocks", pattern="bad", better="good", flagged="bad"
        ),
        *("better", "well", "source"),
    ),
    "a retired number": (
        lambda: RetiredNumber.objects.create(country="KR", dial="1393", reason="Old."),
        *("reason", "Merged into 109.", "source"),
    ),
}
PARTS: dict[str, tuple[Callable[[], Any], str, str, str]] = {
    "a section": (a_section, "guide", "heading_en", "Two"),
    "a channel": (a_channel, "helpline", "note_en", "At night"),
    "a caption": (a_caption, "video", "source", "WEBVTT\n\n00:00.000 --> 00:02.000\nHi\n"),
    "a place in a series": (a_place_in_a_series, "series", "position", "7"),
    "an item of a campaign": (
        lambda: CampaignItem.objects.create(campaign=a_campaign(), kind="helplines"),
        *("campaign", "heading_en", "Talk"),
    ),
    "a market of a campaign": (
        lambda: CampaignMarket.objects.create(campaign=a_campaign(), country="VN"),
        *("campaign", "wording_en", "Here"),
    ),
}


MINE = {"a term": "2027-02-28", "a labelled query": "crisis"}
PART_OF_MINE = {"a caption": "WEBVTT\n\n00:00.000 --> 00:03.000\nHey\n", "a place in a series": "8"}


@pytest.mark.parametrize("kind", ROWS)
def test_the_second_tab_overwrites_nothing_unseen(
    cast: Any, signed_in: SignedIn, kind: str
) -> None:
    make, field, theirs, elsewhere = ROWS[kind]
    row: Any = make()
    opened = form_data(row, cast.admin)
    mine = opened | {field: MINE.get(kind, "Mine"), elsewhere: "My words"}
    browser, address = signed_in(cast.admin), change_address(row)
    assert browser.post(address, opened | {field: theirs}).status_code == 302

    for _press in ("once", "and again"):
        page = browser.post(address, mine)
        assert page.status_code == 200
        assert list(page.context["conflicts"]) == [field]
        assert "Stored meanwhile by you, in another window" in page.content.decode()
        row.refresh_from_db()
        assert str(getattr(row, field)) == theirs
        mine["seen"] = page.context["seen"]

    keep, _take = (value for value, _label in page.context["conflicts"][field].choices)
    assert browser.post(address, mine | {f"{field}-choice": keep}).status_code == 302
    row.refresh_from_db()
    assert (str(getattr(row, field)), getattr(row, elsewhere)) == (mine[field], "My words")


@pytest.mark.parametrize("kind", ROWS)
def test_two_tabs_that_change_different_things_keep_both(
    cast: Any, signed_in: SignedIn, kind: str
) -> None:
    make, field, theirs, elsewhere = ROWS[kind]
    row: Any = make()
    opened = form_data(row, cast.admin)
    browser, address = signed_in(cast.admin), change_address(row)
    assert browser.post(address, opened | {field: theirs}).status_code == 302
    answer = browser.post(address, opened | {elsewhere: "My words"}, follow=True)
    assert "Saved meanwhile by you, in another window, and kept:" in answer.content.decode()
    row.refresh_from_db()
    assert (str(getattr(row, field)), getattr(row, elsewhere)) == (theirs, "My words")


@pytest.mark.parametrize("kind", PARTS)
def test_what_was_changed_in_a_part_stays_whoever_saves_next(
    cast: Any, signed_in: SignedIn, kind: str
) -> None:
    make, owner_field, field, theirs = PARTS[kind]
    part: Any = make()
    owner, before = getattr(part, owner_field), getattr(part, field)
    browser, address = signed_in(cast.admin), change_address(owner)
    opened = form_data(owner, cast.admin)
    name = f"{part._meta.get_field(owner_field).remote_field.related_name}-0-{field}"
    assert browser.post(address, opened | {name: theirs}).status_code == 302
    part.refresh_from_db()
    stored = getattr(part, field)
    assert stored != before

    assert browser.post(address, opened).status_code == 302
    part.refresh_from_db()
    assert getattr(part, field) == stored

    page = browser.post(address, opened | {name: PART_OF_MINE.get(kind, "Three")})
    assert list(page.context["conflicts"]) == [name]
    part.refresh_from_db()
    assert getattr(part, field) == stored


def test_who_changed_nothing_is_in_nobodys_way(cast: Any, signed_in: SignedIn) -> None:
    term = a_term()
    opened = form_data(term, cast.editor)
    browser = signed_in(cast.editor)
    browser.post(change_address(term), opened)
    assert browser.post(change_address(term), opened | {"note": "Mine"}).status_code == 302


def test_it_is_noticed_without_a_form_too(cast: Any, signed_in: SignedIn) -> None:
    """And nobody is said to have done what nobody is known for."""
    term = a_term()
    opened = form_data(term, cast.editor)
    Term.objects.filter(pk=term.pk).update(note="By an import")
    page = signed_in(cast.editor).post(change_address(term), opened | {"note": "Mine"})
    assert page.context["conflicts"]["note"].theirs == "By an import"
    assert "Stored meanwhile by somebody else" in page.content.decode()


@pytest.mark.parametrize("seen", ["", "{", "[1, 2]", '["x", {"": 3}]', '["2026-01-01", {}]'])
def test_who_does_not_say_what_they_saw_has_seen_nothing(
    cast: Any, signed_in: SignedIn, seen: str
) -> None:
    term = a_term()
    data = form_data(term, cast.editor) | {"note": "Mine", "seen": seen}
    page = signed_in(cast.editor).post(change_address(term), data)
    assert list(page.context["conflicts"]) == ["note"]
