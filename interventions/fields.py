"""What the cells of a term may hold: one rule each, for the admin and for import alike."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.publishing.kinds import UnknownKind, kind_of
from interventions.matching import (
    OPTIONS,
    RESPONSES,
    BadNotation,
    WordClasses,
    expand,
    is_family,
)
from interventions.matching.compiled import bare_exception
from interventions.matching.normalise import normalise

LONGEST_TERM, LONGEST_FOLDED, LONGEST_OPTIONS, LONGEST_TARGET = 800, 1_000, 80, 120
# An index of PostgreSQL takes no more.
LONGEST_FOLDED_BYTES = 2_600
TARGET = re.compile(r"[a-z]+:[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")


_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC LETTER", "HEBREW", "DIGIT")
_FOREIGN_NOTATION = (
    (
        re.compile(r"\A(\w{2,})\*\Z"),
        gettext_lazy("A star at the end means nothing here: write “%(words)s” and match prefix."),
    ),
    (
        re.compile(r"\A\*(\w{2,})\Z"),
        gettext_lazy("A star in front means nothing here: write the words that end so."),
    ),
    (
        re.compile(r"\A/(.+)/[a-z]*\Z"),
        gettext_lazy("Patterns between slashes are not read. Write “%(words)s” as people type it."),
    ),
    (
        re.compile(r"(\.\*|\\[bdswBDSW]|\(\?)"),
        gettext_lazy("“%(words)s” is of a pattern, which is not read. Write what people type."),
    ),
    (
        re.compile(r"[a-z]\S* (OR|AND|NOT) \S"),
        gettext_lazy("“%(words)s” joins nothing here. Write each phrase in a row of its own."),
    ),
)
"""What other programs read as more than words, and how it is said here."""


def is_one_letter(value: str) -> bool:
    """Whether a term is a letter or digit, which most queries hold; a Chinese sign is a word."""
    folded = normalise(value)
    return len(folded) == 1 and unicodedata.name(folded, "").startswith(_ALPHABETS)


def check_text(value: str) -> str:
    """A term needs something that can be compared; returns what it is known by."""
    folded = normalise(value)
    if not folded:
        raise ValidationError(_("A term needs at least one letter, digit or sign."))
    if len(folded) > LONGEST_FOLDED or len(folded.encode()) > LONGEST_FOLDED_BYTES:
        raise ValidationError(
            _("This term is too long once its signs are written out. Shorten it.")
        )
    for pattern, message in _FOREIGN_NOTATION:
        if found := pattern.search(value.strip()):
            raise ValidationError(message, params={"words": found[1]})
    return folded


def check_family(value: str, locale: str, classes: WordClasses) -> tuple[str, ...]:
    """The phrases that a term or an exception stands for; its notation has to hold."""
    try:
        return expand(value, locale, classes)
    except BadNotation as error:
        raise ValidationError(sentence(error)) from None


def check_families(text: str, exceptions: str, locale: str, classes: WordClasses) -> int:
    """How many phrases a term stands for; the notation of its exceptions has to hold, too.

    Raises ValidationError by the fields of a term.
    """
    number = 1
    for field, family in [
        ("text", text),
        *(("exceptions", bare_exception(row.strip())) for row in exceptions.split(";")),
    ]:
        try:
            stands_for = check_family(family, locale, classes) if is_family(family) else ()
        except ValidationError as error:
            message = f"“{family[:60]}”: {error.messages[0]}" if field == "exceptions" else ""
            raise ValidationError({field: message or error.messages}) from None
        number = len(stands_for) or number if field == "text" else number
    return number


def sentence(error: BadNotation) -> str:
    """What is wrong with a notation, in the reader's language."""
    texts = {
        "unclosed": _("The “%(what)s” at character %(at)d is never closed. Close it."),
        "unopened": _("The “%(what)s” at character %(at)d closes nothing. Remove it."),
        "deep": _("The brackets at character %(at)d stand too deep within others."),
        "name": _("“%(what)s” at character %(at)d is no name of a word class: use a-z, 0-9 and _."),
        "unknown": _(
            "There is no word class “%(what)s” for this language (character %(at)d). Make it, or "
            "use another."
        ),
        "nested": _("A word class may not name another: “{%(what)s}” at character %(at)d."),
        "empty": _("It may stand for nothing at all. One word must always be there."),
        "many": _("It stands for more than %(what)s phrases. Make two rows of it."),
    }
    return texts[error.fault] % {"what": error.what, "at": error.at + 1}


def check_options(value: str) -> None:
    """Options are words of a fixed list, separated by spaces."""
    for word in value.split():
        if word not in OPTIONS:
            raise ValidationError(
                _("“%(word)s” is no option. Use: %(options)s.")
                % {"word": word[:40], "options": " ".join(OPTIONS)}
            )


def check_exceptions(value: str) -> None:
    """Exceptions are phrases separated by semicolons; `~` before one makes it soft."""
    for phrase in value.split(";"):
        if phrase.strip() in {"~", "#"}:
            raise ValidationError(
                _("An exception needs words after “%(sign)s”.") % {"sign": phrase}
            )


def check_country(value: str) -> None:
    """Two capital letters, as ISO 3166 has them."""
    if not re.fullmatch("[A-Z]{2}", value):
        raise ValidationError(
            _("“%(code)s” is no country code. Write two letters such as VN.") % {"code": value[:40]}
        )


def check_responses(value: str) -> None:
    """Responses with | between them."""
    for word in value.split("|"):
        if word.strip() not in RESPONSES:
            raise ValidationError(
                _("“%(word)s” is no response. Use: %(responses)s.")
                % {"word": word[:40], "responses": " ".join(RESPONSES)}
            )


def check_target(value: str) -> None:
    """A target names an object by its key: of a known kind, which visitors know by a heading."""
    try:
        known = bool(TARGET.match(value)) and kind_of(value).heading
    except UnknownKind:
        known = False
    if not known:
        raise ValidationError(
            _("“%(target)s” is no target. Write a key such as series:october-voices.")
            % {"target": value[:80]}
        )
