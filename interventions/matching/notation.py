"""A term that says a family of phrases: `i (want|need) to die [today]`, `{friend} wants to die`.

    (a|b c|)   one of these; an empty one lets the others be left out
    [x]        this or nothing, the same as (x|)
    {name}     one of a word class of the row's language

They may stand within each other and within a word. A text without ( [ { | is a plain phrase.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from math import prod
from typing import NamedTuple

from interventions.matching.languages import tag_of

MOST_PHRASES = 2_000
"""For one row. A list of 5,000 such rows would be ten million phrases: see MOST_IN_A_LIST."""
MOST_IN_A_LIST = 400_000
_DEEPEST = 20
_SPECIAL = frozenset("([{|")
_PARTS = re.compile(r"[(\[{|)\]}]|[^(\[{|)\]}]+")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
ANY_LANGUAGE = "*"


class BadNotation(ValueError):
    """`fault` is one of FAULTS, `at` the character of the text where it is, from 0."""

    def __init__(self, fault: str, at: int, what: str = "") -> None:
        super().__init__(FAULTS[fault] % {"what": what, "at": at + 1})
        self.fault = fault
        self.at = at
        self.what = what


FAULTS = {
    "unclosed": "The “%(what)s” at character %(at)d is never closed.",
    "unopened": "The “%(what)s” at character %(at)d closes nothing.",
    "deep": "The brackets at character %(at)d stand too deep within others.",
    "name": "“%(what)s” at character %(at)d is no name of a word class: use a-z, 0-9 and _.",
    "unknown": "There is no word class “%(what)s” for this language (character %(at)d).",
    "nested": "A word class may not name another: “{%(what)s}” at character %(at)d.",
    "empty": "It may stand for nothing at all: at least one word must always be there.",
    "total": "All families of a list may stand for %(what)s phrases, and with this one it is more.",
    "many": "It stands for more than %(what)s phrases: make two rows of it.",
}


class WordClass(NamedTuple):
    """One class of one language; `words` may use ( ) [ ] | but no other class."""

    name: str
    locale: str
    words: tuple[str, ...]


class WordClasses:
    """The classes of all languages. `en-GB` falls back to `en`, and every language to `*`.

    Raises BadNotation for words that are no notation.
    """

    def __init__(self, classes: Iterable[WordClass] = ()) -> None:
        self._words = {
            (one.name, tag_of(one.locale)): tuple(
                dict.fromkeys(phrase for word in one.words for phrase in expand_word(word))
            )
            for one in classes
        }

    def words(self, name: str, locale: str) -> tuple[str, ...] | None:
        """All phrases of a class; None where the language has no such class."""
        for tag in fallbacks(locale):
            if (found := self._words.get((name, tag))) is not None:
                return found
        return None

    def names(self, locale: str) -> list[str]:
        """The classes that rows of a language may name."""
        tags = set(fallbacks(locale))
        return sorted({name for name, tag in self._words if tag in tags})


NO_CLASSES = WordClasses()


def fallbacks(locale: str) -> Iterator[str]:
    """zh-Hant-TW, zh-Hant, zh, then any language."""
    tag = tag_of(locale)
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]
    yield ANY_LANGUAGE


def is_family(text: str) -> bool:
    return not _SPECIAL.isdisjoint(text)


def expand(text: str, locale: str = "", classes: WordClasses = NO_CLASSES) -> tuple[str, ...]:
    """The phrases that a text stands for, each once, in the order of the text.

    Raises BadNotation where it is none, may be empty, or stands for too many.
    """
    return _phrases(_parse(text), locale, classes) if is_family(text) else (text,)


def class_names(text: str) -> frozenset[str]:
    """The word classes that a text names."""
    if "{" not in text:
        return frozenset()
    return frozenset(part.text for part in _walk(_parse(text)) if part.kind == "{")


@lru_cache(maxsize=4096)
def expand_word(word: str) -> tuple[str, ...]:
    """The words that one word of a class stands for."""
    for part in _walk(_parse(word)) if is_family(word) else ():
        if part.kind == "{":
            raise BadNotation("nested", part.at, part.text)
    return expand(word)


class _Part(NamedTuple):
    """Letters (kind ""), the name of a class ("{"), or alternatives ("("), each a run of parts."""

    kind: str
    at: int
    text: str = ""
    choices: tuple[tuple["_Part", ...], ...] = ()


@lru_cache(maxsize=1024)
def _parse(text: str) -> _Part:
    """The whole text as alternatives. The cache holds terms, never queries."""
    tokens = [(found.start(), found[0]) for found in _PARTS.finditer(text)]
    whole, rest = _choices(tokens, 0, 0)
    if rest < len(tokens):
        raise BadNotation("unopened", *tokens[rest])
    return whole


def _choices(tokens: list[tuple[int, str]], at: int, depth: int) -> tuple[_Part, int]:
    """What stands up to a closing bracket, and the number of that bracket's token."""
    place = tokens[at - 1][0] if at else 0
    if depth > _DEEPEST:
        raise BadNotation("deep", place)
    choices: list[tuple[_Part, ...]] = []
    run: list[_Part] = []
    while at < len(tokens) and tokens[at][1] not in (")", "]", "}"):
        start, sign = tokens[at]
        if sign == "|":
            choices.append(tuple(run))
            run = []
        elif sign in _CLOSING:
            part, at = _bracket(tokens, at, depth)
            run.append(part)
        else:
            run.append(_Part("", start, sign))
        at += 1
    return _Part("(", place, choices=(*choices, tuple(run))), at


