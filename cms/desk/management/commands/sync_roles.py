from typing import Any

from django.core.management.base import BaseCommand

from cms.desk.roles import sync_roles


class Command(BaseCommand):
    help = "Writes the roles and their permissions into the database; run it on every deployment."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Roles: {', '.join(sync_roles())}.")
