"""`manage.py evaluate_terms TERMS.csv QUERIES.csv [--json]`: how well a term file does.

It reads the two files and touches no database: topics have their seeded order and responses.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from interventions.matching import Ruleset, Scores, compile_terms, evaluate
from interventions.matching.read import read_queries, read_terms


class Command(BaseCommand):
    help = "Scores a term file against labelled queries, without the database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("terms", type=Path)
        parser.add_argument("queries", type=Path)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, terms: Path, queries: Path, as_json: bool, **options: Any) -> None:
        markets = {code: market.languages for code, market in settings.MARKETS.items()}
        try:
            ruleset = Ruleset(compile_terms(read_terms(terms)), markets=markets)
            labelled = read_queries(queries)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from None
        scores = evaluate(ruleset, labelled)
        if as_json:
            self.stdout.write(json.dumps(scores.to_dict(), ensure_ascii=False, indent=2))
        else:
            self._write(scores)

    def _write(self, scores: Scores) -> None:
        whole = scores.to_dict()
        for name, part in (("all", whole), *scores.by_locale.items()):
            self.stdout.write(
                f"{name:>4}  precision {part['precision']:.3f}  recall {part['recall']:.3f}  "
                f"false alarms {part['false_alarm_rate']:.3f}"
            )
        for row in scores.wrong:
            self.stdout.write(json.dumps(row, ensure_ascii=False))
