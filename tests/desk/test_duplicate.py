"""A copy has the texts, parts and authors of what it was made of, and is nobody's but a draft."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign, CampaignItem, CampaignMarket
from cms.publishing.changes import authors_since, record_change
from cms.publishing.displaced import Displaced
from cms.publishing.freeze import document_of
from cms.translations.marks import stale_texts
from guides.models import Guide
from partners.models import Partner
from tests.desk.conftest import SignedIn, change_address


def copy(browser: Client, thing: Any, key: str) -> Any:
    opts = thing._meta
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_duplicate", args=[thing.pk])
    return browser.post(address, {"key": key}, follow=True)


@pytest.fixture
def campaign(guide: Guide) -> Campaign:
    partner = Partner.objects.create(key="friends", name_en="Friends")
    made = Campaign.objects.create(
        key="december",
        slug="december",
        former_slugs=["winter"],
        title_en="Together",
        summary_en="S.",
    )
    made.partners.add(partner)
    CampaignItem.objects.create(campaign=made, position=1, kind="guide", guide=guide)
    market = CampaignMarket.objects.create(
        campaign=made, country="VN", starts=datetime.fromisoformat("2026-12-01 00:00")
    )
    market.partners.add(partner)
    return made


def test_a_campaign_is_copied_with_its_items_and_markets(
    cast: Any, campaign: Campaign, signed_in: SignedIn
) -> None:
    page = copy(signed_in(cast.editor), campaign, "next-december")

    twin = Campaign.objects.get(key="next-december")
    assert page.redirect_chain[-1][0] == change_address(twin)
    said = page.content.decode()
    assert (
        f'This is a copy of <a href="{change_address(campaign)}">Together</a>, and a draft.' in said
    )
    assert (twin.slug, twin.former_slugs, twin.revision) == ("next-december", [], 0)
    assert (twin.title_en, twin.partners.get().key) == ("Together", "friends")  # type: ignore[attr-defined]
    assert twin.items.get().guide == campaign.items.get().guide
    market = twin.markets.get()
    assert market.starts == datetime.fromisoformat("2026-12-01 00:00")
    assert market.partners.get().key == "friends"
    campaign.refresh_from_db()
    assert (campaign.slug, campaign.items.count(), campaign.markets.count()) == ("december", 1, 1)


def test_a_copy_is_a_draft_whose_translations_are_as_right_as_before(
    cast: Any, guide: Guide, publish: Any, signed_in: SignedIn
) -> None:
    publish(guide)
    page = copy(signed_in(cast.editor), guide, "twin")
    assert page.context["side"].status.stage == "draft"
    assert Client().get("/en/guides/twin/").status_code == 404
    assert Guide.objects.get(key="twin").sections.get().key == "listen"
    assert stale_texts("guide:twin", document_of("guide:twin"), "en") == []


def test_whose_unreviewed_words_are_copied_is_an_author_too(
    cast: Any, guide: Guide, publish: Any, signed_in: SignedIn
) -> None:
    publish(guide)
    copy(signed_in(cast.editor), guide, "reviewed")
    assert authors_since("guide:reviewed", Displaced()) == [cast.editor], (
        "the rest was reviewed before"
    )
    Guide.objects.update(title_en="Not reviewed yet")
    record_change(guide.object_key, by=cast.reviewer)
    copy(signed_in(cast.editor), guide, "unreviewed")
    assert set(authors_since("guide:unreviewed", Displaced())) == {cast.editor, cast.reviewer}


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("helping", "already exists"),
        ("Two words", "small letters, digits and hyphens"),
        ("", "cannot be blank"),
    ],
)
def test_a_key_that_can_not_be_used_is_refused(
    cast: Any, guide: Guide, signed_in: SignedIn, key: str, sentence: str
) -> None:
    page = copy(signed_in(cast.editor), guide, key)
    assert sentence in page.content.decode()
    assert Guide.objects.count() == 1


def test_the_key_that_is_offered_is_free(cast: Any, guide: Guide, signed_in: SignedIn) -> None:
    browser = signed_in(cast.editor)
    for expected in ("helping-copy", "helping-copy-2", "helping-copy-3"):
        offered = browser.get(change_address(guide)).context["key_of_copy"]
        assert offered == expected
        copy(browser, guide, offered)


@pytest.mark.parametrize("person", ["translator", "auditor"])
def test_who_may_not_add_one_may_not_copy_one(
    cast: Any, guide: Guide, signed_in: SignedIn, person: str
) -> None:
    browser = signed_in(getattr(cast, person))
    assert "Make a copy" not in browser.get(change_address(guide)).content.decode()
    assert copy(browser, guide, "twin").status_code == 403
    assert Guide.objects.count() == 1
