"""Other processes on the test's own database."""

import os

from django.conf import settings
from django.db import connection


def environment() -> dict[str, str]:
    """What a process needs to work on the database of this test. Close the connection first."""
    return {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "cms.settings",
    }


def database_url() -> str:
    """The test database as another process names it."""
    given = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        return f"sqlite://{connection.settings_dict['NAME']}"
    user = f"{given['USER']}:{given['PASSWORD']}@" if given["USER"] else ""
    return f"postgres://{user}{given['HOST']}:{given['PORT']}/{connection.settings_dict['NAME']}"
