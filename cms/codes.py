"""Codes of languages and countries as people and phones write them, and as they are meant.

One place for pages, the API and files. Android still says `in` for Indonesian, `iw` for Hebrew;
lists hold `ind`, `vie`, `UK` and spaces. What replaces an old or a three-letter code is in CLDR.
"""

from babel.core import get_global

# Both are written, and lists may be in either.
_KEPT = frozenset({"tl"})


def language_code(text: str) -> str:
    """`in` -> `id`, `IND` -> `id`, ` vi ` -> `vi`; what is no old code stays as it is."""
    code = text.strip()
    meant = str(get_global("language_aliases").get(code.lower(), ""))
    return code if not meant.isalpha() or code.lower() in _KEPT else meant


def locale_tag(text: str) -> str:
    """The same with a region or script behind it: `in_ID` -> `id-ID`."""
    language, *rest = text.strip().replace("_", "-").split("-")
    return "-".join([language_code(language), *rest])


def country_code(text: str) -> str:
    """`UK` -> `GB`, `idn` -> `ID`, ` vn ` -> `VN`; what is no code comes back in capitals."""
    code = text.strip().upper() if text.isascii() else text.strip()
    meant = get_global("territory_aliases").get(code) or []
    return str(meant[0]) if len(meant) == 1 else code
