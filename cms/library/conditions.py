"""Which part of an answer a request asks for, and whether it has it already: RFC 9110. Pure."""

import re

from django.utils.http import parse_etags

_RANGE = re.compile(r"bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE | re.ASCII)


def is_known(if_none_match: str, tag: str) -> bool:
    """Whether the header lists the tag of the answer. The comparison is a weak one."""
    if not if_none_match:  # Nearly always, for each page from memory.
        return False
    known = parse_etags(if_none_match)
    return known == ["*"] or tag.removeprefix("W/") in (one.removeprefix("W/") for one in known)


class Unsatisfiable(ValueError):
    """The asked part lies outside the file: the answer is 416."""


def asked_part(header: str, size: int) -> range | None:
    """The positions asked for; None where the whole file is the answer.

    The whole file also answers what we do not understand, and several parts at once.
    """
    match = _RANGE.fullmatch(header.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        if int(last) == 0 or size == 0:
            raise Unsatisfiable
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return range(int(first), min(int(last) + 1, size) if last else size)
