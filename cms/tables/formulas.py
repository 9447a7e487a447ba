"""Values that a spreadsheet would run are made inert on the way out, and whole again on the way in.

=HYPERLINK(…)  -> '=HYPERLINK(…)  -> =HYPERLINK(…)
'=1+1          -> ''=1+1          -> '=1+1
'tis           -> 'tis            -> 'tis
a;=1+1         -> a;'=1+1         -> a;=1+1

The last one where commas separate cells: half of Europe's spreadsheets begin a cell at a semicolon.
"""

import re

PREFIX = "'"
RISKY = frozenset("=+-@\t\r\n＝＋－＠")
_NEEDS_A_LOOK = RISKY | {PREFIX}
_INSIDE = re.compile(f"(; *)('*[{re.escape(''.join(sorted(RISKY)))}])")
_INERT = re.compile(f"(; *)'('*[{re.escape(''.join(sorted(RISKY)))}])")


def neutralise(value: str) -> str:
    """The value as a cell that no spreadsheet takes for a formula."""
    if ";" in value:
        value = _INSIDE.sub(r"\1'\2", value)
    if value[:1] in _NEEDS_A_LOOK and value.lstrip(PREFIX)[:1] in RISKY:
        return PREFIX + value
    return value


def restore(cell: str) -> str:
    """The value that `neutralise` made the cell of; a cell typed by hand is left as it is."""
    if ";" in cell:
        cell = _INERT.sub(r"\1\2", cell)
    if cell[:1] == PREFIX and cell.lstrip(PREFIX)[:1] in RISKY:
        return cell[1:]
    return cell
