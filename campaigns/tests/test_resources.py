"""Series and campaigns out to a file and in again."""

import csv
from datetime import datetime
from typing import Any

import pytest

from campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignMarket,
    SeriesVideo,
    VideoSeries,
)
from campaigns.resources import (
    CAMPAIGN_ITEMS,
    CAMPAIGN_MARKETS,
    CAMPAIGNS,
    PLACES_IN_SERIES,
    SERIES,
)
from cms.desk.imports.apply import apply, undo
from cms.desk.imports.kinds import FileKind
from cms.desk.imports.models import FileImport
from cms.errors import Moved, Refused
from cms.library.models import Topic
from cms.publishing.catalog import Catalog
from cms.publishing.changes import last_change
from cms.publishing.freeze import document_of
from cms.publishing.models import Change, Entry
from cms.translations.marks import stale_texts
from partners.models import Partner
from tests.cast import Cast, Publish
from tests.exchanging import export_table, import_table, rows_of, sentences

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
    CAMPAIGNS, CAMPAIGN_ITEMS, CAMPAIGN_MARKETS, SERIES,
    PLACES_IN_SERIES,
)  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx", "tsv"])
@pytest.mark.parametrize("resource", RESOURCES)
def test_export_then_import_changes_nothing(
    resource: FileKind, form: str, campaign: Campaign, cast: Cast
) -> None:
    outcome = import_table(resource, export_table(resource, form), cast.editor)

    assert sentences(outcome) == ""
    assert (rows_of(outcome), outcome.count("unchanged") > 0) == ([], True)
    assert not Change.objects.exists()


def test_files_call_indonesian_by_its_code_and_keep_formulas_from_running(
    campaign: Campaign,
) -> None:
    header, *items = csv.reader(export_table(CAMPAIGN_ITEMS).decode().splitlines())
    assert {"heading_id", "heading_en", "heading_vi", "heading_ar"} <= set(header)
    assert not {"heading", "heading_ind", "id"} & set(header)
    assert [row[header.index("heading_id")] for row in items] == ["", "Ramah"]
    assert [row[header.index("heading_en")] for row in items] == ["", "'-Be kind"]
    assert ",'=Home," in export_table(CAMPAIGNS).decode()


def test_an_import_changes_working_copies_and_is_recorded_but_publishes_nothing(
    campaign: Campaign, cast: Cast, publish: Publish, catalog: Catalog
) -> None:
    publish(campaign)
    entries = Entry.objects.count()
    revision = Campaign.objects.get().revision

    import_table(CAMPAIGNS, "key,title_en,title_id\nhome,At home,Di rumah\n", cast.editor)

    campaign.refresh_from_db()
    assert (campaign.title_en, campaign.title_ind) == ("At home", "Di rumah")  # type: ignore[attr-defined]
    assert campaign.revision == revision + 1, "who has it open is told"
    change = last_change("campaign:home")
    assert change
    assert change.by == cast.editor
    assert change.fields == ["title_en", "title_id"]
    assert Entry.objects.count() == entries
    catalog.refresh()
    live = catalog.current().get("campaign:home")
    assert live
    assert live.label() == "=Home"


def test_a_part_is_recorded_as_a_change_of_the_whole(campaign: Campaign, cast: Cast) -> None:
    import_table(CAMPAIGN_MARKETS, "campaign,country,ends\nhome,VN,2027-01-01 00:00\n", cast.editor)
    assert CampaignMarket.objects.get().ends == datetime.fromisoformat("2027-01-01 00:00")
    change = last_change("campaign:home")
    assert change
    assert change.by == cast.editor


def test_new_objects_and_their_parts_come_in(video: Any, cast: Cast) -> None:
    import_table(SERIES, "key,slug,title_en,summary_en\nnew,new,New,You choose.\n", cast.editor)
    import_table(PLACES_IN_SERIES, "series,video,position\nnew,one-message,3\n", cast.editor)
    place = SeriesVideo.objects.get()
    assert (place.series.key, place.video.key, place.position) == ("new", "one-message", 3)


def test_an_empty_cell_keeps_what_is_there_and_a_dash_clears_it(
    campaign: Campaign, cast: Cast
) -> None:
    import_table(CAMPAIGNS, "key,title_vi,hashtag,topics\nhome,,-,\n", cast.editor)
    campaign.refresh_from_db()
    assert campaign.title_vi == "Ở nhà"  # type: ignore[attr-defined]
    assert campaign.hashtag == ""
    assert campaign.topics.count() == 2
    import_table(CAMPAIGNS, "key,topics\nhome,-\n", cast.editor)
    assert campaign.topics.count() == 0


