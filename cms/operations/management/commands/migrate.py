from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections

from cms.database import sqlite_path


class Command(migrate.Command):
    """Django's own, which alone may create a SQLite file: all else opens it and never makes it."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        path = sqlite_path(str(connections[options["database"]].settings_dict["NAME"]))
        if path:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch(mode=0o640)
            except OSError as error:
                raise CommandError(f"{path} can't be made: {error.strerror}.") from None
        return super().execute(*args, **options)
