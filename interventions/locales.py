"""Which locales terms and labelled queries may be in: any language, with or without a region."""

import re

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.codes import locale_tag
from cms.translations.names import language_name

LONGEST_LOCALE = 35
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_REGION, _SCRIPT, _SHORT = 2, 4, 2
# CLDR files Tagalog under Filipino; both are written.
_ALSO = frozenset(("tl",))


def tag_of(value: str) -> str:
    """A BCP 47 tag as it is stored: en_gb -> en-GB, ZH-hant -> zh-Hant.

    Raises ValidationError for what is none, and for two letters that name no language (vn, jp).
    """
    tag = locale_tag(value).casefold()
    if not _TAG.fullmatch(tag) or len(tag) > LONGEST_LOCALE:
        raise ValidationError(
            _("“%(tag)s” is no language tag. Write one such as en, pt-BR or zh-Hant.")
            % {"tag": value[:40]}
        )
    language, *rest = tag.split("-")
    if len(language) == _SHORT and language not in Locale("en").languages.keys() | _ALSO:
        raise ValidationError(
            _("There is no language “%(tag)s”. Write its code, such as vi for Vietnamese.")
            % {"tag": language}
        )
    return "-".join([language, *map(_cased, rest)])


def check_tag(value: str) -> None:
    """For a field: the tag has to be as it is stored."""
    tag = tag_of(value)
    if tag != value:
        raise ValidationError(_("Write this language tag as “%(tag)s”.") % {"tag": tag})


def locale_name(tag: str) -> str:
    """What a language calls itself, and its region or script: English (GB), 中文 (Hant)."""
    language, *rest = tag.split("-")
    name = language_name(language)
    return f"{name} ({' '.join(rest)})" if rest else name


def _cased(part: str) -> str:
    if len(part) == _SCRIPT and part.isalpha():
        return part.capitalize()
    return part.upper() if len(part) == _REGION else part
