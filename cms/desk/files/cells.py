"""What any cell of any file goes through before it is understood."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from difflib import get_close_matches

from django.utils.translation import gettext as _

from cms.desk.files.columns import CLEAR, Cells
from cms.desk.files.formulas import restore
from cms.desk.files.reports import Findings

_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
_ODD = re.compile(f"{_CONTROL}|#(?:N/A|NAME\\?|REF!|VALUE!|DIV/0!|NUM!|NULL!)")
_ERRORS = frozenset({"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"})


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


def refuse_odd(cells: Cells, names: Sequence[str], findings: Findings) -> bool:
    """Whether the row holds what nobody means to write: control characters, failed formulas."""
    if not _ODD.search("\n".join(cells.raw)):
        return False
    is_odd = False
    for name, cell in zip(names, cells.raw, strict=True):
        found = re.search(_CONTROL, cell)
        if found:
            message = _("An invisible control character (U+%(code)s) is in it. Remove it.")
            findings.block(cells.line, name, cell, message % {"code": f"{ord(found[0]):04X}"})
        has_failed = name != "note" and cell.strip() in _ERRORS
        if has_failed:
            findings.block(
                cells.line, name, cell, _("A formula failed here. Write the text itself.")
            )
        is_odd = is_odd or bool(found) or has_failed
    return is_odd


def no_such(value: str, known: Collection[str]) -> str:
    """What to do about a word that is not one of those known."""
    near = get_close_matches(value[:40], known, n=1)
    hint = _("Did you mean %(name)s? ") % {"name": near[0]} if near else ""
    words = ", ".join(known) if len(known) <= 20 else ", ".join([*list(known)[:20], "…"])
    return hint + _("Use one of: %(words)s.") % {"words": words}
