"""A reviewer ticks one of four languages: the others are as they were, and staff are told so."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.documents.campaigns import CampaignDocument, ItemDocument, ItemKind, MarketDocument
from campaigns.documents.videos import CaptionDocument, VideoDocument
from campaigns.models import Campaign
from cms.publishing import catalog
from cms.publishing.changes import record_change
from cms.publishing.compose import add_item, start_release
from cms.publishing.documents import Text
from cms.publishing.models import Release
from cms.publishing.submit import submit
from cms.translations.columns import column
from guides.documents import GuideDocument, SectionDocument
from guides.models import Guide, GuideSection
from tests.desk.conftest import SignedIn, change_address
from tests.desk.test_releases import approval, post, said

OTHERS = ("vi", "id", "ar")


@pytest.fixture
def four(guide: Guide, publish: Any) -> Guide:
    """A guide that is live in four languages, and has since changed in all of them."""
    texts = {column("title", code): f"Helping ({code})" for code in OTHERS}
    texts |= {column("summary", code): f"What to say ({code})" for code in OTHERS}
    parts = {column("body", code): f"<p>Take time ({code}).</p>" for code in OTHERS}
    parts |= {column("heading", code): f"Listen ({code})" for code in OTHERS}
    Guide.objects.update(**texts)
    GuideSection.objects.update(**parts)
    publish(guide)
    changed = {name: f"{text}, changed" for name, text in texts.items()}
    Guide.objects.update(title_en="Being there", **changed)
    GuideSection.objects.update(body_vi="<p>Khác.</p>", body_en="<p>Other.</p>")
    return guide


def shown(language: str) -> bytes:
    return bytes(Client().get(f"/{language}/guides/helping/").content)


def test_the_public_pages_of_the_others_stay_byte_for_byte_and_staff_are_told(
    cast: Any, four: Guide, signed_in: SignedIn
) -> None:
    record_change(four.object_key, by=cast.editor)
    release = start_release(title="October", by=cast.editor)
    add_item(release, four.object_key, by=cast.editor)
    submit(release, by=cast.editor)
    before = {code: shown(code) for code in ("en", *OTHERS)}
    reviewer, editor = signed_in(cast.reviewer), signed_in(cast.editor)
    release = Release.objects.get(pk=release.pk)

    page = post(reviewer, "release_review", release.pk, **approval(reviewer, release, "en"))

    waits = "waits for a reader: العربية, Bahasa Indonesia, Tiếng Việt"
    assert f"Live: English; {waits}." in said(page)
    catalog.catalog().refresh()
    assert {code for code in before if shown(code) != before[code]} == {"en"}
    assert b"Being there" in shown("en")
    for place in (change_address(four), reverse("admin:guides_guide_changelist"), "/admin/"):
        assert waits in editor.get(place).content.decode(), place
    assert waits in reviewer.get("/admin/").content.decode()
    assert waits in reviewer.get(reverse("admin:release_list")).content.decode()
    listed = reverse("admin:guides_guide_changelist")
    assert len(editor.get(listed, {"state": "waiting"}).context["cl"].result_list) == 1

    rest = Release.objects.in_review().get()
    post(reviewer, "release_review", rest.pk, **approval(reviewer, rest, *OTHERS))
    catalog.catalog().refresh()
    assert {code for code in OTHERS if shown(code) != before[code]} == set(OTHERS)
    assert waits not in editor.get(change_address(four)).content.decode()
    assert editor.get(listed, {"state": "waiting"}).context["cl"].result_list == []


def test_what_starts_tomorrow_is_approved_and_not_live(cast: Any, signed_in: SignedIn) -> None:
    campaign = Campaign.objects.create(
        key="tea", slug="tea", title_en="Tea", title_vi="Trà", summary_en="Sit down."
    )
    campaign.markets.create(country="VN", starts="2099-12-01 00:00")
    record_change(campaign.object_key, by=cast.editor)
    release = start_release(title="December", by=cast.editor)
    add_item(release, campaign.object_key, by=cast.editor)
    submit(release, by=cast.editor)
    reviewer = signed_in(cast.reviewer)
    release = Release.objects.get(pk=release.pk)
    page = post(reviewer, "release_review", release.pk, **approval(reviewer, release, "en"))
    assert "Approved: English; waits for a reader: Tiếng Việt." in said(page)


def section(key: str, **texts: str) -> SectionDocument:
    return SectionDocument(key=key, heading=Text(texts), body=Text(texts))


def test_sections_keep_their_own_words_wherever_they_stand() -> None:
    def guide(*sections: SectionDocument) -> GuideDocument:
        return GuideDocument(
            key="g", slug="g", audience=Guide.Audience.EVERYONE,
            title=Text({}), summary=Text({}), sections=sections,
        )  # fmt: skip

    live = guide(section("a", en="A", vi="Á"), section("b", en="B", vi="Bê"))
    draft = guide(section("new", en="N", vi="Nờ"), section("b", en="B2", vi="?"), section("a"))
    assert draft.keeping(live, frozenset({"vi"})).sections == (
        section("new", en="N"),
        section("b", en="B2", vi="Bê"),
        section("a", vi="Á"),
    )
    moved = guide(*reversed(live.sections))
    assert moved.says_the_same(live, "vi"), "where a section stands is no word"


def item(link: str, **texts: str) -> ItemDocument:
    return ItemDocument(
        kind=ItemKind.ARTICLE, target="", partner=None, link=link,
        heading=Text(texts), blurb=Text({}), markets=(),
    )  # fmt: skip


def test_what_is_said_of_a_link_is_said_of_no_other() -> None:
    def campaign(*items: ItemDocument, **wording: str) -> CampaignDocument:
        market = MarketDocument(
            country="VN", starts=None, ends=None, partners=(), wording=Text(wording)
        )
        return CampaignDocument(
            key="c", slug="c", former_slugs=(), title=Text({}), summary=Text({}), intro=Text({}),
            hashtag="", hero=None, topics=(), partners=(), items=items, markets=(market,),
        )  # fmt: skip

    live = campaign(item("https://a.test", vi="A"), vi="Ở đây")
    draft = campaign(item("https://b.test", vi="B"), item("https://a.test", vi="?"), vi="?")
    kept = draft.keeping(live, frozenset({"vi"}))
    assert kept.items == (item("https://b.test"), item("https://a.test", vi="A"))
    assert kept.markets[0].wording == Text({"vi": "Ở đây"})


def captions(language: str, name: str) -> CaptionDocument:
    return CaptionDocument(language=language, name=name, words=Text({language: name}))


def test_captions_are_kept_or_exchanged_as_files() -> None:
    def video(*files: CaptionDocument) -> VideoDocument:
        return VideoDocument(
            key="v", creator=None, partner=None, title=Text({}), description=Text({}), topics=(),
            notice=None, clip=None, platform="", embed="", seconds=1, poster=None, spoken="en",
            captions=files, transcript=Text({}), permission_until=None,
        )  # fmt: skip

    live = video(captions("en", "1.vtt"), captions("vi", "2.vtt"))
    draft = video(captions("en", "3.vtt"), captions("id", "4.vtt"), captions("vi", "5.vtt"))
    kept = draft.keeping(live, frozenset({"id", "vi"}))
    assert kept.captions == (captions("en", "3.vtt"), captions("vi", "2.vtt"))
    assert not draft.says_the_same(live, "vi")