def test_rich_text_is_cleaned_on_this_way_in_too(campaign: Campaign, cast: Cast) -> None:
    import_table(
        CAMPAIGNS,
        'key,intro_en\nhome,"<p onclick=x>Hi</p><script>x</script>"\n',
        cast.editor,
    )
    campaign.refresh_from_db()
    assert campaign.intro_en == "<p>Hi</p>"  # type: ignore[attr-defined]


def test_a_translation_that_comes_in_counts_as_right_for_its_source(
    campaign: Campaign, cast: Cast
) -> None:
    import_table(CAMPAIGNS, "key,title_en,title_id\nhome,At home,Di rumah\n", cast.editor)
    stale = stale_texts("campaign:home", document_of("campaign:home"), "en")
    assert ("title", "id") not in stale
    assert ("title", "vi") in stale, "nobody has looked at it since its source changed"


def test_who_changed_it_since_the_export_is_not_overwritten(campaign: Campaign, cast: Cast) -> None:
    exported = export_table(CAMPAIGNS).decode()
    Campaign.objects.update(title_en="Newer")

    outcome = import_table(CAMPAIGNS, exported.replace("'=Home", "Older"), cast.editor)

    assert outcome.count("conflict") == 1
    assert Campaign.objects.values_list("title_en", flat=True).get() == "Newer"


@pytest.mark.parametrize(
    ("resource", "data", "sentence"),
    [
        (CAMPAIGNS, "key,titel_en\nhome,X\n", "Did you mean title_en?"),
        (CAMPAIGNS, "key,title_ind\nhome,X\n", "Did you mean title_id?"),
        (
            CAMPAIGNS,
            "key,slug,slug\nhome,a,b\n",
            "slug: The first line names it twice",
        ),
        (CAMPAIGNS, "title_en\nX\n", "column key: The first line has to name"),
        (
            CAMPAIGNS,
            "key,slug\nhome,a\nhome,b\n",
            "Line 3, “home”: Line 2 is the same one and says something else",
        ),
        (CAMPAIGNS, "key,slug\nhome,a\n ,b\n", "Line 3, column key: This cell must not"),
        (CAMPAIGNS, "key,slug\nhome,a,b\n", "Line 2, column 3: This row has 3 cells"),
        (CAMPAIGNS, "key,title_en\nhome,a\x00b\n", "Line 2, column title_en, “a\\u0000b”"),
        (CAMPAIGNS, "key,title_en\nhome,#NAME?\n", "A formula failed here"),
        (CAMPAIGNS, "key,topics\nhome,joy\n", "There is no topic “joy”"),
        (CAMPAIGNS, "key,hero\nhome,nowhere\n", "There is no image “nowhere”"),
        (CAMPAIGNS, "key,hashtag\nhome,two words\n", "Write it with the #"),
        (CAMPAIGNS, "key,slug\nBad Key,bad\n", "small letters, digits and hyphens"),
        (CAMPAIGNS, "key,slug\nnew,new\n", "Line 2, column title_en: This field cannot be"),
        (CAMPAIGN_ITEMS, "campaign,position,kind\nhome,one,guide\n", "no whole number"),
        (CAMPAIGN_ITEMS, "campaign,position,kind\nhome,0,gide\n", "Did you mean guide?"),
        (CAMPAIGN_ITEMS, "campaign,position,kind\nhome,5,guide\n", "what the kind says"),
        (CAMPAIGN_MARKETS, "campaign,country\nhome,SE\n", "not one of our markets"),
        (CAMPAIGN_MARKETS, "campaign,country,starts\nhome,VN,soon\n", "without a zone"),
        (CAMPAIGN_MARKETS, "campaign,country\nelsewhere,VN\n", "no campaign “elsewhere”"),
    ],
)
def test_a_mistake_is_one_clear_sentence_and_nothing_is_imported(
    resource: FileKind, data: str, sentence: str, campaign: Campaign, cast: Cast
) -> None:
    before = export_table(resource)

    outcome = import_table(resource, data, cast.editor)

    assert sentence in sentences(outcome)
    assert export_table(resource) == before
    assert not Change.objects.exists()


def test_one_bad_row_keeps_all_good_ones_out(campaign: Campaign, cast: Cast) -> None:
    outcome = import_table(CAMPAIGNS, "key,hashtag\nhome,#Fine\nnew,two words\n", cast.editor)
    assert outcome.state == FileImport.State.REFUSED
    assert Campaign.objects.get().hashtag == "#Home"


