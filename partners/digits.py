"""Digits as people and programs write them, made plain. Pure."""

import re
import unicodedata
from functools import lru_cache

_KEPT_APART = str.maketrans({"ー": "-", "−": "-", "\t": " "})
_SPACES = re.compile(r" {2,}")


def plain_characters(text: str) -> str:
    """Digits, spaces, dashes and brackets of any script as ASCII, one character for one."""
    text = text.translate(_KEPT_APART)
    return text if text.isascii() else "".join(map(_plain_character, text))


def plain_number(text: str) -> str:
    """A number in plain characters, without the invisible ones that come along when pasting."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return _SPACES.sub(" ", plain_characters(seen)).strip()


def digits_of(dial: str) -> str:
    """`+1 (833) 456-4566` -> `18334564566`, whatever digits it is written in."""
    return re.sub(r"[^0-9]", "", plain_characters(dial))


@lru_cache(maxsize=4_096)
def _plain_character(character: str) -> str:
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.digit(character))
        case "Zs":
            return " "
        case "Pd":
            return "-"
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 and narrow.isascii() else character
