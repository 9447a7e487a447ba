"""A launch as a whole, in a real browser: prepared, reviewed, live at each market's midnight."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from campaigns import clips
from campaigns.models import Campaign, Creator, Video, VideoCaption
from campaigns.tests.files import captions, mp4
from cms.publishing.changes import record_change
from partners.models import Partner
from tests.browser import Desk
from tests.desk.browsing import approve

pytestmark = pytest.mark.django_db(transaction=True)

LANGUAGES = {"en": "English", "vi": "Tiếng Việt", "ind": "Bahasa Indonesia", "ar": "العربية"}
"""By the ending of their columns."""
CLOCKS = {"VN": ZoneInfo("Asia/Ho_Chi_Minh"), "GB": ZoneInfo("Europe/London")}
SECOND = timedelta(seconds=1)

CAMPAIGN = {"en": "Two cups", "vi": "Hai tách trà", "ind": "Dua cangkir", "ar": "كوبان"}
INTRO = {"en": "Sit down.", "vi": "Ngồi xuống nhé.", "ind": "Duduklah.", "ar": "اجلس معنا."}
SERIES = {"en": "Two voices", "vi": "Hai giọng nói", "ind": "Dua suara", "ar": "صوتان"}
GUIDE = {"en": "Tea for two", "vi": "Trà cho hai người", "ind": "Teh berdua", "ar": "شاي لاثنين"}
SUMMARY = {"en": "With you.", "vi": "Cùng bạn.", "ind": "Bersamamu.", "ar": "معك."}
PARTNERS = {
    "tea": {"en": "Tea House", "vi": "Nhà Trà", "ind": "Rumah Teh", "ar": "بيت الشاي"},
    "cup": {"en": "Cup Club", "vi": "Hội Tách", "ind": "Klub Cangkir", "ar": "نادي الكوب"},
}


@pytest.fixture
def ready(cast: Any, tmp_path: Path, settings: Any) -> None:
    """What a launch finds there as drafts: two partners, and a creator with two videos."""
    settings.MEDIA_ROOT = settings.DRAFT_MEDIA_DIR = tmp_path / "drafts"
    settings.PUBLISHED_MEDIA_DIR = tmp_path / "published"
    made: list[Any] = [
        Partner.objects.create(key=key, **in_columns("name", name))
        for key, name in PARTNERS.items()
    ]
    creator = Creator.objects.create(
        key="linh", name="Linh", consent_given_on=date(2020, 1, 1), consent_scope="Everything"
    )
    made.append(creator)
    for key in ("first-cup", "second-cup"):
        video = Video(key=key, creator=creator, spoken="vi", transcript_vi="Chào bạn.")
        for name, text in {
            **in_columns("title", SERIES),
            **in_columns("description", SUMMARY),
        }.items():
            setattr(video, name, f"{key}: {text}")
        data = mp4(seconds=34, salt=key)
        video.keep([data], clips.inspect(BytesIO(data), len(data)), len(data))
        VideoCaption.objects.create(video=video, language="vi", source=captions("Chào bạn."))
        made.append(video)
    for thing in made:
        record_change(thing.object_key, by=cast.editor)


def in_columns(field: str, texts: dict[str, str]) -> dict[str, str]:
    return {f"{field}_{ending}": text for ending, text in texts.items()}


def begin(page: Page, kind: str, key: str, title: dict[str, str]) -> None:
    """An empty form, with its name and two texts in four languages."""
    page.goto(f"/admin/{kind}/add/")
    page.get_by_role("button", name="All languages").click()
    page.locator("#id_key").fill(key)
    page.locator("#id_slug").fill(key)
    for name, text in (in_columns("title", title) | in_columns("summary", SUMMARY)).items():
        page.locator(f"#id_{name}").fill(text)


def choose(page: Page, field: str, text: str) -> None:
    """From a field that completes what is typed.

    A click closes one that is still open from the choice before.
    """
    search = page.locator(".select2-container--open .select2-search__field")
    while not search.count():
        page.locator(f"#id_{field} + .select2 .select2-selection").click()
    search.fill(text)
    page.locator(".select2-results__option--highlighted", has_text=text).click()


def keep(page: Page) -> None:
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("only through a release")).to_be_visible()


def prepare_guide(page: Page) -> None:
    begin(page, "guides/guide", "tea-for-two", GUIDE)
    page.get_by_role("button", name="Add another Section").click()
    for name, text in in_columns("heading", GUIDE).items():
        page.locator(f"#id_sections-0-{name}").fill(text)
    keep(page)


def prepare_series(page: Page) -> None:
    begin(page, "campaigns/videoseries", "two-voices", SERIES)
    for place, video in enumerate(("first-cup", "second-cup")):
        page.get_by_role("button", name="Add another Video of the series").click()
        page.locator(f"#id_places-{place}-position").fill(str(place))
        choose(page, f"places-{place}-video", video)
    keep(page)


def prepare_campaign(page: Page, first_day: date) -> None:
    begin(page, "campaigns/campaign", "two-cups", CAMPAIGN)
    for ending, language in LANGUAGES.items():
        page.get_by_role("textbox", name=f"Introduction {language}").fill(INTRO[ending])
    for partner in PARTNERS.values():
        choose(page, "partners", partner["en"])
    page.locator("#id_first_day").fill(first_day.isoformat())
    for place, country in enumerate(CLOCKS):
        page.get_by_role("button", name="Add another Market").click()
        page.locator(f"#id_markets-{place}-country").fill(country)
    for place, (kind, title) in enumerate({"series": SERIES, "guide": GUIDE}.items()):
        page.get_by_role("button", name="Add another Item").click()
        page.locator(f"#id_items-{place}-kind").select_option(kind)
        page.locator(f"#id_items-{place}-position").fill(str(place))
        choose(page, f"items-{place}-{kind}", title["en"])
    keep(page)


def put_into_release(page: Page, title: str, first_day: date) -> None:
    """Everything, to be live within the day's midnights in the two markets."""
    page.get_by_role("link", name="Add to a release").click()
    page.get_by_label("Title of a new one").fill(title)
    page.get_by_role("button", name="Add", exact=True).click()
    others = ("series:two-voices", "guide:tea-for-two", "video:first-cup", "video:second-cup",
              "creator:linh", "partner:tea", "partner:cup")  # fmt: skip
    for key in others:
        page.get_by_label("Object").fill(key)
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_text("Added.")).to_be_visible()
    page.get_by_text("Local midnight for everything in it").click()
    page.get_by_label("First day").fill(first_day.isoformat())
    page.get_by_label("Only these markets").select_option(list(CLOCKS))
    page.get_by_role("button", name="Store").last.click()
    expect(page.get_by_text("Stored.")).to_be_visible()


