"""The cells of a term that hold words from short lists: few combinations in a file of thousands."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.library.models import Response
from cms.tables.cells import compose, is_cleared, is_kept, no_such
from interventions.fields import LONGEST_OPTIONS, LONGEST_TARGET, check_options, check_target
from interventions.locales import tag_of
from interventions.models import Term
from interventions.termfiles.row_types import NO, YES

_ACTIVE = {YES: YES, "true": YES, "1": YES, NO: NO, "false": NO, "0": NO}


class Problem(NamedTuple):
    """`message` says what to do."""

    column: str
    value: str
    message: str


class Choices(NamedTuple):
    """None keeps what is stored."""

    locale: str
    topic: str
    match: str
    options: str
    response: str | None
    target: str | None
    active: str | None
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


class Reader:
    """Understands seven cells at a time; notes what is wrong as it goes."""

    def __init__(self, topics: Collection[str], is_live: Callable[[str], bool]) -> None:
        self._topics = topics
        self._is_live = is_live
        self._problems: list[Problem] = []
        self._notes: list[Problem] = []

    def read(self, cells: tuple[str, ...]) -> Choices:
        """locale, topic, match, options, response, target, active"""
        self._problems, self._notes = [], []
        locale, topic, match, options, response, target, active = map(compose, cells)
        match = self._word("match", match or Term.Match.PHRASE.value, Term.Match.values)
        topic = self._word("topic", topic, self._topics) if topic else ""
        if bool(topic) == (match == Term.Match.ALLOW):
            message = (
                _("An allow row holds for every topic. Leave its topic empty.")
                if topic
                else _("A term needs a topic; only allow rows have none.")
            )
            self._problems.append(Problem("topic", topic, message))
        return Choices(
            locale=self._locale(locale),
            topic=topic,
            match=match,
            options="" if is_cleared(options) else self._options(options),
            response=self._optional("response", response, Response.values),
            target=self._target(target),
            active=self._active(active),
            problems=tuple(self._problems),
            notes=tuple(self._notes),
        )

    def _word(self, column: str, cell: str, known: Collection[str]) -> str:
        word = cell.casefold()
        if word not in known:
            self._problems.append(Problem(column, cell, no_such(word, known)))
        return word

    def _locale(self, cell: str) -> str:
        try:
            return tag_of(cell)
        except ValidationError as error:
            self._problems.append(Problem("locale", cell, " ".join(error.messages)))
            return cell

    def _optional(self, column: str, cell: str, known: Collection[str]) -> str | None:
        if is_kept(cell):
            return None
        return "" if is_cleared(cell) else self._word(column, cell, known)

    def _options(self, cell: str) -> str:
        options = " ".join(cell.casefold().split())
        self._rule("options", options, check_options)
        if len(options) > LONGEST_OPTIONS:
            self._problems.append(Problem("options", options, _("Name each option once.")))
        return options

    def _target(self, cell: str) -> str | None:
        if is_kept(cell):
            return None
        if is_cleared(cell):
            return ""
        if self._rule("target", cell, check_target):
            if len(cell) > LONGEST_TARGET:
                self._problems.append(Problem("target", cell, _("No key is as long as this.")))
            elif not self._is_live(cell):
                message = _("This is not live: as long as it is not, nothing is offered for it.")
                self._notes.append(Problem("target", cell, message))
        return cell

    def _active(self, cell: str) -> str | None:
        if is_kept(cell):
            return None
        if is_cleared(cell):
            return YES
        word = _ACTIVE.get(cell.casefold())
        if word is None:
            self._problems.append(Problem("active", cell, no_such(cell, (YES, NO))))
        return word

    def _rule(self, column: str, cell: str, check: Callable[[str], None]) -> bool:
        try:
            check(cell)
        except ValidationError as error:
            self._problems.append(Problem(column, cell, " ".join(error.messages)))
            return False
        return True
