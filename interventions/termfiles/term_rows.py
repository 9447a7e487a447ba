"""Checks a row of a term file: its own cells, by the rules that the admin has, too."""

from collections.abc import Callable, Collection, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.desk.imports.rows import Checked, Values
from cms.tables.cells import compose, is_cleared, is_kept, refuse_odd
from cms.tables.columns import Cells, Columns
from cms.tables.formulas import restore
from cms.tables.reports import Findings
from interventions.fields import check_exceptions, check_family, check_text, is_one_letter
from interventions.matching import WordClasses, is_family, skeleton
from interventions.matching.compiled import bare_exception
from interventions.matching.normalise import normalise
from interventions.models import Term, phrases
from interventions.termfiles.choices import Choices, Problem, Reader
from interventions.termfiles.row_types import YES, TermRow

COLUMNS = Columns(TermRow._fields, needed=6)
DEFAULTS: Values = TermRow("", "", "", Term.Match.PHRASE.value, "", "", "", "", "", YES)
LONGEST = {
    "term": Term._meta.get_field("text").max_length or 0,
    "exceptions": Term._meta.get_field("exceptions").max_length or 0,
    "note": Term._meta.get_field("note").max_length or 0,
}
_MOST_REMEMBERED = 5_000


Sealed = tuple[str, str, str, str]
"""The topic, locale and match of a term in a restricted list, and what it is known by."""


class TermRows:
    """`place_for` names the list of a topic and a locale; `reader` understands its choices.

    What is in a restricted list is refused without a word of it: an import is kept.
    """

    def __init__(
        self,
        findings: Findings,
        reader: Reader,
        place_for: Callable[[str, str], str],
        classes: WordClasses,
        restricted: Collection[Sealed] = (),
    ) -> None:
        self._restricted = restricted
        self._findings = findings
        self._classes = classes
        self._reader = reader
        self._place_for = place_for
        self._remembered: dict[tuple[str, ...], Choices] = {}

    def check(self, cells: Cells) -> Checked | None:
        """The row as it may be stored, or None where something in it has to be mended."""
        if refuse_odd(cells, COLUMNS.known, self._findings, typed=("active",)):
            return None
        term, locale, topic, match, options, exceptions, response, target, note, active, base = (
            cells.raw
        )
        chosen = self._choices((locale, topic, match, options, response, target, active))
        text = compose(term)
        excepted = "" if is_cleared(exceptions) else compose(exceptions)
        noted = None if is_kept(note) else "" if is_cleared(note) else restore(note)
        if (chosen.topic, chosen.locale, chosen.match, normalise(text)) in self._restricted:
            message = _("This term is in a restricted list, which no file brings. Use its form.")
            self._findings.block(cells.line, "", "", message)
            return None
        folded, problems = self._free_texts(text, excepted, noted or "")
        problems += self._families(text, excepted, chosen.locale)
        if self._report(cells.line, (*problems, *chosen.problems)):
            return None
        self._note(cells.line, text, chosen)
        values = (
            *(text, chosen.locale, chosen.topic, chosen.match, chosen.options, excepted),
            *(chosen.response, chosen.target, noted, chosen.active),
        )
        place = self._place_for(chosen.topic, chosen.locale)
        return Checked(cells.line, place, (chosen.match, folded), values, base.strip())

    def _choices(self, cells: tuple[str, ...]) -> Choices:
        known = self._remembered.get(cells)
        if known is None:
            if len(self._remembered) == _MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[cells] = self._reader.read(cells)
        return known

    def _free_texts(self, text: str, exceptions: str, note: str) -> tuple[str, list[Problem]]:
        """What the term is known by, and what is wrong with the cells that anything may be in."""
        folded, problems = "", list(_too_long(term=text, exceptions=exceptions, note=note))
        try:
            if not problems:
                folded = check_text(text)
        except ValidationError as error:
            problems.append(Problem("term", text, " ".join(error.messages)))
        try:
            if exceptions:
                check_exceptions(exceptions)
        except ValidationError as error:
            problems.append(Problem("exceptions", exceptions, " ".join(error.messages)))
        return folded, problems

    def _families(self, text: str, exceptions: str, locale: str) -> Iterator[Problem]:
        """What is wrong with the notation of a term and of its exceptions."""
        if not is_family(text + exceptions):
            return
        excepted = [("exceptions", bare_exception(phrase)) for phrase in phrases(exceptions)]
        for column, family in [("term", text), *excepted]:
            try:
                check_family(family, locale, self._classes)
            except ValidationError as error:
                yield Problem(column, family, " ".join(error.messages))

    def _report(self, line: int, problems: tuple[Problem, ...]) -> bool:
        for column, value, message in problems:
            self._findings.block(line, column, value, message)
        return bool(problems)

    def _note(self, line: int, text: str, chosen: Choices) -> None:
        for column, value, message in chosen.notes:
            self._findings.note(line, column, value, message)
        if not skeleton(text):
            message = _("There is no letter in it, so it can never be found in a query.")
            self._findings.note(line, "term", text, message)
        elif is_one_letter(text):
            message = _("One letter or digit is in very many queries. Write a word or a phrase.")
            self._findings.note(line, "term", text, message)


def _too_long(**cells: str) -> Iterator[Problem]:
    for column, cell in cells.items():
        if len(cell) > LONGEST[column]:
            message = _("This has %(size)d characters; the most is %(most)d. Shorten it.") % {
                "size": len(cell),
                "most": LONGEST[column],
            }
            yield Problem(column, cell, message)
