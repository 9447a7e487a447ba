"""Which language an answer is in: the address says so; only `/` asks the browser."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from cms.codes import locale_tag


def enabled() -> frozenset[str]:
    return frozenset(code for code, _name in settings.LANGUAGES)


def language_of_path(path: str) -> str:
    """`/vi/help/` -> `vi`; '' where the path starts with no enabled language."""
    first = path[1:].partition("/")[0]
    return first if first in enabled() else ""


def preferred_language(request: HttpRequest) -> str:
    """The enabled language that the browser likes best. No cookie is asked or set."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code == "*":
            break
        try:
            return get_supported_language_variant(locale_tag(code))
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
