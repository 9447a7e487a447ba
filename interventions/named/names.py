"""What a line or partner is called: its names, their short forms, and how clear each is. Pure."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import pairwise

from django.conf import settings

from cms.translations.names import country_name
from interventions.matching import ordinary_words
from interventions.matching.skeleton import words
from interventions.named.words import GENERIC, OTHER_NAMES

_IN_BRACKETS = re.compile(r"[（(]([^()（）]*)[)）]")
_NOTATION = re.compile(r"[\[\]{}()|]")
_DOMAIN = re.compile(r"(?<=\w{5})\.[a-z]{2,3}\Z")
_INITIALS = re.compile(r"[A-Z]{3,}")
_LETTERS_OF_A_CLEAR_WORD = 8
_WORDS_OF_A_CLEAR_PHRASE = 4
_LETTERS_OF_INITIALS = 3
_FIRST_SIGN = 0x3040


class Clarity(Enum):
    """How sure it is that who writes a name means the line."""

    CLEAR = "clear"
    """Wherever it stands."""
    WITH_WORD = "with_word"
    """Beside any word that goes with a line, or its country."""
    WITH_NOUN = "with_noun"
    """Beside a word that leaves no doubt: it is short, or an ordinary word."""
    GENERIC = "generic"
    """Only where the line is: it says what a line is for, and is no name."""


def names_in(texts: Iterable[str], countries: Iterable[str]) -> dict[str, Clarity]:
    """The names in the texts of a title, and their short forms, each with its clarity."""
    places = frozenset(places_of(countries))
    whole = {name: _clarity(name, places) for text in texts for name in _parts(text)}
    short = {form: _clarity_of_short(form) for name in whole for form in _short_forms(name, places)}
    return short | whole


def places_of(countries: Iterable[str]) -> Iterator[str]:
    """What the countries are called in English and by those who say uk or nz, and their cities."""
    for country in countries:
        yield country_name(country, "en").casefold()
        yield from OTHER_NAMES.get(country, ())
        zones = settings.MARKETS[country].zones if country in settings.MARKETS else ()
        yield from (zone.rpartition("/")[2].replace("_", " ").casefold() for zone in zones)


def _parts(text: str) -> Iterator[str]:
    """`Samaritans of Singapore (SOS)` is two names, and so is `ThroughLine / Find A Helpline`."""
    for inner in _IN_BRACKETS.findall(text):
        if _INITIALS.fullmatch(inner) or inner.startswith("#") or not _is_ordinary(inner):
            yield inner.strip()
    for part in _IN_BRACKETS.sub(" ", text).split(" / "):
        name = " ".join(_NOTATION.sub(" ", part).split())
        if any(letter.isalpha() for letter in name):
            yield from dict.fromkeys((name, name.replace(" of ", " ")))


def _short_forms(name: str, places: frozenset[str]) -> Iterator[str]:
    """`Samaritans Ireland` -> Samaritans; `national mindline 1771` -> mindline."""
    parts = name.split()
    if _INITIALS.fullmatch(parts[0]) and len(parts) > 1:
        yield parts[0]
    while parts and _is_extra(parts[-1], places):
        parts.pop()
    while parts and _is_extra(parts[0], places):
        parts.pop(0)
    forms = {_DOMAIN.sub("", " ".join(parts))}
    for place in places:
        at_the_end = rf"(?:\s+of)?\s+{re.escape(place)}\Z"
        forms |= {re.sub(at_the_end, "", form, flags=re.IGNORECASE) for form in forms}
    yield from sorted(forms - {"", name})


def _is_extra(word: str, places: frozenset[str]) -> bool:
    bare = words(word)
    return bare in GENERIC or bare in places or not any(letter.isalpha() for letter in word)


def _clarity(name: str, places: frozenset[str]) -> Clarity:
    parts = words(name).split()
    if all(part in GENERIC for part in parts):
        return Clarity.GENERIC
    is_long = len(parts) >= _WORDS_OF_A_CLEAR_PHRASE or any(part.isdigit() for part in parts)
    if is_long or not places.isdisjoint(_runs(parts)):
        return Clarity.CLEAR
    if len(parts) > 1 and not _NOUNS.isdisjoint(parts):
        return Clarity.CLEAR
    if _letters_of(name) <= _LETTERS_OF_INITIALS:
        return Clarity.WITH_NOUN
    is_clear_word = _letters_of(name) >= _LETTERS_OF_A_CLEAR_WORD
    if _is_ordinary(name):
        return Clarity.WITH_WORD if is_clear_word else Clarity.WITH_NOUN
    return Clarity.CLEAR if is_clear_word else Clarity.WITH_WORD


def _clarity_of_short(form: str) -> Clarity:
    """Part of a name is clear if it is one word that no dictionary knows."""
    if " " in form or _is_ordinary(form):
        return Clarity.WITH_NOUN
    return _clarity(form, frozenset())


def _runs(parts: list[str]) -> set[str]:
    """All words and pairs of words, as a place may be one: kuala lumpur."""
    return {*parts, *map(" ".join, pairwise(parts))}


def _letters_of(name: str) -> int:
    """Signs of scripts without spaces say as much as two letters."""
    return sum(2 if ord(letter) > _FIRST_SIGN else 1 for letter in name if letter.isalpha())


def _is_ordinary(name: str) -> bool:
    return all(part in ordinary_words() for part in words(name).split())


_NOUNS = frozenset({"helpline", "hotline", "lifeline", "phone"})
"""A name of several words is clear by one of these: Kids Help Phone."""
