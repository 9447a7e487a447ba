"""Folding for other parts of the product: the identity of a term, and text for site search."""

import unicodedata

from interventions.matching.characters import CHARS

_FOLDED = ("latin", "arabic", "katakana")


def normalise(text: str) -> str:
    """The form in which two spellings of one term are equal: case, width, composition, spaces.

    Marks stay: "tự tử" and "từ từ" are different terms. Normalising twice changes nothing.
    """
    before = ""
    while text != before:
        before, text = text, _fold(text)
    return text


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kinds = ((char, CHARS[ord(char)].kind) for char in folded)
    kept = (" " if kind == "space" else char for char, kind in kinds if kind != "invisible")
    return " ".join("".join(kept).split())


def search_fold(text: str) -> str:
    """Text as site search compares it: no case, width, tone marks or kana forms; spaces stay."""
    parts = []
    for part in unicodedata.normalize("NFKD", normalise(text)):
        char = CHARS[ord(part)]
        if char.kind in ("mark", "invisible"):
            continue
        parts.append(char.fold if char.script in _FOLDED else part)
    return " ".join(unicodedata.normalize("NFC", "".join(parts)).split())
