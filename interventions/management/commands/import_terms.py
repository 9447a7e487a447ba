"""`manage.py import_terms FILE`: the same steps as in the admin, without the screens.

It ends with 0 where the file is imported, or needs not be; 1 where something in the file has to be
mended; 2 where it was called wrongly; 3 where somebody has edited the same rows meanwhile.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from cms.desk.imports.apply import apply, discard
from cms.desk.imports.models import FileImport
from cms.desk.imports.rows import Status
from cms.desk.imports.stage import stage
from cms.errors import Moved
from cms.tables.opening import open_named
from cms.tables.reports import RowFinding, Unreadable
from interventions.termfiles.progress import Bar

MENDING, WRONG_CALL, MOVED = 1, 2, 3


class Command(BaseCommand):
    help = (
        "Imports terms, labelled queries or word classes: CSV, TSV or XLSX, all of it or nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what it would do")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="remove the rows of the same lists that the file does not have",
        )
        parser.add_argument(
            "--take-conflicts",
            action="store_true",
            help="write rows, too, that were edited after the file was exported",
        )
        parser.add_argument("--by", metavar="USERNAME", help="who is recorded as the author")

    def handle(
        self,
        *args: Any,
        file: Path,
        dry_run: bool = False,
        replace: bool = False,
        take_conflicts: bool = False,
        by: str | None = None,
        **options: Any,
    ) -> None:
        staged = self._stage(file, _person(by), is_replacing=replace)
        for row in staged.findings:
            self.stderr.write(RowFinding(*row).sentence())
        self.stdout.write(_summary(staged))
        if staged.state == FileImport.State.REFUSED:
            raise CommandError("Nothing was imported: mend the file first.", returncode=MENDING)
        if staged.count(Status.CONFLICT) and not take_conflicts:
            discard(staged)
            raise CommandError(
                "Nothing was imported: rows were edited after the file was exported. Export them "
                "again, or call with --take-conflicts.",
                returncode=MOVED,
            )
        if dry_run or not staged.batches.exists():
            discard(staged)
            return
        self._apply(staged, take_conflicts=take_conflicts)

    def _stage(self, file: Path, by: User, *, is_replacing: bool) -> FileImport:
        bar = Bar(self.stderr, "Reading")
        try:
            with open_named(file) as stream:
                return stage(stream, file.name, by=by, is_replacing=is_replacing, progress=bar)
        except OSError as error:
            raise CommandError(
                f"{file} can't be read: {error.strerror}.", returncode=WRONG_CALL
            ) from None
        except Unreadable as error:
            raise CommandError(str(error), returncode=MENDING) from None

    def _apply(self, staged: FileImport, *, take_conflicts: bool) -> None:
        bar = Bar(self.stderr, "Writing")
        try:
            apply(staged, by=staged.by, take_conflicts=take_conflicts, progress=bar)
        except Moved as error:
            raise CommandError(str(error), returncode=MOVED) from None
        self.stdout.write(f"Imported as number {staged.pk}. Nothing is live until it is reviewed.")


def _person(name: str | None) -> Any:
    if name is None:
        return None
    person = get_user_model()._default_manager.filter(username=name).first()
    if person is None:
        raise CommandError(f"There is no account “{name}”.", returncode=WRONG_CALL)
    return person


def _summary(staged: FileImport) -> str:
    words = ("added", "changed", "removed", "unchanged", "conflict")
    return ", ".join(f"{staged.count(word)} {word}" for word in words)
