"""Interface texts in every language: complete, with the same blanks and all plural forms."""

import re

import pytest
from babel.messages.catalog import Catalog as Messages
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import ngettext, override

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
BLANK = re.compile(r"%\((\w+)\)[sd]")


def messages(language: str) -> Messages:
    path = settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated(language: str) -> None:
    found = messages(language)
    assert len(found) > 150
    empty = [
        m.id for m in found if m.id and (not (forms(m.string) and all(forms(m.string))) or m.fuzzy)
    ]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_the_plural_forms_of_its_language(language: str) -> None:
    found = messages(language)
    wrong = [m.id for m in found if m.pluralizable and len(forms(m.string)) != found.num_plurals]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_blank_is_lost_or_invented(language: str) -> None:
    """A form for exactly one or two may leave the number out."""
    wrong = []
    for message in messages(language):
        known = set(BLANK.findall(" ".join(forms(message.id))))
        for text in forms(message.string):
            used = set(BLANK.findall(text))
            may_lack = {"count"} if message.pluralizable else set()
            if not (known - may_lack <= used <= known):
                wrong.append((message.id, text))
    assert wrong == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "ثانية واحدة"),
        (2, "ثانيتان"),
        (3, "3 ثوانٍ"),
        (11, "11 ثانية"),
        (34, "34 ثانية"),
        (103, "103 ثوانٍ"),
    ],
)
def test_arabic_counts_in_its_own_way(number: int, words: str) -> None:
    with override("ar"):
        text = ngettext("%(count)d second", "%(count)d seconds", number) % {"count": number}
    assert text == words
