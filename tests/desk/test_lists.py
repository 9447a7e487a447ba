"""Lists of content: what they say of each object, and that they never ask more for a longer one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from campaigns.models import Campaign, ContentNotice, Creator, Video, VideoSeries
from cms.desk.content.show import show_state
from cms.desk.publication_status import Stage, publication_statuses
from cms.library.models import Image, Topic
from cms.publishing.block import block
from cms.publishing.changes import record_change
from cms.publishing.compose import add_item, start_release
from cms.publishing.propose import agree, propose_switch
from cms.publishing.submit import submit
from guides.models import Guide, GuideSection
from interventions.models import Intervention
from partners.models import Channel, Helpline, Partner
from tests.cast import Cast, Publish
from tests.desk.conftest import SignedIn

MOST_QUERIES = 20


def make_guide(number: int) -> Any:
    guide = Guide.objects.create(key=f"g{number}", slug=f"g{number}", title_en="A", summary_en="B")
    GuideSection.objects.create(guide=guide, key="one", heading_en="One", heading_vi="Một")
    return guide


def make_helpline(number: int) -> Any:
    due = timezone.localdate() + timedelta(days=30)
    line = Helpline.objects.create(key=f"h{number}", name_en="A", grade="A", check_due=due)
    Channel.objects.create(helpline=line, key="phone", kind="phone", dial="111", note_en="A note")
    return line


def make_video(number: int) -> Any:
    creator = Creator.objects.create(key=f"c{number}", name="Linh")
    return Video.objects.create(
        key=f"v{number}", creator=creator, title_en="A", description_en="B", spoken="vi"
    )


MAKERS: dict[str, Callable[[int], Any]] = {
    "guides_guide": make_guide,
    "partners_helpline": make_helpline,
    "partners_partner": lambda n: Partner.objects.create(key=f"p{n}", name_en="A"),
    "library_topic": lambda n: Topic.objects.create(key=f"t{n}", name_en="A"),
    "library_image": lambda n: Image.objects.create(key=f"i{n}", alt_en="A"),
    "campaigns_campaign": lambda n: Campaign.objects.create(
        key=f"k{n}", slug=f"k{n}", title_en="A", summary_en="B"
    ),
    "campaigns_videoseries": lambda n: VideoSeries.objects.create(
        key=f"s{n}", slug=f"s{n}", title_en="A", summary_en="B"
    ),
    "campaigns_video": make_video,
    "campaigns_creator": lambda n: Creator.objects.create(key=f"r{n}", name="Linh"),
    "campaigns_contentnotice": lambda n: ContentNotice.objects.create(
        key=f"n{n}", label_en="A", message_en="B"
    ),
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_list_asks_as_little_for_twenty_rows_as_for_two(
    cast: Any, signed_in: SignedIn, name: str
) -> None:
    browser, address = signed_in(cast.editor), reverse(f"admin:{name}_changelist")
    counts = []
    for first, after in ((0, 2), (2, 20)):
        for number in range(first, after):
            MAKERS[name](number)
        browser.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = browser.get(address)
        assert len(page.context["cl"].result_list) == after
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MOST_QUERIES


def test_a_list_of_changed_objects_asks_no_more_for_twenty_than_for_two(
    cast: Any, publish: Any, signed_in: SignedIn
) -> None:
    browser, address = signed_in(cast.editor), reverse("admin:guides_guide_changelist")
    counts = []
    for first, after in ((0, 2), (2, 20)):
        made = [make_guide(number) for number in range(first, after)]
        publish(*made)
        for guide in made:
            guide.title_en = "Another title"
            guide.save()
            record_change(guide.object_key, by=cast.editor)
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(address)
        assert all(row.row.status.is_changed for row in page.context["cl"].result_list)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MOST_QUERIES + 2


def test_an_object_goes_through_every_stage(cast: Any, publish: Any) -> None:
    now = timezone.now()
    draft, live, coming, ended, gone, blocked = (make_guide(number) for number in range(6))
    publish(live, gone)
    publish(blocked)
    publish(coming, starts_at=now + timedelta(days=9))
    publish(ended, ends_at=now + timedelta(days=1))
    publish(gone, is_removal=True)
    block(blocked.object_key, by=cast.reviewer, reason="Consent withdrawn")
    keys = [g.object_key for g in (draft, live, coming, ended, gone, blocked)]
    in_two_days = publication_statuses(keys, now + timedelta(days=2))
    assert [in_two_days[key].stage for key in keys] == [
        Stage.DRAFT,
        Stage.LIVE,
        Stage.SCHEDULED,
        Stage.ENDED,
        Stage.WITHDRAWN,
        Stage.BLOCKED,
    ]


def test_a_row_says_what_changed_and_what_is_in_review(
    cast: Any, publish: Any, signed_in: SignedIn, guide: Any
) -> None:
    publish(guide)
    guide.title_en = "Another"
    guide.save()
    release = start_release(title="Next", by=cast.editor)
    add_item(release, guide.object_key, by=cast.editor)
    submit(release, by=cast.editor)
    page = signed_in(cast.editor).get(reverse("admin:guides_guide_changelist"))
    row = page.context["cl"].result_list[0].row
    assert row.status.release == release.pk
    assert dict(row.languages) == {"vi": "stale", "id": "missing", "ar": "missing"}


def said(thing: Any, now: datetime) -> str:
    return strip_tags(show_state(publication_statuses([thing.object_key], now)[thing.object_key]))


def found(browser: Client, kind: str, word: str) -> list[str]:
    page = browser.get(reverse(f"admin:{kind}_changelist"), {"state": word})
    return [row.key for row in page.context["cl"].result_list]


def test_what_is_scheduled_over_something_live_is_said_and_found(
    cast: Cast, publish: Publish, signed_in: SignedIn, guide: Any
) -> None:
    december = datetime(2099, 12, 5, 9, tzinfo=UTC)
    publish(guide)
    guide.title_en = "For December"
    guide.save()
    publish(guide, starts_at=december)
    publish(make_guide(0))
    now = timezone.now()
    assert said(guide, now) == "live: English, Tiếng Việt, changes on 5 Dec 2099, 09:00 UTC"
    assert said(guide, december) == "live: English, Tiếng Việt"
    browser = signed_in(cast.editor)
    assert found(browser, "guides_guide", "changing") == ["helping"]
    assert found(browser, "guides_guide", "live") == ["g0", "helping"]
    assert found(browser, "guides_guide", "changed") == [], "it says what is scheduled"


def test_a_campaign_is_not_live_before_it_starts_by_the_clock_of_a_market(
    cast: Cast, publish: Publish, signed_in: SignedIn
) -> None:
    thing = Campaign.objects.create(key="tea", slug="tea", title_en="Tea", summary_en="Sit down.")
    for country, starts in (("VN", "2099-12-01 00:00"), ("US", "2099-12-03 00:00")):
        thing.markets.create(country=country, starts=starts, ends="2099-12-25 00:00")
    publish(thing)
    browser = signed_in(cast.editor)
    assert (found(browser, "campaigns_campaign", "live"), said(thing, timezone.now())) == (
        [],
        "scheduled, starts in VN on 30 Nov 2099, 17:00 UTC",
    )
    assert found(browser, "campaigns_campaign", "scheduled") == ["tea"]
    for day, words in {
        1: "live in VN: English, starts in US on 3 Dec 2099, 05:00 UTC",
        4: "live in US, VN: English, ends in VN on 24 Dec 2099, 17:00 UTC",
        25: "live in US: English, ends on 25 Dec 2099, 05:00 UTC",
        26: "ended on 25 Dec 2099, 05:00 UTC",
    }.items():
        assert said(thing, datetime(2099, 12, day, tzinfo=UTC)) == words


def test_where_interventions_are_off_none_is_said_to_be_live(cast: Cast, publish: Publish) -> None:
    topic = Topic.objects.create(key="sleep", name_en="Sleep")
    words = {"heading_en": "We are here", "message_en": "You are not alone."}
    here, there = (
        Intervention.objects.create(key=f"i{n}", topic=topic, response=r, markets=markets, **words)
        for n, (r, markets) in enumerate([("support", "VN"), ("soft", "")])
    )
    publish(topic, here, there)
    asked = propose_switch("VN", is_on=False, by=cast.reviewer, reason="It misfires.")
    agree(asked, by=cast.reviewer2)
    now = timezone.now()
    assert said(here, now) == "blocked"
    assert said(there, now) == "live: English off in VN"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=live", ["helping"]),
        ("state=draft", ["g0"]),
        ("translation=vi-missing", ["g0"]),
        ("q=Giúp", ["helping"]),
        ("q=g0", ["g0"]),
        ("state=blocked", []),
    ],
)
def test_filters_and_search_answer_daily_questions(
    cast: Any, publish: Any, signed_in: SignedIn, guide: Any, query: str, found: list[str]
) -> None:
    publish(guide)
    make_guide(0)
    page = signed_in(cast.editor).get(f"{reverse('admin:guides_guide_changelist')}?{query}")
    assert [row.key for row in page.context["cl"].result_list] == found
