"""Cells that a spreadsheet has taken for numbers or dates: `000` came back as `0`. Pure."""

import re

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
    r"|\d{1,2}[ .-][^\W\d]{3,5}\.?"
)
_LIKE_A_DATE = re.compile(r"\d{1,4}[/.-]\d{1,4}(?:[/.-]\d{1,4})?")


def is_retyped(before: str, after: str) -> bool:
    """Whether the second is what a spreadsheet shows of the first, and says less."""
    if before == after or not before:
        return False
    if before.isdecimal() and before.startswith("0"):
        return after == (before.lstrip("0") or "0")
    if digits := re.sub(r"\D", "", before):
        if _SCIENTIFIC.fullmatch(after):
            return _is_near(digits, after)
        return bool(_LIKE_A_DATE.fullmatch(before) and _DATE.fullmatch(after))
    return False


def _is_near(digits: str, scientific: str) -> bool:
    shown = float(scientific.replace(",", "."))
    return abs(float(digits) - shown) <= shown / 100
