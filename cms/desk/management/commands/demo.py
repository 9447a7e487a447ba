from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from cms import env
from cms.desk.demo_accounts import ACCOUNTS, make_accounts, new_password


class Command(BaseCommand):
    help = "Makes the demonstration's staff accounts and prints them. Refused outside of DEMO."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demonstration accounts are made only where DEMO=1 is set.")
        password = settings.DEMO_PASSWORD or kept_password(settings.DATA_DIR / "demo-password")
        try:
            make_accounts(password)
        except Group.DoesNotExist:
            raise CommandError(
                "There are no roles yet: run `manage.py sync_roles` first."
            ) from None
        names = ", ".join(account.name for account in ACCOUNTS)
        address = f"http://127.0.0.1:{env.whole_number('PORT', 8000, least=1, most=env.LAST_PORT)}"
        self.stdout.write(
            f"Public site:      {address}/\n"
            f"Staff:            {address}/admin/\n"
            f"Staff accounts:   {names}\n"
            f"Password of each: {password}"
        )


def kept_password(path: Path) -> str:
    """The password generated at the first start, so that a second start prints the same one."""
    if not path.exists() or not path.read_text():
        path.touch(mode=0o600)
        path.write_text(new_password())
    return path.read_text()
