"""Taking back: what a working copy said once, it says again, for every kind of content."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from campaigns import clips
from campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignMarket,
    ContentNotice,
    Creator,
    SeriesVideo,
    Video,
    VideoCaption,
    VideoSeries,
)
from campaigns.tests.files import captions, mp4
from cms.desk.content.restore import restore
from cms.errors import Moved, Refused
from cms.library.models import Image, Topic
from cms.publishing.changes import last_change, record_change
from cms.publishing.freeze import document_of, open_if_whole
from cms.publishing.kinds import all_kinds, kind_for
from cms.publishing.models import Change, Entry
from cms.translations.columns import columns, translated_fields
from cms.translations.marks import State, count_states, marks_of
from cms.translations.texts import passages_of
from guides.models import Guide, GuideSection
from interventions.models import Intervention, InterventionOffer
from partners.models import Channel, Helpline, Partner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = settings.DRAFT_MEDIA_DIR = tmp_path / "drafts"
    settings.PUBLISHED_MEDIA_DIR = tmp_path / "published"


@pytest.fixture
def sleep() -> Topic:
    return Topic.objects.create(key="sleep", name_en="Sleep", name_vi="Giấc ngủ", priority=7)


@pytest.fixture
def clinic(sleep: Topic) -> Partner:
    partner = Partner.objects.create(
        key="clinic", name_en="The clinic", website="https://x.org", countries="VN", languages="vi"
    )
    partner.topics.add(sleep)
    return partner


@pytest.fixture
def picture() -> Image:
    names = [f"{digit * 32}.webp" for digit in "ab"]
    sizes = [
        {"name": name, "width": 320 * n, "height": 200 * n, "format": "webp"}
        for n, name in enumerate(names, 1)
    ]
    return Image.objects.create(
        key="cups", alt_en="Two cups", alt_vi="Hai tách", focal_x=20, renditions=sizes, width=640
    )


@pytest.fixture
def full_guide(sleep: Topic, clinic: Partner, picture: Image) -> Guide:
    guide = Guide.objects.create(
        key="g", slug="g", title_en="Rest", title_vi="Nghỉ", summary_en="On rest.", hero=picture,
        audience="teens", review_due=date(2027, 1, 1),
    )  # fmt: skip
    guide.topics.add(sleep)
    guide.partners.add(clinic)
    for place, key in enumerate(("why", "how"), 1):
        GuideSection.objects.create(
            guide=guide, key=key, position=place, heading_en=key, body_en=f"<p>{key}</p>"
        )
    return guide


@pytest.fixture
def line(sleep: Topic, clinic: Partner) -> Helpline:
    line = Helpline.objects.create(
        key="line", name_en="A line", name_vi="Một đường dây", partner=clinic, countries="VN",
        languages="vi en", grade="A", rank=3, check_due=timezone.localdate() + timedelta(days=30),
    )  # fmt: skip
    line.topics.add(sleep)
    Channel.objects.create(
        helpline=line, key="phone", kind="phone", dial="111", hours_status="stated",
        weekly="Mon-Fri 09:00-17:00", dated="Dec 25 closed", position=1,
    )  # fmt: skip
    Channel.objects.create(
        helpline=line, key="text", kind="text", dial="8282", keyword="HI", languages="vi",
        note_en="Write HI", position=2,
    )  # fmt: skip
    return line


@pytest.fixture
def creator(picture: Image) -> Creator:
    return Creator.objects.create(
        key="linh", name="Linh", handle="@linh", languages="vi", bio_en="Linh draws.",
        avatar=picture, consent_given_on=date(2026, 1, 1), consent_scope="All of it",
    )  # fmt: skip


@pytest.fixture
def notice() -> ContentNotice:
    return ContentNotice.objects.create(key="hard", label_en="Hard", message_en="You choose.")


@pytest.fixture
def video(creator: Creator, notice: ContentNotice, sleep: Topic) -> Video:
    video = Video(
        key="v", creator=creator, title_en="A message", description_en="Short.", spoken="vi",
        notice=notice, transcript_vi="Chào bạn.",
    )  # fmt: skip
    data = mp4(seconds=34, salt="v")
    video.keep([data], clips.inspect(BytesIO(data), len(data)), len(data))
    video.topics.add(sleep)
    VideoCaption.objects.create(video=video, language="vi", source=captions("Chào bạn."))
    return video


@pytest.fixture
def series(video: Video, creator: Creator) -> VideoSeries:
    series = VideoSeries.objects.create(key="s", slug="s", title_en="A series", summary_en="B")
    link = "https://www.youtube.com/watch?v=abcdefghijk"
    other = Video.objects.create(key="w", creator=creator, title_en="Two", spoken="vi", link=link)
    for place, each in enumerate((other, video), 1):
        SeriesVideo.objects.create(series=series, video=each, position=place)
    return series


@pytest.fixture
def campaign(full_guide: Guide, series: VideoSeries, clinic: Partner) -> Campaign:
    campaign = Campaign.objects.create(
        key="k", slug="k", title_en="Autumn", summary_en="B", intro_en="<p>Hi</p>", hashtag="#rest"
    )
    items: tuple[dict[str, Any], ...] = (
        {"kind": "series", "series": series, "heading_en": "Watch"},
        {"kind": "guide", "guide": full_guide, "markets": "VN"},
        {"kind": "partner", "partner": clinic},
        {"kind": "helplines"},
        {"kind": "article", "partner": clinic, "link": "https://x.org/a", "blurb_vi": "Đọc"},
    )
    for place, item in enumerate(items, 1):
        CampaignItem.objects.create(campaign=campaign, position=place, **item)
    market = CampaignMarket.objects.create(
        campaign=campaign,
        country="VN",
        starts=datetime.fromisoformat("2026-10-01T09:00"),
        wording_vi="Ở đây",
    )
    market.partners.add(clinic)
    return campaign


@pytest.fixture
def intervention(
    sleep: Topic, notice: ContentNotice, full_guide: Guide, series: VideoSeries
) -> Intervention:
    said = Intervention.objects.create(
        key="i", topic=sleep, response="info", heading_en="Rest", message_en="M", notice=notice,
        markets="VN",
    )  # fmt: skip
    InterventionOffer.objects.create(intervention=said, series=series, position=1)
    InterventionOffer.objects.create(intervention=said, guide=full_guide, position=2)
    return said


NEEDED = ("creator", "check_due", "consent_given_on")
"""Without these the database takes no such row."""


def wreck(thing: Any) -> None:
    """Empties whatever a row can do without, and takes its parts away."""
    model = type(thing)
    for relation in model._meta.related_objects:
        if relation.one_to_many and relation.on_delete.__name__ == "CASCADE":
            getattr(thing, relation.get_accessor_name()).all().delete()
    for field in model._meta.many_to_many:
        if field.remote_field.through._meta.auto_created:
            getattr(thing, field.name).clear()
    emptied: dict[str, Any] = {
        name: "" for field in translated_fields(model) for name in columns(field)
    }
    for field in model._meta.concrete_fields:
        if field.null and field.name not in {*emptied, *NEEDED}:
            emptied[field.name] = None
    model._default_manager.filter(pk=thing.pk).update(**emptied)


KINDS = (
    "sleep", "clinic", "picture", "full_guide", "line", "creator", "notice", "video", "series",
    "campaign", "intervention",
)  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_says_again_what_it_said(
    request: pytest.FixtureRequest, cast: Any, name: str
) -> None:
    thing = request.getfixturevalue(name)
    record_change(thing.object_key, by=cast.editor)
    before = document_of(thing.object_key)
    wreck(thing)
    record_change(thing.object_key, by=cast.editor)
    assert document_of(thing.object_key) != before

    assert restore(thing, before, by=cast.editor2, note="Took it back") == []

    assert document_of(thing.object_key) == before
    last = last_change(thing.object_key)
    assert last
    assert (last.by, last.note) == (cast.editor2, "Took it back")


def test_no_kind_that_keeps_its_states_is_forgotten_here(request: pytest.FixtureRequest) -> None:
    tried = {kind_for(type(request.getfixturevalue(name))).name for name in KINDS}
    assert {kind.name for kind in all_kinds() if kind.keeps_states} == tried


def test_each_saved_state_is_kept_and_can_be_taken_back_again(cast: Any, full_guide: Any) -> None:
    for title in ("One", "Two", "Three"):
        Guide.objects.filter(pk=full_guide.pk).update(title_en=title)
        record_change(full_guide.object_key, by=cast.editor)
    kept = [open_if_whole(change) for change in Change.objects.order_by("id")]
    assert [document.title.root["en"] for document in kept if document] == ["One", "Two", "Three"]  # type: ignore[attr-defined]

    first, _second, third = kept
    assert first
    assert third
    restore(full_guide, first, by=cast.editor, note="Took back the first")
    restore(full_guide, third, by=cast.editor, note="Undid that")
    assert document_of(full_guide.object_key) == third


def test_parts_that_are_still_there_stay_the_rows_they_were(cast: Any, full_guide: Any) -> None:
    before = document_of(full_guide.object_key)
    kept = full_guide.sections.get(key="how")
    full_guide.sections.get(key="why").delete()
    GuideSection.objects.create(guide=full_guide, key="new", heading_en="New", position=0)
    restore(full_guide, before, by=cast.editor, note="x")
    assert [section.key for section in full_guide.sections.all()] == ["why", "how"]
    assert full_guide.sections.get(key="how").pk == kept.pk


def test_a_translation_that_was_right_is_right_again(cast: Any, guide: Any) -> None:
    before = document_of(guide.object_key)
    Guide.objects.filter(pk=guide.pk).update(title_en="Other words")
    restore(Guide.objects.get(pk=guide.pk), before, by=cast.editor, note="x")
    marks = marks_of([guide.object_key])[guide.object_key]
    states = count_states(passages_of([guide])[guide.pk], marks)
    assert states["vi"][State.STALE] == 0


def test_what_is_gone_is_named_and_the_rest_is_taken_back(cast: Any, full_guide: Any) -> None:
    before = document_of(full_guide.object_key)
    full_guide.hero = None
    full_guide.title_en = "Other words"
    full_guide.save()
    Image.objects.all().delete()
    assert restore(full_guide, before, by=cast.editor, note="x") == ["picture cups"]
    full_guide.refresh_from_db()
    assert (full_guide.title_en, full_guide.hero) == ("Rest", None)


def test_a_part_of_what_is_gone_is_left_out_and_named(cast: Any, series: Any) -> None:
    before = document_of(series.object_key)
    series.places.filter(video__key="w").delete()
    Video.objects.get(key="w").delete()
    series.title_en = "Other words"
    series.save()
    assert restore(series, before, by=cast.editor, note="x") == ["video w"]
    assert [place.video.key for place in series.places.all()] == ["v"]


def test_a_former_address_goes_on_leading_to_the_page(cast: Any, full_guide: Any) -> None:
    before = document_of(full_guide.object_key)
    for slug in ("h", "i"):
        full_guide.slug = slug
        full_guide.save()
    restore(full_guide, before, by=cast.editor, note="x")
    full_guide.refresh_from_db()
    assert (full_guide.slug, full_guide.former_slugs) == ("g", ["h", "i"])


def test_what_the_form_would_refuse_is_refused_with_its_sentence(
    cast: Any, full_guide: Any
) -> None:
    before = document_of(full_guide.object_key)
    full_guide.slug = "h"
    full_guide.save()
    Guide.objects.create(key="other", slug="g", title_en="A", summary_en="B")
    with pytest.raises(Refused, match="slug"):
        restore(full_guide, before, by=cast.editor, note="x")
    full_guide.refresh_from_db()
    assert full_guide.slug == "h"


def test_nothing_is_saved_where_it_says_so_already(cast: Any, full_guide: Any) -> None:
    with pytest.raises(Refused, match="already"):
        restore(full_guide, document_of(full_guide.object_key), by=cast.editor, note="x")
    assert not Change.objects.exists()


def test_somebody_who_saved_meanwhile_is_not_overwritten(cast: Any, full_guide: Any) -> None:
    before = document_of(full_guide.object_key)
    Guide.objects.filter(pk=full_guide.pk).update(title_en="Theirs", revision=4)
    with pytest.raises(Moved):
        restore(full_guide, before, by=cast.editor, note="x", revision=3)


def test_what_is_live_stays_as_it_is(
    cast: Any, guide: Any, publish: Callable[..., Entry], catalog: Any
) -> None:
    before = document_of(guide.object_key)
    guide.title_en = "Live words"
    guide.save()
    publish(guide)
    entries = Entry.objects.count()
    restore(guide, before, by=cast.editor, note="x")
    catalog.refresh()
    assert Entry.objects.count() == entries
    assert catalog.current().get(guide.object_key).title.root["en"] == "Live words"
