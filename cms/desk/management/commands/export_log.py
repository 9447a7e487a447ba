from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.desk.logbook.export import FORMATS
from cms.publishing.models import Entry


class Command(BaseCommand):
    help = "Writes the whole log, the oldest entry first: items, windows, authors, reasons, notes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=FORMATS, default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        for piece in FORMATS[options["format"]](Entry.objects.order_by("number")):
            self.stdout.write(piece.decode(), ending="")
