"""`manage.py export_terms [FILE]`: every term, as the file that `import_terms` reads."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.tables.writers import CSV, FORMATS
from interventions.models import Example, Term, WordClass
from interventions.termfiles.file_kinds import CLASSES, EXAMPLES, TERMS
from interventions.termfiles.progress import Bar, watched


class Command(BaseCommand):
    help = "Writes terms, labelled queries or word classes to a file or the standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="ends in .csv, .tsv or .xlsx")
        instead = parser.add_mutually_exclusive_group()
        instead.add_argument("--examples", action="store_true", help="the labelled queries instead")
        instead.add_argument("--classes", action="store_true", help="the word classes instead")

    def handle(
        self,
        *args: Any,
        file: Path | None = None,
        examples: bool = False,
        classes: bool = False,
        **options: Any,
    ) -> None:
        kind, model = (
            (EXAMPLES, Example) if examples else (CLASSES, WordClass) if classes else (TERMS, Term)
        )
        suffix = file.suffix.lower().removeprefix(".") if file else CSV.suffix
        if suffix not in FORMATS:
            raise CommandError(f"{file} has to end in .csv, .tsv or .xlsx.", returncode=2)
        bar = Bar(self.stderr, "Writing")
        rows = watched(kind.exported(), bar, model._default_manager.count() + 1)
        pieces = FORMATS[suffix].write(rows)
        if file:
            _write(file, pieces)
        else:
            for piece in pieces:
                self.stdout.write(piece.decode(), ending="")


def _write(file: Path, pieces: Iterable[bytes]) -> None:
    """Under its own name only once it is whole."""
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as stream:
            stream.writelines(pieces)
        part.replace(file)
    except OSError as error:
        raise CommandError(f"{file} can't be written: {error.strerror}.", returncode=2) from None
    finally:
        part.unlink(missing_ok=True)
