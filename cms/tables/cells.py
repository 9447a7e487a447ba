"""What any cell of any file goes through before it is understood."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from difflib import get_close_matches

from django.utils.translation import gettext as _

from cms.tables.columns import CLEAR, Cells
from cms.tables.formulas import restore
from cms.tables.legacy import misread
from cms.tables.reports import Findings, shorten
from cms.tables.sheets import Dated, Ticked

_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
_ERRORS = frozenset(
    {
        *("#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"),
        *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!"),
    }
)
_SAY_LANGUAGE = ("locale", "language")
_OF_LANGUAGE = re.compile(r"_([a-z]{2,3})\Z")
_ODD = re.compile("|".join([_CONTROL, *map(re.escape, sorted(_ERRORS))]))


def compose(cell: str) -> str:
    """A text as it is stored: composed, without the space around it."""
    text = restore(cell)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.strip()


def is_kept(cell: str) -> bool:
    return not cell.strip()


def is_cleared(cell: str) -> bool:
    return cell.strip() == CLEAR


def refuse_odd(
    cells: Cells,
    names: Sequence[str],
    findings: Findings,
    *,
    typed: Collection[str] = (),
    free: Collection[str] = (),
) -> bool:
    """Whether the row holds what nobody means to write: control characters, failed formulas.

    Only `typed` columns may hold what is more than a text to a spreadsheet: dates, true and false.
    Those that are `free` hold whatever was typed, control characters too.
    """
    is_odd = _refuse_misread(cells, names, findings)
    is_plain = all(type(cell) is str for cell in cells.raw)
    if is_plain and not _ODD.search("\n".join(cells.raw)):
        return is_odd
    for name, cell in zip(names, cells.raw, strict=True):
        message = _oddity(
            cell, is_note=name == "note", is_typed=name in typed, is_free=name in free
        )
        if message:
            findings.block(cells.line, name, cell, message)
            is_odd = True
    return is_odd


def _refuse_misread(cells: Cells, names: Sequence[str], findings: Findings) -> bool:
    """Whether the letters of a cell do not fit its language: somewhere they were read wrongly."""
    if "".join(cells.raw).isascii():
        return False
    of_row = next((c for n, c in zip(names, cells.raw, strict=True) if n in _SAY_LANGUAGE), "")
    is_odd = False
    for name, cell in zip(names, cells.raw, strict=True):
        suffix = _OF_LANGUAGE.search(name)
        if found := misread(cell, suffix[1] if suffix else of_row.strip()):
            message = _(
                "These letters do not fit: it was “%(text)s” in %(page)s, and was read as "
                "something else. Save the file as CSV UTF-8 where these letters are still right."
            )
            words = {"text": shorten(found.text), "page": found.page}
            findings.block(cells.line, name, cell, message % words)
            is_odd = True
    return is_odd


def _oddity(cell: str, *, is_note: bool, is_typed: bool, is_free: bool) -> str:
    """What to do about a cell; '' where nothing is wrong with it."""
    found = None if is_free else re.search(_CONTROL, cell)
    if found:
        message = _("An invisible control character (U+%(code)s) is in it. Remove it.")
        return message % {"code": f"{ord(found[0]):04X}"}
    if cell.strip() in _ERRORS and not is_note:
        return _("A formula failed here. Write the text itself.")
    if isinstance(cell, Dated) and not is_typed:
        return _("This is a date or a time to the spreadsheet. Write it as text.")
    if isinstance(cell, Ticked) and not is_typed:
        return _("This is true or false to the spreadsheet. Write it as text.")
    return ""


def no_such(value: str, known: Collection[str]) -> str:
    """What to do about a word that is not one of those known."""
    near = get_close_matches(value[:40], known, n=1)
    hint = _("Did you mean %(name)s? ") % {"name": near[0]} if near else ""
    words = ", ".join(known) if len(known) <= 20 else ", ".join([*list(known)[:20], "…"])
    return hint + _("Use one of: %(words)s.") % {"words": words}