def _bracket(tokens: list[tuple[int, str]], at: int, depth: int) -> tuple[_Part, int]:
    """The part that opens at a token, and the number of the token that closes it."""
    start, sign = tokens[at]
    inner, end = _choices(tokens, at + 1, depth + 1)
    if end == len(tokens):
        raise BadNotation("unclosed", start, sign)
    if tokens[end][1] != _CLOSING[sign]:
        raise BadNotation("unopened", *tokens[end])
    if sign == "{":
        return _class(inner, start), end
    choices = (*inner.choices, ()) if sign == "[" else inner.choices
    return _Part("(", start, choices=choices), end


def _class(inner: _Part, start: int) -> _Part:
    alone = inner.choices[0] if len(inner.choices) == 1 else ()
    name = alone[0].text.strip().casefold() if len(alone) == 1 else ""
    if not _NAME.fullmatch(name):
        raise BadNotation("name", start, name)
    return _Part("{", start, name)


def _walk(part: _Part) -> Iterator[_Part]:
    yield part
    for run in part.choices:
        for inner in run:
            yield from _walk(inner)


def _phrases(whole: _Part, locale: str, classes: WordClasses) -> tuple[str, ...]:
    known: dict[str, tuple[str, ...]] = {}
    for part in _walk(whole):
        if part.kind == "{":
            words = classes.words(part.text, locale)
            if words is None:
                raise BadNotation("unknown", part.at, part.text)
            known[part.text] = words
    if _count(whole, known) > MOST_PHRASES:
        raise BadNotation("many", 0, f"{MOST_PHRASES:,}")
    phrases = dict.fromkeys(" ".join(phrase.split()) for phrase in _spelt(whole, known))
    if "" in phrases:
        raise BadNotation("empty", 0)
    return tuple(phrases)


def _count(part: _Part, known: dict[str, tuple[str, ...]]) -> int:
    if part.kind == "{":
        return len(known[part.text])
    if not part.kind:
        return 1
    return sum(prod(_count(inner, known) for inner in run) for run in part.choices)


def _spelt(part: _Part, known: dict[str, tuple[str, ...]]) -> Iterable[str]:
    if part.kind == "{":
        return known[part.text]
    if not part.kind:
        return (part.text,)
    return (
        "".join(pieces)
        for run in part.choices
        for pieces in product(*(tuple(_spelt(inner, known)) for inner in run))
    )
