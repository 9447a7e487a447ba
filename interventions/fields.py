"""What the cells of a term may hold: one rule each, for the admin and for import alike."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.publishing.kinds import UnknownKind, kind_of
from interventions.matching import OPTIONS
from interventions.matching.normalise import normalise

LONGEST_FOLDED, LONGEST_OPTIONS, LONGEST_TARGET = 400, 80, 120
TARGET = re.compile(r"[a-z]+:[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")


def check_text(value: str) -> str:
    """A term needs something that can be compared; returns what it is known by."""
    folded = normalise(value)
    if not folded:
        raise ValidationError(_("A term needs at least one letter, digit or sign."))
    if len(folded) > LONGEST_FOLDED:
        raise ValidationError(
            _("This term is too long once its signs are written out. Shorten it.")
        )
    return folded


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


def check_target(value: str) -> None:
    """A target names an object of a known kind by its key."""
    try:
        known = bool(TARGET.match(value)) and kind_of(value)
    except UnknownKind:
        known = False
    if not known:
        raise ValidationError(
            _("“%(target)s” is no target. Write a key such as series:october-voices.")
            % {"target": value[:80]}
        )
