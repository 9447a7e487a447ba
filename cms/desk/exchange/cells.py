"""What a spreadsheet does to a cell, undone: formulas, dates, numbers and empty cells. Pure."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

CLEAR = "-"
"""The word that empties a cell; an empty cell keeps what is there."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """The text so that no spreadsheet reads it as a formula; `read` takes the guard away again."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def read(cell: Any) -> str:
    """The cell as text, whatever a spreadsheet made of it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell)
    if text.startswith("'") and text.lstrip("'").startswith(_FORMULA):
        return text[1:]
    return text


def is_empty(row: Iterable[Any]) -> bool:
    return not any(str(cell or "").strip() for cell in row)