def test_nobody_in_particular_cannot_import(campaign: Campaign) -> None:
    with pytest.raises(ValueError, match="Nobody imports"):
        import_table(CAMPAIGNS, "key,hashtag\nhome,#Fine\n", None)
    assert Campaign.objects.get().hashtag == "#Home"


def test_items_that_share_a_position_are_told_apart_first(campaign: Campaign, cast: Cast) -> None:
    CampaignItem.objects.update(position=1)
    outcome = import_table(CAMPAIGN_ITEMS, "campaign,position,markets\nhome,1,VN\n", cast.editor)
    assert "Several are called campaign=home position=1" in sentences(outcome)


def test_a_preview_says_every_cell_that_changes_and_writes_nothing(
    campaign: Campaign, cast: Cast
) -> None:
    data = "key,hashtag,topics,title_vi\nhome,#Fine,distress,\n"
    (row,) = rows_of(import_table(CAMPAIGNS, data, cast.editor, only_look=True))
    assert (row.line, row.name, row.place) == (2, "home", "home")
    assert row.changes == [
        ("hashtag", "#Home", "#Fine"),
        ("topics", "distress self_harm", "distress"),
    ]
    assert Campaign.objects.get().hashtag == "#Home"
    assert Campaign.objects.get().topics.count() == 2
    assert not Change.objects.exists()


def test_what_changed_since_it_was_looked_at_is_not_imported(
    campaign: Campaign, cast: Cast
) -> None:
    data = "key,hashtag\nhome,#Fine\n"
    shown = import_table(CAMPAIGNS, data, cast.editor, only_look=True)
    Campaign.objects.update(hashtag="#Meanwhile")
    with pytest.raises(Moved, match="home changed after this file was compared"):
        apply(shown, by=cast.editor)
    assert Campaign.objects.get().hashtag == "#Meanwhile"
    assert not Change.objects.exists()


def test_what_was_imported_can_be_undone(campaign: Campaign, cast: Cast) -> None:
    before = export_table(CAMPAIGNS)
    new = "new,new,New,What.,,distress\n"
    both = f"key,slug,title_en,summary_en,hashtag,topics\nhome,,,,#Fine,-\n{new}"
    applied = import_table(CAMPAIGNS, both, cast.editor)
    assert Campaign.objects.count() == 2
    undo(applied, by=cast.editor)
    assert export_table(CAMPAIGNS) == before
    change = last_change("campaign:home")
    assert change
    assert {"hashtag", "topics"} <= set(change.fields)


def test_what_is_public_by_now_is_not_undone(
    campaign: Campaign, cast: Cast, publish: Publish
) -> None:
    new = "key,slug,title_en,summary_en\nnew,new,New,What.\n"
    applied = import_table(CAMPAIGNS, new, cast.editor)
    publish(Campaign.objects.get(key="new"))
    with pytest.raises(Refused, match="“new” is public, or in a release"):
        undo(applied, by=cast.editor)
    assert Campaign.objects.count() == 2


def test_lines_are_those_of_the_file_even_where_texts_have_several(
    campaign: Campaign, cast: Cast
) -> None:
    data = 'key,hashtag,intro_en\nhome,#Home,"<p>a</p>\n\n<p>b</p>"\nnew,two words,\n'
    outcome = import_table(CAMPAIGNS, data, cast.editor)
    assert {line for _level, line, *_rest in outcome.findings} == {5}
    assert "Line 5, column hashtag, “two words”: Write it with the #" in sentences(outcome)


def test_a_part_changed_since_the_export_is_not_overwritten(campaign: Campaign, cast: Cast) -> None:
    CampaignMarket.objects.update(wording_vi="Older")
    exported = export_table(CAMPAIGN_MARKETS).decode()
    CampaignMarket.objects.update(wording_vi="Newer")
    outcome = import_table(CAMPAIGN_MARKETS, exported, cast.editor)
    assert outcome.count("conflict") == 1
    assert CampaignMarket.objects.values_list("wording_vi", flat=True).get() == "Newer"


def test_a_change_elsewhere_in_the_whole_is_in_no_parts_way(campaign: Campaign, cast: Cast) -> None:
    exported = export_table(CAMPAIGN_MARKETS).decode()
    import_table(CAMPAIGNS, "key,title_en\nhome,At home\n", cast.editor)
    outcome = import_table(CAMPAIGN_MARKETS, exported, cast.editor)
    assert (outcome.differs, outcome.findings) == (False, [])
