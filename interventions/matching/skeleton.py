"""The form that terms and queries are compared in: letters only, disguises taken off."""

import re

from interventions.matching.characters import SKELETON, WORDS

_ASCII = bytes(ord(SKELETON[code] or "\0") for code in range(128)) + bytes(128)
_ASCII_DROPPED = bytes(code for code in range(128) if SKELETON[code] is None)
_ASCII_WORDS = {code: WORDS[code] for code in range(128)}
_ASCII_SILENT = bytes(code for code in range(128) if WORDS[code] is None)
# As the skeleton, with a space for whatever stands between words.
_ASCII_SPACED = bytes(ord(SKELETON[code] or " ") for code in range(128)) + bytes(128)
_TWICE = re.compile(r"(.)\1+")


def skeleton(text: str) -> str:
    """Letters without case, width, marks, disguises or anything between them."""
    if text.isascii():
        return text.encode().translate(_ASCII, _ASCII_DROPPED).decode()
    return text.translate(SKELETON)


def words(text: str) -> str:
    """Folded letters with a space for whatever stands between words; disguises are kept."""
    return text.translate(_ASCII_WORDS if text.isascii() else WORDS)


def keys_of(text: str) -> set[str]:
    """The skeleton of a term, and what is left of it when repeated letters are taken for one.

    In a query letters repeat within words (want to), or across them where it joins words (wantto).
    """
    key = skeleton(text)
    if not _TWICE.search(key):
        return {key}
    if text.isascii():
        spaced = text.encode().translate(_ASCII_SPACED, _ASCII_SILENT).decode()
        within_words = _TWICE.sub(r"\1", spaced).replace(" ", "")
    else:
        parts = (_TWICE.sub(r"\1", skeleton(word)) for word in words(text).split())
        within_words = "".join(parts)
    return {key, within_words, _TWICE.sub(r"\1", key)}
