"""Importing, importing again and exporting terms: `python -m bench.term_files [ROWS]`.

Against the same done by hand, and against django-import-export as shipped; all in one run, in turn.
"""

from bench.stage import FOLDER, cpu_of, prepare_empty, row  # isort: split

import statistics
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import tablib
from django.db import connection
from django.test.utils import CaptureQueriesContext
from import_export.resources import ModelResource

from bench.content import person
from bench.term_rows import (
    export_by_hand,
    import_by_hand,
    make_topics,
    merge_by_hand,
    wipe,
    write_file,
)
from cms.desk.imports.apply import apply
from cms.desk.imports.models import FileImport
from cms.desk.imports.stage import stage
from cms.tables.writers import CSV
from interventions.models import Term, TermList
from interventions.termfiles.file_kinds import TERMS

ROWS, ROUNDS, SHIPPED_ROWS = 100_000, 3, 1_000
FILE = FOLDER / "terms.csv"


class ShippedResource(ModelResource):
    """django-import-export with nothing set but what it needs."""

    class Meta:
        model = Term
        import_id_fields = ("term_list", "match", "folded")
        fields = ("term_list", "text", "folded", "match", "options", "exceptions")


def import_file(path: Path) -> FileImport:
    with path.open("rb") as file:
        staged = stage(file, path.name, by=person("editor", "Editor"))
    assert staged.state == FileImport.State.STAGED, staged.findings[:3]
    return apply(staged, by=staged.by) if staged.differs else staged


def import_as_shipped(rows: int) -> None:
    term_list = TermList.objects.create(key="shipped", locale="en")
    names = ("term_list", "text", "folded", "match", "options", "exceptions")
    data = tablib.Dataset(headers=names)
    for number in range(rows):
        text = f"shipped term {number}"
        data.append((term_list.pk, text, text, "phrase", "nofuzzy", f"{text} song"))
    # Its screens do both: a dry run that is shown, then the import.
    ShippedResource().import_data(data, dry_run=True, raise_errors=True)
    ShippedResource().import_data(data, raise_errors=True)
    assert term_list.terms.count() == rows


def export_file(path: Path) -> None:
    with path.open("wb") as file:
        file.writelines(CSV.write(TERMS.exported()))


def writes_of(work: Callable[[], object]) -> int:
    """How many statements changed terms or their lists."""
    with CaptureQueriesContext(connection) as asked:
        work()
    changing = (query["sql"] for query in asked if not query["sql"].startswith("SELECT"))
    return sum("interventions_term" in statement for statement in changing)


def queries_of(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


def measured(rows: int) -> dict[str, float]:
    """Microseconds of CPU a row; each does a little in turn, the median counts."""
    found: defaultdict[str, list[float]] = defaultdict(list)

    def measure(name: str, count: int, work: Callable[[], object]) -> None:
        found[name].append(cpu_of(work) / count * 1e6)

    for _round in range(ROUNDS):
        wipe()
        measure("import by hand", rows, lambda: import_by_hand(FILE))
        wipe()
        measure("import as shipped", SHIPPED_ROWS, lambda: import_as_shipped(SHIPPED_ROWS))
        wipe()
        measure("import", rows, lambda: import_file(FILE))
        measure("merge by hand", rows, lambda: merge_by_hand(FILE))
        measure("import again", rows, lambda: import_file(FILE))
        measure("export by hand", rows, lambda: export_by_hand(FOLDER / "hand.csv"))
        measure("export", rows, lambda: export_file(FOLDER / "out.csv"))
    return {name: statistics.median(times) for name, times in found.items()}


def main(rows: int) -> None:
    prepare_empty()
    make_topics()
    write_file(FILE, rows)
    cost = measured(rows)
    for name, micros in cost.items():
        row(f"{name}, CPU a row", f"{micros:.1f} us")
    row("import / by hand", f"{cost['import'] / cost['import by hand']:.2f}", "<= 2.5")
    row("as shipped / import", f"{cost['import as shipped'] / cost['import']:.1f}", ">= 12")
    row("again / merging by hand", f"{cost['import again'] / cost['merge by hand']:.2f}", "<= 5")
    row("again, writes to terms", str(writes_of(lambda: import_file(FILE))), "0")
    row("export / by hand", f"{cost['export'] / cost['export by hand']:.2f}", "<= 5")
    row("export, queries", str(queries_of(lambda: export_file(FOLDER / "out.csv"))), "constant")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
