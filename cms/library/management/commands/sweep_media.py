"""`manage.py sweep_media`: run it after an erasure, and from time to time."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.library.sweep import sweep


class Command(BaseCommand):
    help = "Deletes media files that no working copy and no edition names any more."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Deleted {sweep()} files that nothing names.")
