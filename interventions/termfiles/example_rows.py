"""Checks a row of a file of labelled queries. A query is kept as it is typed, disguises and all."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from cms.library.models import Response
from cms.tables.cells import compose, is_cleared, is_kept, no_such, refuse_odd
from cms.tables.columns import Cells, Columns
from cms.tables.formulas import restore
from cms.tables.reports import Findings
from interventions.models import LOCALES, Example
from interventions.termfiles.differences import Checked, Values

COLUMNS = Columns(("query", "locale", "expected_topic", "note", "expected_response"), needed=4)
DEFAULTS: Values = ("", "", "", "", "")
_LOCALES = [code for code, _name in LOCALES]
_LONGEST = {
    "query": Example._meta.get_field("query").max_length or 0,
    "note": Example._meta.get_field("note").max_length or 0,
}


class ExampleRows:
    def __init__(self, findings: Findings, topics: Collection[str]) -> None:
        self._findings = findings
        self._topics = topics

    def check(self, cells: Cells) -> Checked | None:
        """The row as it may be stored, or None where something in it has to be mended."""
        if refuse_odd(cells, COLUMNS.known, self._findings):
            return None
        query, locale, topic, note, response, base = cells.raw
        query, noted = restore(query), "" if is_cleared(note) else restore(note)
        locale, topic = compose(locale).casefold(), "" if is_cleared(topic) else compose(topic)
        expected = None if is_kept(response) else "" if is_cleared(response) else compose(response)
        wrong = [
            not query.strip() and self._block(cells, "query", query, _("Write the query.")),
            self._is_too_long(cells, "query", query),
            self._is_too_long(cells, "note", noted),
            self._is_unknown(cells, "locale", locale, _LOCALES),
            topic and self._is_unknown(cells, "expected_topic", topic, self._topics),
            expected and self._is_unknown(cells, "expected_response", expected, Response.values),
        ]
        if any(wrong):
            return None
        values = (query, locale, topic, noted, expected)
        return Checked(cells.line, locale, (query, locale), values, base.strip())

    def _is_unknown(self, cells: Cells, column: str, value: str, known: Collection[str]) -> bool:
        return value not in known and self._block(cells, column, value, no_such(value, known))

    def _is_too_long(self, cells: Cells, column: str, value: str) -> bool:
        message = _("This has %(size)d characters; the most is %(most)d. Shorten it.") % {
            "size": len(value),
            "most": _LONGEST[column],
        }
        return len(value) > _LONGEST[column] and self._block(cells, column, value, message)

    def _block(self, cells: Cells, column: str, value: str, message: str) -> bool:
        self._findings.block(cells.line, column, value, message)
        return True
