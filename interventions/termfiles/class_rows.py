"""Checks a row of a file of word classes, by the rules that the admin has, too."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from cms.desk.imports.rows import Checked, Values
from cms.tables.cells import compose, is_cleared, is_kept, refuse_odd
from cms.tables.columns import Cells, Columns
from cms.tables.formulas import restore
from cms.tables.reports import Findings
from interventions.locales import tag_of
from interventions.matching.notation import ANY_LANGUAGE
from interventions.termfiles.choices import Problem
from interventions.termfiles.row_types import ClassRow
from interventions.word_classes import WordClass

COLUMNS = Columns(ClassRow._fields, needed=3)
DEFAULTS: Values = ClassRow("", "", "", "")


class ClassRows:
    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def check(self, cells: Cells) -> Checked | None:
        """The row as it may be stored, or None where something in it has to be mended."""
        if refuse_odd(cells, COLUMNS.known, self._findings):
            return None
        name, locale, words, note, base = cells.raw
        name, words = compose(name).casefold(), compose(words)
        noted = "" if is_cleared(note) else restore(note)
        problems: list[Problem] = []
        tag = _tag(compose(locale), problems)
        problems += _problems(WordClass(name=name, locale=tag, words=words, note=noted))
        for column, value, message in problems:
            self._findings.block(cells.line, column, value, message)
        if problems:
            return None
        values = (name, tag, words, None if is_kept(note) else noted)
        return Checked(cells.line, tag, (name, tag), values, base.strip())


def _tag(cell: str, problems: list[Problem]) -> str:
    try:
        return cell if cell == ANY_LANGUAGE else tag_of(cell)
    except ValidationError as error:
        problems.append(Problem("locale", cell, " ".join(error.messages)))
        return ANY_LANGUAGE


def _problems(made: WordClass) -> Iterator[Problem]:
    try:
        made.clean_fields()
    except ValidationError as error:
        for column, messages in error.message_dict.items():
            yield Problem(column, str(getattr(made, column)), " ".join(messages))
