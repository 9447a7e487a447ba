"""What is offered beside the lines: in the order of staff, and each text in its own language."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from campaigns.documents import CampaignDocument, CreatorDocument, NoticeDocument
from campaigns.markets import is_on
from cms.library.documents import TopicDocument
from cms.library.models import Topic
from cms.publishing.catalog import Catalog
from cms.publishing.kinds import NoHeading, kind_with, register
from guides.models import Guide
from interventions.answer_cache import cached_answer
from interventions.answers import NEAREST, answer, document_for
from interventions.documents import InterventionDocument, intervention_document
from interventions.fields import check_target
from interventions.models import Intervention, InterventionOffer
from interventions.offers import is_offer, offer_of
from interventions.rulesets import ruleset
from partners.documents import PartnerDocument

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def intervention() -> Intervention:
    topic = Topic.objects.create(key="distress", name_en="Hard days", response="support")
    return Intervention.objects.create(
        key="hard-days", topic=topic, response="support", heading_en="H", message_en="M"
    )


def guide(key: str) -> Guide:
    return Guide.objects.create(key=key, slug=key, title_en=key, summary_en=key)


def test_offers_keep_the_order_that_staff_gave_them(intervention: Intervention) -> None:
    for position, key in enumerate(["zeal", "aloe", "moss"]):
        intervention.offers.create(position=position, guide=guide(key))
    intervention.offers.filter(guide__key="aloe").update(position=9)
    found = intervention_document(intervention).offers
    assert found == ("guide:zeal", "guide:moss", "guide:aloe")


def test_an_offer_is_a_guide_or_a_series_and_only_once(intervention: Intervention) -> None:
    with pytest.raises(ValidationError, match="only one of them"):
        InterventionOffer(intervention=intervention).full_clean()
    one = guide("aloe")
    intervention.offers.create(guide=one)
    with pytest.raises(ValidationError, match="offered already"):
        InterventionOffer(intervention=intervention, guide=one).full_clean()


def test_an_edition_of_the_first_schema_keeps_what_it_offers() -> None:
    payload: dict[str, Any] = {
        "topic": "distress",
        "response": "support",
        "heading": {"en": "H"},
        "message": {"en": "M"},
        "message_for_a_friend": {},
        "notice": "",
        "series": ["october-voices"],
        "guides": ["helping-someone"],
        "markets": [],
    }
    found = InterventionDocument.read(payload, 1)
    assert found.offers == ("series:october-voices", "guide:helping-someone")


def test_an_answer_says_the_language_of_each_text(seeded: Catalog) -> None:
    live = seeded.current(MONDAY)
    given = answer(ruleset(live).match("suicide", "th", "TH"), "th", "TH", MONDAY, live)
    assert set(given.interventions[0].text_languages.values()) == {"en"}
    thai = next(line for line in given.help if line.key == "th-1323")
    assert thai.text_languages["name"] == "en"
    given = answer(ruleset(live).match("tự tử", "vi", "GB"), "vi", "GB", MONDAY, live)
    assert set(given.interventions[0].text_languages.values()) == {"vi"}
    first = given.help[0]
    assert (first.text_languages["name"], first.text_languages["what_to_expect"]) == ("en", "vi")


def test_a_response_without_a_text_gets_the_nearest_of_its_own_topic(seeded: Catalog) -> None:
    live = seeded.current(MONDAY)
    for topic in ("suicide", "self_harm", "eating_disorder", "bereavement", "distress"):
        for response in NEAREST:
            found = document_for(topic, response, "GB", live)
            assert found is None or found.topic == topic
            assert found or (topic, response) != (topic, "support")
    assert document_for("bereavement", "crisis", "GB", live) is not None
    helped = document_for("distress", "recovery", "GB", live)
    assert helped is not None
    assert helped.response == "support"
    assert document_for("wellbeing", "helper", "GB", live) is not None
    assert document_for("sensitive", "crisis", "GB", live) is None


def test_whom_to_call_is_said_where_no_emergency_number_is_known(seeded: Catalog) -> None:
    live = seeded.current(MONDAY)
    match = ruleset(live).match("suicide", "vi", "")
    assert answer(match, "vi", "", MONDAY, live).if_in_danger.endswith(
        "Hãy gọi số khẩn cấp nơi bạn ở."
    )
    assert answer(match, "vi", "MA", MONDAY, live).if_in_danger
    assert answer(match, "vi", "NG", MONDAY, live).if_in_danger == ""


@pytest.mark.parametrize("locale", ["vi", "th", "ar", "en"])
def test_a_notice_has_its_words_its_kind_and_their_language(seeded: Catalog, locale: str) -> None:
    live = seeded.current(MONDAY)
    given = answer(ruleset(live).match("suicide", locale, "VN"), locale, "VN", MONDAY, live)
    notice = given.interventions[0].notice
    document = live.one(NoticeDocument, "results-may-hurt")
    assert notice is not None
    assert document is not None
    assert notice.language == notice.summary_language == (locale if locale != "th" else "en")
    assert notice.title == document.heading.root[notice.language]
    assert notice.summary == document.message.root[notice.language]
    assert (notice.kind, notice.notice_kind) == ("notice", "opt_in")


def test_every_kind_declares_texts_that_it_has() -> None:
    notice_kind = kind_with(NoticeDocument)
    with pytest.raises(NoHeading, match="NoticeDocument has no text 'title'"):
        register(replace(notice_kind, heading="title"))
    with pytest.raises(NoHeading, match="no text 'kind'"):
        register(replace(notice_kind, summary="kind"))
    with pytest.raises(NoHeading, match="has a page and declares no heading"):
        register(replace(notice_kind, heading="", page="notices:detail"))


def test_what_no_heading_names_is_no_target_and_no_offer(seeded: Catalog) -> None:
    creator = seeded.current(MONDAY).all(CreatorDocument)[0][0]
    with pytest.raises(ValidationError, match="is no target"):
        check_target(creator)
    assert not is_offer(creator)
    with pytest.raises(NoHeading, match="'creator' declares no heading"):
        offer_of(creator, "en", "", MONDAY, seeded.current(MONDAY))


def test_an_offer_holds_all_that_its_card_shows(seeded: Catalog) -> None:
    live = seeded.current(MONDAY)
    offer = offer_of("series:october-voices", "vi", "VN", MONDAY, live)
    assert offer is not None
    assert offer.picture is not None
    assert (offer.picture.language, bool(offer.picture.alt)) == ("vi", True)
    assert {one.format for one in offer.picture.renditions} == {"webp", "jpeg"}
    assert all(one.address == f"/media/{one.name}" for one in offer.picture.renditions)
    assert offer.notice is not None
    assert (offer.notice.language, offer.notice.notice_kind) == ("vi", "opt_in")
    assert all(creator.name and creator.handle for creator in offer.creators)
    assert offer.creators
    assert offer.slug == "october-voices"


def test_an_offer_is_for_the_country_and_the_day(seeded: Catalog) -> None:
    live = seeded.current(MONDAY)
    campaign = live.documents(CampaignDocument)[0]
    key = f"campaign:{campaign.key}"
    before = datetime(2020, 1, 1, tzinfo=UTC)
    for market in (*(m.country for m in campaign.markets), "CH", ""):
        for now in (before, MONDAY):
            offer = offer_of(key, "en", market, now, live)
            assert bool(offer) == is_on(campaign, market or None, now)
    partner = next(p for p in live.documents(PartnerDocument) if p.countries == ("VN",))
    found = [bool(offer_of(f"partner:{partner.key}", "en", m, MONDAY, live)) for m in ("VN", "US")]
    assert found == [True, False]


def test_an_answer_names_each_topic_and_whose_each_line_is(seeded: Catalog) -> None:
    live = seeded.current(MONDAY)
    given = answer(ruleset(live).match("su1cide", "vi", "US"), "vi", "US", MONDAY, live)
    names = {topic.key: topic for topic in given.topics}
    said = {one.topic for one in given.interventions}
    offered = {key for one in given.interventions for offer in one.offers for key in offer.topics}
    lines = {key for line in given.help for key in line.topics}
    assert set(names) == said | offered | lines
    topic = live.one(TopicDocument, "suicide")
    assert topic is not None
    assert (names["suicide"].name, names["suicide"].language) == (topic.name.root["vi"], "vi")
    assert any(line.partner for line in given.help)
    assert all(bool(line.partner) == bool(line.partner_name) for line in given.help)


def test_an_answer_says_which_list_found_it_and_how(seeded: Catalog) -> None:
    live = seeded.current(MONDAY)
    strengths = {}
    for query in ("suicide", "su1cide", "banana bread"):
        given = json.loads(
            cached_answer(ruleset(live).match(query, "en"), "en", "", MONDAY, live).body
        )
        strengths[query] = given["strength"], given["list"] and given["list"]["topic"]
    assert strengths == {
        "suicide": ("plain", "suicide"),
        "su1cide": ("obfuscated", "suicide"),
        "banana bread": ("", None),
    }
