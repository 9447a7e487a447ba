"""`manage.py restore FOLDER`: a backup into an empty database, and the proof that it is whole."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.errors import Refused
from cms.operations.archive import restore, summary


class Command(BaseCommand):
    help = "Restores the backup in FOLDER into the empty database that DATABASE_URL names."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            self.stdout.write(f"{summary(restore(folder))} The log holds. Run `migrate` next.")
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from None
