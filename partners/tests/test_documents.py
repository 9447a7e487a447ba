"""What of a partner or a helpline becomes public, and what a block leaves of it."""

import json
from datetime import date

import pytest
from django.utils.translation import override

from cms.errors import Refused
from cms.library.models import Topic
from cms.publishing.documents import Reference
from cms.publishing.freeze import document_of, edition_digest, payload_of
from partners.documents import HelplineDocument, PartnerDocument
from partners.models import Channel, Helpline, Partner
from partners.tests.builders import channel, line


@pytest.fixture
def helpline(db: None) -> Helpline:
    """Shout with a phone and a text channel, by a partner, for one topic, in two languages."""
    partner = Partner.objects.create(key="mental", name_en="Mental", contact="Ann, 555")
    made = Helpline.objects.create(
        key="shout",
        partner=partner,
        name_en="Shout",
        name_vi="Shout (vi)",
        countries="GB",
        languages="en",
        grade="A",
        check_due=date(2026, 12, 22),
        check_note="Ask for Bob",
    )
    made.topics.add(Topic.objects.create(key="suicide", name_en="Suicide"))
    Channel.objects.create(helpline=made, key="phone", kind="phone", dial="116 123", position=2)
    Channel.objects.create(
        helpline=made,
        key="text",
        kind="text",
        dial="85258",
        keyword="SHOUT",
        hours_status="stated",
        zone="Europe/London",
        weekly="24/7",
        position=1,
        languages="en cy",
    )
    return made


def test_a_helpline_is_frozen_with_its_channels_in_their_order(helpline: Helpline) -> None:
    document = document_of("helpline:shout")
    assert isinstance(document, HelplineDocument)
    assert document.label() == "Shout"
    assert document.name.root == {"en": "Shout", "vi": "Shout (vi)"}
    assert [(c.key, c.dial, c.spoken_languages) for c in document.channels] == [
        ("text", "85258", ("en", "cy")),
        ("phone", "116 123", ("en",)),
    ]
    assert document.channels[0].hours.always
    assert document.languages_to_read() == {"en", "vi"}


def test_a_helpline_mentions_its_partner_and_its_topics(helpline: Helpline) -> None:
    assert list(document_of("helpline:shout").references()) == [
        Reference("partner:mental", is_part=False),
        Reference("topic:suicide", is_part=False),
    ]


def test_what_staff_note_for_themselves_stays_out(helpline: Helpline) -> None:
    for key in ("helpline:shout", "partner:mental"):
        payload = json.dumps(payload_of(document_of(key)))
        assert "Bob" not in payload
        assert "555" not in payload


def test_a_document_is_the_same_in_every_language_of_the_admin(helpline: Helpline) -> None:
    digests = set()
    for language in ("en", "vi", "id", "ar"):
        with override(language):
            digests.add(edition_digest("helpline:shout", document_of("helpline:shout")))
    assert len(digests) == 1


def test_a_document_survives_storage(helpline: Helpline) -> None:
    for key, kind in (("helpline:shout", HelplineDocument), ("partner:mental", PartnerDocument)):
        document = document_of(key)
        assert kind.read(payload_of(document), 1) == document


def test_hours_that_came_in_past_the_form_are_refused_in_a_sentence(helpline: Helpline) -> None:
    Channel.objects.filter(key="text").update(weekly="always")
    with pytest.raises(Refused, match="shout#text: “always” lacks the days or the times"):
        document_of("helpline:shout")


def test_a_blocked_channel_is_left_out() -> None:
    both = line("both", channel("phone"), channel("text"))
    left = both.without(frozenset({"helpline:both#text", "helpline:other#phone"}))
    assert left is not None
    assert [c.key for c in left.channels] == ["phone"]


@pytest.mark.parametrize(
    ("blocked", "dial", "keyword", "is_shown"),
    [
        ("text=85258;SHOUT", "85258", "SHOUT", False),
        ("text=85258;shout", "8 52 58", "Shout", False),
        ("text=85258", "85258", "SHOUT", True),
        ("text=85258;SHOUT", "85259", "SHOUT", True),
        ("phone=85258;SHOUT", "85258", "SHOUT", True),
        ("text=+65 6221 4444", "62214444", "", False),
        ("text=6221 4444", "+65 62214444", "", False),
        ("any", "85259", "", False),
    ],
)
def test_a_number_is_blocked_in_any_spelling_and_no_other(
    blocked: str, dial: str, keyword: str, is_shown: bool
) -> None:
    """The last as blocks were before: of a place, whatever number stands in it."""
    one = channel("text", dial=dial, keyword=keyword, key="any")
    left = line("one", one, channel("phone")).without(frozenset({f"helpline:one#{blocked}"}))
    assert left is not None
    assert (one in left.channels) is is_shown


def test_an_address_is_blocked_as_it_is_written() -> None:
    chat = channel("chat", dial="https://chat.example/a;b=1")
    one = line("one", chat, channel("phone"))
    assert one.hidden_by(frozenset({f"helpline:one#{chat.number}"})) == [
        "web chat https://chat.example/a;b=1"
    ]


def test_a_helpline_without_a_channel_left_is_gone() -> None:
    both = line("both", channel("phone"), channel("text"))
    assert both.without(frozenset({"helpline:both#text", "helpline:both#phone"})) is None


def test_a_helpline_without_blocks_is_left_as_it_is() -> None:
    both = line("both", channel("phone"), channel("text"))
    assert both.without(frozenset()) is both
