"""`manage.py verify_log`: is the log whole and true?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.publishing.append import head_number
from cms.publishing.verify import troubles


class Command(BaseCommand):
    help = "Checks the hash chain of the log and the content of every edition in it."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(troubles())
        for trouble in found:
            self.stderr.write(self.style.ERROR(trouble))
        if found:
            raise CommandError(f"The log does not hold: {len(found)} trouble(s).")
        self.stdout.write(f"The log holds: {head_number()} entries, every hash as it should be.")
