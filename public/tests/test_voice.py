"""The interface speaks in one voice: docs/voice.md says which, and this holds what can be held."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

LANGUAGES = ("en", "vi", "id", "ar")
AVOIDED = {
    "en": r"help line|hotline|they say|hard feelings|something wrong|please note|simply"
    r"|commit(?:ted)? suicide|suffer(?:s|ing)? from|victim|click|unfortunately|app store",
    "vi": r"nghe nói|theo lời|nạn nhân|tự sát thành công|nhấp chuột",
    "id": r"\bkonon\b|katanya|korban|sukses bunuh diri|silakan klik",
    "ar": r"يقال إن|بحسب قولهم|ضحية|انتحار ناجح|انقر",
}
"""Hearsay, blame, orders to a mouse, and a second spelling of what has a name."""
LATIN = re.compile(r"[\u0620-\u064a][\u064b-\u0652]*\s?[,;?]|[,;?]\s?[\u0620-\u064a]")


def texts(language: str) -> Iterator[str]:
    folder = "vi" if language == "en" else language
    path = settings.BASE_DIR / "locale" / folder / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        for message in read_po(file):
            said = message.id if language == "en" else message.string
            if message.id and said:
                yield from (said,) if isinstance(said, str) else said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_the_interface_has_a_word_that_we_avoid(language: str) -> None:
    said = list(texts(language))
    assert len(said) > 150
    assert [t for t in said if re.search(AVOIDED[language], t, re.IGNORECASE)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_shouts_and_quotes_are_those_of_print(language: str) -> None:
    assert [text for text in texts(language) if "!" in text or '"' in text] == []


def test_arabic_has_its_own_commas_and_question_marks() -> None:
    assert [text for text in texts("ar") if LATIN.search(text)] == []
