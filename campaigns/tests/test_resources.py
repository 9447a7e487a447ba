"""Series and campaigns out to a file and in again."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
import tablib

from campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignMarket,
    SeriesVideo,
    VideoSeries,
)
from campaigns.resources import (
    CampaignItemResource,
    CampaignMarketResource,
    CampaignResource,
    SeriesVideoResource,
    VideoSeriesResource,
)
from cms.desk.exchange.resource import ContentResource
from cms.library.models import Topic
from cms.publishing.catalog import Catalog
from cms.publishing.changes import last_change
from cms.publishing.freeze import document_of
from cms.publishing.models import Change, Entry
from cms.translations.marks import stale_texts
from partners.models import Partner
from tests.cast import Cast, Publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(series: VideoSeries) -> Campaign:
    campaign = Campaign.objects.create(
        key="home", slug="home", title_en="=Home", title_vi="Ở nhà", summary_en="At home.",
        intro_en="<p>Hello,\nyou.</p>", hashtag="#Home",
    )  # fmt: skip
    campaign.topics.add(
        Topic.objects.create(key="distress", name_en="D"),
        Topic.objects.create(key="self_harm", name_en="S"),
    )
    partner = Partner.objects.create(key="ngay-mai", name_en="Ngày Mai")
    CampaignItem.objects.create(campaign=campaign, position=0, kind="series", series=series)
    CampaignItem.objects.create(
        campaign=campaign, position=1, kind="article", partner=partner, markets="VN ID",
        link="https://a.example/", heading_en="-Be kind", heading_ind="Ramah",
    )  # fmt: skip
    market = CampaignMarket.objects.create(
        campaign=campaign, country="VN", starts=datetime.fromisoformat("2026-12-01 00:00")
    )
    market.partners.add(partner)
    return campaign


RESOURCES = (
    CampaignResource, CampaignItemResource, CampaignMarketResource, VideoSeriesResource,
    SeriesVideoResource,
)  # fmt: skip


def table(text: str) -> tablib.Dataset:
    return tablib.Dataset().load(text, format="csv")


def run(resource: type[ContentResource], data: Any, cast: Cast, **options: Any) -> Any:
    dataset = table(data) if isinstance(data, str) else data
    return resource().import_data(dataset, user=cast.editor, **options)


def sentences(result: Any) -> str:
    """Everything that an import complains of."""
    found = [str(error.error) for error in result.base_errors]
    found += [str(error.error) for row in result.error_rows for error in row.errors]
    found += [str(row.error) for row in result.invalid_rows]
    return " ".join(found)


@pytest.mark.parametrize("form", ["csv", "xlsx", "tsv"])
@pytest.mark.parametrize("resource", RESOURCES)
def test_export_then_import_changes_nothing(
    resource: type[ContentResource], form: str, campaign: Campaign, cast: Cast
) -> None:
    exported = resource().export().export(form)
    again = tablib.Dataset().load(
        BytesIO(exported) if isinstance(exported, bytes) else exported, format=form
    )

    result = run(resource, again, cast)

    assert sentences(result) == ""
    assert result.totals["skip"] == result.total_rows > 0
    assert not Change.objects.exists()


def test_files_call_indonesian_by_its_code_and_keep_formulas_from_running(
    campaign: Campaign,
) -> None:
    items = CampaignItemResource().export()
    assert {"heading_id", "heading_en", "heading_vi", "heading_ar"} <= set(items.headers)
    assert not {"heading", "heading_ind", "id"} & set(items.headers)
    assert items["heading_id"] == ["", "Ramah"]
    assert items["heading_en"] == ["", "'-Be kind"]
    assert CampaignResource().export()["title_en"] == ["'=Home"]


def test_an_import_changes_working_copies_and_is_recorded_but_publishes_nothing(
    campaign: Campaign, cast: Cast, publish: Publish, catalog: Catalog
) -> None:
    publish(campaign)
    entries = Entry.objects.count()
    revision = Campaign.objects.get().revision

    run(CampaignResource, "key,title_en,title_id\nhome,At home,Di rumah\n", cast)

    campaign.refresh_from_db()
    assert (campaign.title_en, campaign.title_ind) == ("At home", "Di rumah")  # type: ignore[attr-defined]
    assert campaign.revision == revision + 1, "who has it open is told"
    change = last_change("campaign:home")
    assert change
    assert change.by == cast.editor
    assert change.fields == ["key", "title_en", "title_id"]
    assert Entry.objects.count() == entries
    catalog.refresh()
    live = catalog.current().get("campaign:home")
    assert live
    assert live.label() == "=Home"


def test_a_part_is_recorded_as_a_change_of_the_whole(campaign: Campaign, cast: Cast) -> None:
    run(CampaignMarketResource, "campaign,country,ends\nhome,VN,2027-01-01 00:00\n", cast)
    assert CampaignMarket.objects.get().ends == datetime.fromisoformat("2027-01-01 00:00")
    change = last_change("campaign:home")
    assert change
    assert change.by == cast.editor


def test_new_objects_and_their_parts_come_in(video: Any, cast: Cast) -> None:
    run(VideoSeriesResource, "key,slug,title_en,summary_en\nnew,new,New,You choose.\n", cast)
    run(SeriesVideoResource, "series,video,position\nnew,one-message,3\n", cast)
    place = SeriesVideo.objects.get()
    assert (place.series.key, place.video.key, place.position) == ("new", "one-message", 3)


def test_an_empty_cell_keeps_what_is_there_and_a_dash_clears_it(
    campaign: Campaign, cast: Cast
) -> None:
    run(CampaignResource, "key,title_vi,hashtag,topics\nhome,,-,\n", cast)
    campaign.refresh_from_db()
    assert campaign.title_vi == "Ở nhà"  # type: ignore[attr-defined]
    assert campaign.hashtag == ""
    assert campaign.topics.count() == 2
    run(CampaignResource, "key,topics\nhome,-\n", cast)
    assert campaign.topics.count() == 0


def test_rich_text_is_cleaned_on_this_way_in_too(campaign: Campaign, cast: Cast) -> None:
    run(CampaignResource, 'key,intro_en\nhome,"<p onclick=x>Hi</p><script>x</script>"\n', cast)
    campaign.refresh_from_db()
    assert campaign.intro_en == "<p>Hi</p>"  # type: ignore[attr-defined]


def test_a_translation_that_comes_in_counts_as_right_for_its_source(
    campaign: Campaign, cast: Cast
) -> None:
    run(CampaignResource, "key,title_en,title_id\nhome,At home,Di rumah\n", cast)
    stale = stale_texts("campaign:home", document_of("campaign:home"), "en")
    assert ("title", "id") not in stale
    assert ("title", "vi") in stale, "nobody has looked at it since its source changed"


def test_who_changed_it_since_the_export_is_not_overwritten(campaign: Campaign, cast: Cast) -> None:
    exported = CampaignResource().export()
    Campaign.objects.update(revision=7, title_en="Newer")
    changed = table(exported.export("csv").replace("'=Home", "Older"))

    result = run(CampaignResource, changed, cast)

    assert "was changed since this file was exported" in sentences(result)
    assert Campaign.objects.values_list("title_en", flat=True).get() == "Newer"


@pytest.mark.parametrize(
    ("resource", "data", "sentence"),
    [
        (CampaignResource, "key,titel_en\nhome,X\n", "no column “titel_en”"),
        (CampaignResource, "key,title_ind\nhome,X\n", "no column “title_ind”"),
        (CampaignResource, "key,slug,slug\nhome,a,b\n", "“slug” is there twice"),
        (CampaignResource, "title_en\nX\n", "“key” is missing"),
        (CampaignResource, "key,slug\nhome,a\nhome,b\n", "Line 3: “home” stands in line 2"),
        (CampaignResource, "key,slug\nhome,a\n ,b\n", "Line 3: key must not be empty"),
        (CampaignResource, "key,topics\nhome,joy\n", "There is no topic “joy”"),
        (CampaignResource, "key,hero\nhome,nowhere\n", "There is no image “nowhere”"),
        (CampaignResource, "key,hashtag\nhome,two words\n", "Write it with the #"),
        (CampaignResource, "key,slug\nBad Key,bad\n", "small letters, digits and hyphens"),
        (CampaignResource, "key,slug\nnew,new\n", "cannot be null|cannot be blank"),
        (CampaignItemResource, "campaign,position,kind\nhome,one,guide\n", "no whole number"),
        (CampaignItemResource, "campaign,position,kind\nhome,0,song\n", "not a valid choice"),
        (CampaignItemResource, "campaign,position,kind\nhome,5,guide\n", "what the kind says"),
        (CampaignMarketResource, "campaign,country\nhome,SE\n", "not one of our markets"),
        (CampaignMarketResource, "campaign,country,starts\nhome,VN,soon\n", "without a zone"),
        (CampaignMarketResource, "campaign,country\nelsewhere,VN\n", "no campaign “elsewhere”"),
    ],
)
def test_a_mistake_is_one_clear_sentence_and_nothing_is_imported(
    resource: type[ContentResource], data: str, sentence: str, campaign: Campaign, cast: Cast
) -> None:
    before = resource().export().export("csv")

    result = run(resource, data, cast)

    assert any(part in sentences(result) for part in sentence.split("|")), sentences(result)
    assert resource().export().export("csv") == before
    assert not Change.objects.exists()


def test_one_bad_row_keeps_all_good_ones_out(campaign: Campaign, cast: Cast) -> None:
    result = run(CampaignResource, "key,hashtag\nhome,#Fine\nnew,two words\n", cast)
    assert result.has_validation_errors()
    assert Campaign.objects.get().hashtag == "#Home"


def test_nobody_in_particular_cannot_import(campaign: Campaign) -> None:
    result = CampaignResource().import_data(table("key,hashtag\nhome,#Fine\n"))
    assert "Nobody imports" in sentences(result)
    assert Campaign.objects.get().hashtag == "#Home"


def test_items_that_share_a_position_are_told_apart_first(campaign: Campaign, cast: Cast) -> None:
    CampaignItem.objects.update(position=1)
    result = run(CampaignItemResource, "campaign,position,markets\nhome,1,VN\n", cast)
    assert "Several are called campaign=home position=1" in sentences(result)


def test_a_preview_writes_nothing(campaign: Campaign, cast: Cast) -> None:
    result = run(CampaignResource, "key,hashtag\nhome,#Fine\n", cast, dry_run=True)
    assert result.totals["update"] == 1
    assert Campaign.objects.get().hashtag == "#Home"
    assert not Change.objects.exists()
