"""The form that terms and queries are compared in: letters only, disguises taken off."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from interventions.matching.characters import (
    SKELETON,
    SKELETON_LINES,
    SKELETON_SPACED,
    WORDS,
    WORDS_LINES,
)

_ASCII = bytes(ord(SKELETON[code] or "\0") for code in range(128)) + bytes(128)
_ASCII_DROPPED = bytes(code for code in range(128) if SKELETON[code] is None)
_ASCII_WORDS = {code: WORDS[code] for code in range(128)}
_ASCII_SILENT = bytes(code for code in range(128) if WORDS[code] is None)
# As the skeleton, with a space for whatever stands between words.
_ASCII_SPACED = bytes(ord(SKELETON[code] or " ") for code in range(128)) + bytes(128)
_NEWLINE = b"\n"
_ASCII_LINES, _ASCII_SPACED_LINES = (
    table[: ord("\n")] + _NEWLINE + table[ord("\n") + 1 :] for table in (_ASCII, _ASCII_SPACED)
)
_ASCII_DROPPED_IN_LINES = _ASCII_DROPPED.replace(_NEWLINE, b"")
_REPEATED = re.compile(r"(.)(?=\1)")
# A call of these sizes holds other threads up for a few milliseconds at most.
_AT_ONCE = 2_048


def skeleton(text: str) -> str:
    """Letters without case, width, marks, disguises or anything between them."""
    if text.isascii():
        return text.encode().translate(_ASCII, _ASCII_DROPPED).decode()
    return text.translate(SKELETON)


def words(text: str) -> str:
    """Folded letters with a space for whatever stands between words; disguises are kept."""
    return text.translate(_ASCII_WORDS if text.isascii() else WORDS)


def words_of_each(texts: Iterable[str]) -> Iterator[str]:
    """The same of many texts."""
    for lines in _lines(texts):
        yield from lines.translate(WORDS_LINES).split("\n")


def keys_of(text: str) -> set[str]:
    """The skeleton of a term, and what is left of it when repeated letters are taken for one.

    In a query letters repeat within words (want to), or across them where it joins words (wantto).
    """
    return next(keys_of_each((text,)))


def keys_of_each(texts: Iterable[str]) -> Iterator[set[str]]:
    """The same of many terms."""
    for lines in _lines(texts):
        if lines.isascii():
            raw = lines.encode()
            key = raw.translate(_ASCII_LINES, _ASCII_DROPPED_IN_LINES).decode()
            spaced = raw.translate(_ASCII_SPACED_LINES, _ASCII_SILENT).decode()
        else:
            key = lines.translate(SKELETON_LINES)
            spaced = lines.translate(WORDS_LINES).translate(SKELETON_SPACED)
        within_words = _REPEATED.sub("", spaced).replace(" ", "")
        columns = (key, within_words, _REPEATED.sub("", key))
        yield from map(set, zip(*(column.split("\n") for column in columns), strict=True))


def _lines(texts: Iterable[str]) -> Iterator[str]:
    """Some thousand texts at a time: translated together they take a third of the time."""
    rest = (text.replace("\n", " ") for text in texts)
    while some := list(islice(rest, _AT_ONCE)):
        yield "\n".join(some)
