"""`manage.py backup FOLDER`: a copy of everything, while the site runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.errors import Refused
from cms.operations.archive import back_up, read, summary


class Command(BaseCommand):
    help = "Makes a backup of the database and the media in a new folder below FOLDER."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            made = back_up(folder)
            self.stdout.write(f"{made}\n{summary(read(made))}")
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from None
