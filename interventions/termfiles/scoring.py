"""Files of terms and of labelled queries to score: by the rules of an import, without a database.

The topics are those of the matcher itself, in their seeded order.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from django.utils.translation import gettext as _

from cms.desk.imports.kinds import Check
from cms.desk.imports.rows import Values
from cms.tables.columns import Columns
from cms.tables.opening import open_sheet
from cms.tables.reports import Findings, RowFinding, TooMany, Unreadable
from cms.tables.sheets import Sheet
from interventions.examples import label
from interventions.matching import TOPICS, Labelled, Term, WordClasses, term_key
from interventions.models import phrases
from interventions.termfiles import example_rows, term_rows
from interventions.termfiles.choices import Reader
from interventions.termfiles.row_types import TermRow

# A file may expect only topics or only responses.
_QUERIES = Columns(example_rows.COLUMNS.names, needed=2)
_EXPECTED = ("expected_topic", "expected_response")
_SLUGS = [topic.slug for topic in TOPICS]


class EveryFinding(Findings):
    """Goes on however much is wrong: what is right is scored."""

    def add(self, finding: RowFinding) -> None:
        with suppress(TooMany):
            super().add(finding)


def terms_in(file: BinaryIO, findings: Findings, classes: WordClasses) -> list[Term]:
    """Two rows of the same term have to say the same."""
    sheet = open_sheet(file, term_rows.COLUMNS.known)
    reader = Reader(_SLUGS, is_live=lambda _key: True)
    check = term_rows.TermRows(findings, reader, "{}-{}".format, classes).check
    terms: dict[tuple[str, ...], tuple[int, Term]] = {}
    for line, values in _rows(sheet, term_rows.COLUMNS, check, term_rows.DEFAULTS, findings):
        term = _term(values)
        first, same = terms.setdefault(term_key(term), (line, term))
        if same != term:
            message = _("Line %(line)d is the same one and says something else. Keep one of them.")
            findings.block(line, "", term.text, message % {"line": first})
    return [term for _line, term in terms.values()]


def queries_in(file: BinaryIO, findings: Findings) -> list[Labelled]:
    """Raises Unreadable where nothing says what the queries should bring, or none is there."""
    sheet = open_sheet(file, _QUERIES.known)
    if not set(_EXPECTED).intersection(_QUERIES.header(sheet)):
        raise Unreadable(
            _("The first line has to name this column, or %(other)s.") % {"other": _EXPECTED[1]},
            line=sheet.line,
            column=_EXPECTED[0],
        )
    check = example_rows.ExampleRows(findings, _SLUGS).check
    rows = _rows(sheet, _QUERIES, check, example_rows.DEFAULTS, findings)
    queries = [
        label(query, locale, topic, response, note, *rest)
        for _line, (query, locale, topic, note, response, *rest) in rows
    ]
    if not queries and not findings.is_blocked:
        raise Unreadable(_("There is no query under the first line."), line=sheet.line)
    return queries


def _rows(
    sheet: Sheet, columns: Columns, check: Check, defaults: Values, findings: Findings
) -> Iterator[tuple[int, Values]]:
    """Line and values of each row that is right."""
    for note in sheet.notes:
        findings.add(note)
    for cells in columns.rows(sheet, findings):
        if checked := check(cells):
            yield cells.line, checked.over(None, defaults)


def _term(values: Values) -> Term:
    row = TermRow(*values)
    return Term(
        text=row.term,
        locale=row.locale,
        topic=row.topic,
        match=row.match,
        options=frozenset(row.options.split()),
        exceptions=tuple(phrases(row.exceptions)),
        response=row.response,
        target=row.target,
        active=row.is_active,
    )
