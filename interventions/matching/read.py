"""Term lists, word classes and labelled queries from plain CSV files."""

import csv
from collections.abc import Iterator
from pathlib import Path

from interventions.matching.compiled import bare_exception
from interventions.matching.evaluate import NO_TOPIC, Labelled
from interventions.matching.notation import (
    NO_CLASSES,
    BadNotation,
    WordClass,
    WordClasses,
    expand,
    expand_word,
)
from interventions.matching.terms import MATCHES, OPTIONS, RESPONSES, Term

_INACTIVE = frozenset(("no", "false", "0", "n", "off"))


def read_terms(path: str | Path, classes: WordClasses = NO_CLASSES) -> list[Term]:
    """Terms of `term,locale,topic,match,options,exceptions[,response,target,active]`.

    Raises ValueError, naming the line, for what is no term, and for a family that doesn't hold.
    """
    terms = []
    for line, row in _rows(path, "term", "locale"):
        term = _term(row, f"{path}, line {line}")
        _check_families(term, classes, f"{path}, line {line}")
        terms.append(term)
    return terms


def read_classes(path: str | Path) -> WordClasses:
    """Word classes of `name,locale,words`, the words with semicolons between.

    Raises ValueError, naming the line, for words that don't hold.
    """
    classes = []
    for line, row in _rows(path, "name", "locale", "words"):
        some = tuple(filter(None, map(str.strip, row["words"].split(";"))))
        for word in some:
            try:
                expand_word(word)
            except BadNotation as error:
                raise ValueError(f"{path}, line {line}, column words, {word!r}: {error}") from None
        classes.append(WordClass(row["name"].strip().casefold(), row["locale"].strip(), some))
    return WordClasses(classes)


def _check_families(term: Term, classes: WordClasses, place: str) -> None:
    exceptions = [("exceptions", bare_exception(row)) for row in term.exceptions]
    for column, text in [("term", term.text), *exceptions]:
        try:
            expand(text, term.locale, classes)
        except BadNotation as error:
            raise ValueError(f"{place}, column {column}, {text!r}: {error}") from None


def read_queries(path: str | Path) -> list[Labelled]:
    """Labelled queries of `query,locale,expected_topic[,note,expected_response,country,also_ok,
    kind]`; the topic "none" is no topic, and `also_ok` has "|" between other fitting responses."""
    return [
        Labelled(
            query=row["query"],
            locale=row["locale"].strip(),
            expected_topic=_topic(row),
            expected_response=_cell(row, "expected_response") or None,
            note=row.get("note") or "",
            country=row.get("country", "").strip(),
            also_ok=tuple(filter(None, row.get("also_ok", "").split("|"))),
            kind=row.get("kind", "").strip(),
        )
        for _, row in _rows(path, "query", "locale")
    ]


def _rows(path: str | Path, *needed: str) -> Iterator[tuple[int, dict[str, str]]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in needed if name not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"{path} has no column {' or '.join(missing)}")
        for row in reader:
            yield reader.line_num, {name: text or "" for name, text in row.items() if name}


def _topic(row: dict[str, str]) -> str | None:
    topic = _cell(row, "expected_topic")
    return "" if topic == NO_TOPIC else topic


def _cell(row: dict[str, str], name: str) -> str | None:
    return row[name].strip() if name in row else None


def _term(row: dict[str, str], place: str) -> Term:
    options = frozenset(row.get("options", "").split())
    term = Term(
        text=row["term"].strip(),
        locale=row["locale"].strip(),
        topic=row.get("topic", "").strip(),
        match=row.get("match", "").strip() or "phrase",
        options=options,
        exceptions=tuple(filter(None, map(str.strip, row.get("exceptions", "").split(";")))),
        response=row.get("response", "").strip(),
        target=row.get("target", "").strip(),
        active=row.get("active", "").strip().casefold() not in _INACTIVE,
    )
    if not term.text:
        raise ValueError(f"{place}: the term is empty")
    if term.match not in MATCHES:
        raise ValueError(f"{place}: no such match {term.match!r}")
    if unknown := options.difference(OPTIONS):
        raise ValueError(f"{place}: no such option {' '.join(sorted(unknown))!r}")
    if term.response and term.response not in RESPONSES:
        raise ValueError(f"{place}: no such response {term.response!r}")
    return term
