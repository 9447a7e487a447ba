"""Two people with one form open: the second to save is told, whatever kind of row it is."""

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


@pytest.mark.parametrize("kind", ROWS)
def test_the_second_tab_overwrites_nothing_unseen(
    cast: Any, signed_in: SignedIn, kind: str
) -> None:
    make, field, theirs, mine = ROWS[kind]
    row: Any = make()
    opened = form_data(row, cast.admin)
    browser, address = signed_in(cast.admin), change_address(row)
    assert browser.post(address, opened | {field: theirs}).status_code == 302

    page = browser.post(address, opened | {mine: "My words"})

    assert page.status_code == 200
    assert page.context["theirs"][field] in (theirs, "support: help lines and guides")
    text = page.content.decode()
    assert "Somebody else saved this" in text
    assert "Stored meanwhile by somebody else" in text
    row.refresh_from_db()
    assert str(getattr(row, field)) == theirs
    assert getattr(row, mine) == ""

    seen = opened | {field: theirs, mine: "My words", "revision": page.context["revision"]}
    assert f'name="revision" value="{page.context["revision"]}"' in text
    assert browser.post(address, seen).status_code == 302
    row.refresh_from_db()
    assert (str(getattr(row, field)), getattr(row, mine)) == (theirs, "My words")


@pytest.mark.parametrize("kind", PARTS)
def test_the_second_tab_overwrites_no_part_unseen(
    cast: Any, signed_in: SignedIn, kind: str
) -> None:
    make, owner_field, field, theirs = PARTS[kind]
    part: Any = make()
    owner, before = getattr(part, owner_field), getattr(part, field)
    browser, address = signed_in(cast.admin), change_address(owner)
    opened = form_data(owner, cast.admin)
    name = f"{part._meta.get_field(owner_field).remote_field.related_name}-0-{field}"
    assert browser.post(address, opened | {name: theirs}).status_code == 302

    page = browser.post(address, opened)

    assert page.status_code == 200
    part.refresh_from_db()
    assert page.context["theirs"][name].strip() == str(getattr(part, field)).strip()
    assert getattr(part, field) != before, "the first of the two is stored"


def test_who_changed_nothing_is_in_nobodys_way(cast: Any, signed_in: SignedIn) -> None:
    term = a_term()
    opened = form_data(term, cast.editor)
    browser = signed_in(cast.editor)
    browser.post(change_address(term), opened)
    assert browser.post(change_address(term), opened | {"note": "Mine"}).status_code == 302


def test_it_is_noticed_without_a_form_too(cast: Any, signed_in: SignedIn) -> None:
    term = a_term()
    opened = form_data(term, cast.editor)
    Term.objects.filter(pk=term.pk).update(is_active=False)
    page = signed_in(cast.editor).post(change_address(term), opened)
    assert page.context["theirs"]["is_active"] == "False"