def look_at_it(page: Page, first_day: date) -> None:
    """The preview, in Arabic, as somebody in Vietnam would see it on the day."""
    page.get_by_role("link", name="Preview").click()
    page.get_by_label("Language").select_option("ar")
    page.get_by_label("Country").select_option("VN")
    page.get_by_label("At:", exact=True).fill(f"{first_day + timedelta(days=1)}T12:00")
    page.get_by_role("button", name="Show").click()
    frame = page.frame_locator(".preview")
    frame.get_by_role("link", name=CAMPAIGN["ar"]).first.click()
    expect(frame.locator("h1")).to_have_text(CAMPAIGN["ar"])


def test_a_launch_is_live_at_each_markets_own_midnight_in_four_languages(
    cast: Any, ready: None, desk: Desk, public: Callable[[str], str]
) -> None:
    first_day = timezone.localdate() + timedelta(days=30)
    midnights = {
        country: datetime.combine(first_day, time(), clock).astimezone(UTC)
        for country, clock in CLOCKS.items()
    }
    editor = desk(cast.editor)
    prepare_guide(editor)
    prepare_series(editor)
    prepare_campaign(editor, first_day)
    put_into_release(editor, "Two cups", first_day)
    release = editor.url
    look_at_it(editor, first_day)
    editor.goto(release)
    editor.get_by_role("button", name="Submit for review").click()
    expect(editor.get_by_text("Submitted.")).to_be_visible()
    assert Campaign.objects.get().markets.count() == 2
    reviewer = desk(cast.reviewer)
    approve(reviewer, "Two cups")

    def page(language: str, country: str) -> str:
        return public(f"/{language}/campaigns/two-cups/?country={country}")

    def is_live(language: str, country: str) -> bool:
        shown = page(language, country)
        said = [text for text in CAMPAIGN.values() if text in shown]
        assert bool(said) == any(text in shown for text in INTRO.values())
        return bool(said)

    assert not is_live("vi", "VN")
    with time_machine.travel(midnights["VN"] - SECOND):
        assert not is_live("vi", "VN")
    with time_machine.travel(midnights["VN"] + SECOND):
        assert is_live("vi", "VN")
        assert not is_live("en", "GB")
    with time_machine.travel(midnights["GB"] - SECOND):
        assert not is_live("en", "GB")
    with time_machine.travel(midnights["GB"] + SECOND):
        for country in CLOCKS:
            for ending in LANGUAGES:
                language = "id" if ending == "ind" else ending
                shown = page(language, country)
                direction = "rtl" if language == "ar" else "ltr"
                assert f'<html lang="{language}" dir="{direction}"' in shown
                texts = (CAMPAIGN, INTRO, SERIES, GUIDE, *PARTNERS.values())
                assert [t[ending] for t in texts if t[ending] not in shown] == []
