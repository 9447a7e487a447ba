"""Characters that XML can't hold, as spreadsheets write them: `_x000D_` for a carriage return."""

import re

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def escape(value: str) -> str:
    return _UNFIT.sub(lambda found: f"_x{ord(found[0]):04X}_", value)


def unescape(cell: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell) if "_x" in cell else cell
