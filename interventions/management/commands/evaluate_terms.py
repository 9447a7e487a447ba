"""`manage.py evaluate_terms TERMS QUERIES [--json]`: how well a term file does.

It reads the two files as an import does and touches no database: topics have their seeded order
and responses. It ends with 0 and a score; 1 where something in a file has to be mended; 2 where
it was called wrongly.
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
from interventions.matching import Ruleset, Scores, compile_terms, evaluate
from interventions.termfiles.scoring import queries_in, terms_in

MENDING, WRONG_CALL = 1, 2
T = TypeVar("T")


class Command(BaseCommand):
    help = "Scores a term file against labelled queries, without the database: CSV, TSV or XLSX."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("terms", type=Path)
        parser.add_argument("queries", type=Path)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, terms: Path, queries: Path, as_json: bool, **options: Any) -> None:
        markets = {code: market.languages for code, market in settings.MARKETS.items()}
        ruleset = Ruleset(compile_terms(self._read(terms, terms_in)), markets=markets)
        scores = evaluate(ruleset, self._read(queries, queries_in))
        if as_json:
            self.stdout.write(json.dumps(scores.to_dict(), ensure_ascii=False, indent=2))
        else:
            self._write(scores)

    def _read(self, path: Path, read: Callable[[BinaryIO, Findings], list[T]]) -> list[T]:
        """A wrong row would be a wrong score: nothing is left out of it."""
        findings, rows = Findings(), list[T]()
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
        if findings.is_blocked:
            raise CommandError(f"No score: mend {path} first.", returncode=MENDING)
        return rows

    def _write(self, scores: Scores) -> None:
        whole = scores.to_dict()
        for name, part in (("all", whole), *scores.by_locale.items()):
            self.stdout.write(
                f"{name:>4}  precision {part['precision']:.3f}  recall {part['recall']:.3f}  "
                f"false alarms {part['false_alarm_rate']:.3f}"
            )
        for row in scores.wrong:
            self.stdout.write(json.dumps(row, ensure_ascii=False))
