"""Checks a row of a file of labelled queries. A query is kept as it is typed, disguises and all."""

from collections.abc import Collection, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.codes import country_code
from cms.desk.imports.rows import Checked, Values
from cms.library.models import Response
from cms.tables.cells import compose, is_cleared, is_kept, no_such, refuse_odd
from cms.tables.columns import Cells, Columns
from cms.tables.formulas import restore
from cms.tables.reports import Findings
from interventions.examples import fitting
from interventions.fields import check_country
from interventions.locales import tag_of
from interventions.matching import NO_TOPIC
from interventions.models import Example
from interventions.termfiles.choices import Problem
from interventions.termfiles.row_types import ExampleRow

COLUMNS = Columns(ExampleRow._fields, needed=4)
DEFAULTS: Values = ExampleRow("", "", "", "", "", "", "", "")
_OPTIONAL = frozenset(("expected_response", "country", "also_ok", "kind"))
# A query is kept as it was typed, whatever is in it.
_FREE = frozenset(("query",))
_RULES = {"locale": tag_of, "country": check_country}
_LONGEST = {
    "query": Example._meta.get_field("query").max_length or 0,
    "note": Example._meta.get_field("note").max_length or 0,
    "also_ok": Example._meta.get_field("also_ok").max_length or 0,
    "kind": Example._meta.get_field("kind").max_length or 0,
}


class ExampleRows:
    def __init__(self, findings: Findings, topics: Collection[str]) -> None:
        self._findings = findings
        self._topics = topics

    def check(self, cells: Cells) -> Checked | None:
        """The row as it may be stored, or None where something in it has to be mended."""
        if refuse_odd(cells, COLUMNS.known, self._findings, free=_FREE):
            return None
        query, locale, topic, note, response, country, also_ok, kind, base = cells.raw
        query, topic = restore(query), _said(compose(topic).casefold())
        topic = "" if topic == NO_TOPIC else topic
        cased = {
            "query": query,
            "locale": compose(locale),
            "expected_topic": topic,
            "note": _said(restore(note)),
            "expected_response": _said(compose(response)),
            "country": country_code(_said(compose(country))),
            "also_ok": "|".join(fitting(_said(compose(also_ok)).casefold())),
            "kind": _said(compose(kind)),
        }
        problems = list(self._problems(cased))
        for column, value, message in problems:
            self._findings.block(cells.line, column, value, message)
        if problems:
            return None
        tag = cased["locale"] = tag_of(cased["locale"]) if cased["locale"] else ""
        kept = {name for name, cell in zip(COLUMNS.names, cells.raw, strict=False) if is_kept(cell)}
        values = tuple(
            None if name in kept and name in _OPTIONAL else cased[name] for name in COLUMNS.names
        )
        return Checked(cells.line, tag, (query, tag), values, base.strip())

    def _problems(self, cells: dict[str, str]) -> Iterator[Problem]:
        query = cells["query"]
        if not query.strip():
            yield Problem("query", query, _("Write the query."))
        if "\0" in query:
            yield Problem("query", query, _("A NUL character can't be stored. Remove it."))
        yield from (problem for name in _LONGEST for problem in _too_long(name, cells[name]))
        for name, rule in _RULES.items():
            try:
                if cells[name]:
                    rule(cells[name])
            except ValidationError as error:
                yield Problem(name, cells[name], " ".join(error.messages))
        responses = [("also_ok", one) for one in fitting(cells["also_ok"])]
        for name, word, known in (
            ("expected_topic", cells["expected_topic"], self._topics),
            *(
                (name, word, Response.values)
                for name, word in [("expected_response", cells["expected_response"]), *responses]
            ),
        ):
            if word and word not in known:
                yield Problem(name, word, no_such(word, known))


def _said(cell: str) -> str:
    return "" if is_cleared(cell) else cell


def _too_long(column: str, cell: str) -> Iterator[Problem]:
    if len(cell) > _LONGEST[column]:
        message = _("This has %(size)d characters; the most is %(most)d. Shorten it.") % {
            "size": len(cell),
            "most": _LONGEST[column],
        }
        yield Problem(column, cell, message)
