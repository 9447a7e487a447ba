"""`manage.py evaluate_terms TERMS QUERIES [--classes FILE] [--json]`: how well a term file does.

It reads the files as an import does and touches no database: topics have their seeded order and
responses. Labelled queries that have to be mended are named and left out of the score. It ends with
0 and a score; 1 where a term or class has to be mended, or no query is left; 2 where it was called
wrongly.
"""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.tables.opening import open_named
from cms.tables.reports import Findings, TooMany, Unreadable
from interventions.matching import (
    Labelled,
    Ruleset,
    Scores,
    Term,
    WordClasses,
    compile_terms,
    evaluate,
    read_classes,
)
from interventions.scores import Score, score
from interventions.termfiles.scoring import EveryFinding, queries_in, terms_in

MENDING, WRONG_CALL = 1, 2
SHIPPED_CLASSES = settings.BASE_DIR / "seeds" / "word_classes.csv"
T = TypeVar("T")


class Command(BaseCommand):
    help = "Scores a term file against labelled queries, without the database: CSV, TSV or XLSX."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("terms", type=Path)
        parser.add_argument("queries", type=Path)
        parser.add_argument(
            "--classes",
            type=Path,
            default=SHIPPED_CLASSES,
            help="word classes: name,locale,words; those that are shipped if none is named",
        )
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(
        self,
        *args: Any,
        terms: Path,
        queries: Path,
        classes: Path,
        as_json: bool,
        **options: Any,
    ) -> None:
        known = self._classes(classes)
        ruleset = self._ruleset(terms, known)
        labelled = self._queries(queries)
        scores, lists = evaluate(ruleset, labelled), _by_list(ruleset, labelled)
        if as_json:
            whole = scores.to_dict() | {"lists": lists}
            self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=2))
        else:
            self._write(scores, lists)

    def _classes(self, path: Path) -> WordClasses:
        try:
            return read_classes(path)
        except OSError as error:
            reason = f"{path} can't be read: {error.strerror}."
            raise CommandError(reason, returncode=WRONG_CALL) from None
        except ValueError as error:
            raise CommandError(f"No score: {error}", returncode=MENDING) from None

    def _ruleset(self, path: Path, classes: WordClasses) -> Ruleset:
        """A wrong row would be a wrong score: none of the terms is left out of it."""

        def read(file: BinaryIO, findings: Findings) -> list[Term]:
            return terms_in(file, findings, classes)

        terms, findings = self._read(path, read, Findings())
        if findings.is_blocked:
            raise CommandError(f"No score: mend {path} first.", returncode=MENDING)
        markets = {code: market.languages for code, market in settings.MARKETS.items()}
        return Ruleset(compile_terms(terms, classes=classes), markets=markets)

    def _queries(self, path: Path) -> list[Labelled]:
        queries, findings = self._read(path, queries_in, EveryFinding())
        if not queries:
            raise CommandError(f"No score: mend {path} first.", returncode=MENDING)
        if findings.is_blocked:
            self.stderr.write(f"{path}: these rows are left out of the score.")
        return queries

    def _read(
        self, path: Path, read: Callable[[BinaryIO, Findings], list[T]], findings: Findings
    ) -> tuple[list[T], Findings]:
        rows = list[T]()
        try:
            with open_named(path) as file:
                rows = read(file, findings)
        except OSError as error:
            reason = f"{path} can't be read: {error.strerror}."
            raise CommandError(reason, returncode=WRONG_CALL) from None
        except Unreadable as error:
            raise CommandError(f"{path}: {error}", returncode=MENDING) from None
        except TooMany:
            pass  # The first few hundred findings are enough to go on with.
        for finding in findings.rows:
            self.stderr.write(f"{path}: {finding.sentence()}")
        return rows, findings

    def _write(self, scores: Scores, lists: list[dict[str, Any]]) -> None:
        whole = scores.to_dict()
        for name, part in (("all", whole), *scores.by_locale.items()):
            self.stdout.write(
                f"{name or '-':>4}  precision {part['precision']:.3f}  "
                f"recall {part['recall']:.3f}  false alarms {part['false_alarm_rate']:.3f}"
            )
        self.stdout.write("labelled queries right, by list")
        for one in lists:
            found = f"{one['right']} / {one['tried']}" if one["tried"] else "no labelled queries"
            self.stdout.write(f"  {one['topic'] or 'general'} ({one['locale']})  {found}")
        for group, parts in scores.help.items():
            self.stdout.write(f"help found, {group.replace('_', ' ')}")
            for name, shares in parts.items():
                figures = "  ".join(
                    f"{measure.replace('_', ' ')} {'-' if share is None else f'{share:.3f}'}"
                    for measure, share in shares.items()
                )
                self.stdout.write(f"  {name:<20}{figures}")
        for row in scores.wrong:
            self.stdout.write(json.dumps(row, ensure_ascii=False))


def _by_list(ruleset: Ruleset, labelled: list[Labelled]) -> list[dict[str, Any]]:
    """Each list of the file, and how many queries of its topic and locale are answered rightly."""
    known = score(ruleset, labelled)
    names = sorted((part.name.topic, part.name.locale) for part in ruleset.lists)
    return [
        {"topic": topic, "locale": locale, **known.get((topic, locale), Score(0, 0))._asdict()}
        for topic, locale in names
    ]
