"""What people write short, run together or as it sounds, read as the words that are meant.

isn't, isnt -> is not; wanna -> want to (English); teman2 -> teman teman, hidupku -> hidup
(Indonesian, Malay); ko -> không (Vietnamese); 3ayez and 3aiz alike (Arabic in Latin letters). Terms
are written out as well, so each way of writing finds the others. The words are data/foldings.csv.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from interventions.matching.languages import language_of

_PATH = Path(__file__).parent / "data" / "foldings.csv"
_APOSTROPHES = "'’‘ʼ`´"
_TOKEN = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_AGGLUTINATING = frozenset(("id", "ms"))
_TWICE = re.compile(r"([a-z]{2,})2(an|ku|mu|nya)?")
_ENCLITICS = ("ku", "mu", "nya", "lah", "kah")
SHORTEST_STEM = 4
_ARABIC = "ar"
_LONG_TEXT = 400
_MOST_READINGS = 4
_ASCII_LETTER = re.compile("[A-Za-z]")
_BY_RULE = _AGGLUTINATING | {_ARABIC}
_LATIN_DIGITS = re.compile(r"[a-z']*[235678][a-z][a-z0-9']*|[a-z']*[a-z][235678][a-z0-9']*")
_SOUNDS = (
    ("7'|5|kh", "x"),
    ("3'|8|gh", "g"),
    ("7", "h"),
    ("6", "t"),
    ("[23'’]", ""),
    ("ch|sh", "c"),
    ("th", "t"),
    ("dh|z", "d"),
    ("ou|oo|o|w", "u"),
    ("ee|ei|ai|ay|ey|e|y", "i"),
    ("q", "k"),
    (r"(.)\1+", r"\1"),
)
_SOUND_RULES = tuple((re.compile(pattern), sound) for pattern, sound in _SOUNDS)
_ASCII_WORDS = str.maketrans(
    {
        code: None if chr(code) in _APOSTROPHES else " "
        for code in range(128)
        if not chr(code).isalnum()
    }
)


_PLAIN = bytes(ord(chr(code).lower() if chr(code).isalnum() else " ") for code in range(128))
_PLAIN += bytes(128)
_SILENT = "".join(sign for sign in _APOSTROPHES if sign.isascii()).encode()


class WrittenOut(NamedTuple):
    """A text with its words written out, and where each character stood."""

    text: str
    at: list[int]


class Foldings:
    """The foldings of some languages, as a ruleset needs them.

    `stems` are words of Indonesian and Malay terms: what is written to one is taken off.
    """

    __slots__ = ("_meant", "_triggers")

    def __init__(self, languages: Collection[str], stems: Collection[str] = ()) -> None:
        known = table()
        self._meant: dict[str, Mapping[str, str]] = {
            language: known.get(language, {})
            for language in languages
            if language in known or language in _BY_RULE
        }
        worn = {stem + tail: stem for stem in stems for tail in _ENCLITICS}
        for language in _AGGLUTINATING.intersection(self._meant):
            self._meant[language] = {**worn, **self._meant[language]}
        triggers: defaultdict[str, set[str]] = defaultdict(set)
        for language, meant in self._meant.items():
            for typed in meant:
                triggers[_APOSTROPHE.sub("", typed)].add(language)
        self._triggers = {typed: tuple(sorted(some)) for typed, some in triggers.items()}

    def readings(self, text: str, locale: str) -> Iterator[WrittenOut]:
        """The text as the languages would write it out, where that changes it.

        The visitor's comes first, then English; a text longer than searches are gets one reading.
        """
        languages = self._languages(text, locale)
        if not languages:
            return
        own = language_of(locale)
        languages.sort(key=lambda language: (language != own, language != "en", language))
        for language in languages[: 1 if len(text) > _LONG_TEXT else _MOST_READINGS]:
            written = write_out(text, language, self._meant[language])
            if written is not None:
                yield written

    def _languages(self, text: str, locale: str) -> list[str]:
        if text.isascii():
            tokens = _plain_words(text)
        else:
            tokens = _TOKEN.findall(_composed(text))
            if _APOSTROPHE.search(text):
                tokens = [_APOSTROPHE.sub("", word) for word in tokens]
        triggers = self._triggers
        found = {language for token in tokens if token in triggers for language in triggers[token]}
        if "2" in text:
            found |= _AGGLUTINATING.intersection(self._meant)
        if _ARABIC in self._meant and _may_be_arabic(tokens, locale):
            found.add(_ARABIC)
        return list(found)


def _may_be_arabic(tokens: list[str], locale: str) -> bool:
    """Latin letters under Arabic menus, or digits that stand for Arabic letters."""
    if locale[:2].casefold() == _ARABIC:
        return any(token.isascii() for token in tokens)
    return any(
        not token.isalpha() and not token.isdigit() and _LATIN_DIGITS.fullmatch(token)
        for token in tokens
    )


def may_be_short(texts: Collection[str], language: str) -> bool:
    """Whether any of some phrases might be changed by `written_out`: quickly told of many."""
    meant = table().get(language, {})
    if not meant and language not in _BY_RULE:
        return False
    together = " ".join(texts)
    if "'" in together or language == _ARABIC or "2" in together:
        return True
    return not meant.keys().isdisjoint(_plain_words(together))


def _plain_words(text: str) -> list[str]:
    if text.isascii():
        return text.encode().translate(_PLAIN, _SILENT).decode().split()
    return text.casefold().translate(_ASCII_WORDS).split()


def written_out(text: str, language: str) -> str:
    """A phrase of a term in that form; the phrase itself where nothing in it is short."""
    meant = table().get(language, {})
    by_rule = "2" in text if language != _ARABIC else _ASCII_LETTER.search(text)
    if not by_rule and "'" not in text and meant.keys().isdisjoint(_plain_words(text)):
        return text
    written = write_out(text, language, meant)
    return text if written is None else written.text


def write_out(text: str, language: str, meant: Mapping[str, str]) -> WrittenOut | None:
    """None where nothing changes."""
    signs: list[str] = []
    at: list[int] = []
    done = 0
    for found in _TOKEN.finditer(text):
        word = _word(found[0], language, meant)
        if word is None:
            continue
        start, end = found.span()
        signs += (text[done:start], word)
        at += range(done, start)
        at += (start + place * (end - start) // len(word) for place in range(len(word)))
        done = end
    if not done:
        return None
    return WrittenOut("".join(signs) + text[done:], [*at, *range(done, len(text))])


def _word(token: str, language: str, meant: Mapping[str, str]) -> str | None:
    """What a word stands for; None for one that is written out already."""
    key = _APOSTROPHE.sub("'", _composed(token))
    found = meant.get(key) or meant.get(key.replace("'", ""))
    if found is None and language in _AGGLUTINATING and (twice := _TWICE.fullmatch(key)):
        return f"{twice[1]} {twice[1]}{twice[2] or ''}"
    if found is None and language == _ARABIC and key.isascii() and not key.isdigit():
        return _as_it_sounds(key)
    return found


def _as_it_sounds(word: str) -> str | None:
    """Arabic in Latin letters, spelt one way: mo2lim and mo'lem, 7ayati and hayaty."""
    sound = word
    for pattern, to in _SOUND_RULES:
        sound = pattern.sub(to, sound)
    return sound if sound and sound != word else None


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


@cache
def table() -> dict[str, dict[str, str]]:
    """For each language what is meant by what is typed."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    with _PATH.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for typed in row["typed"].split():
                found[row["locale"]][_composed(typed)] = row["meant"]
    return dict(found)
