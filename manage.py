#!/usr/bin/env python
"""Runs one of the project's commands."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, ProgrammingError) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(
            f"The database can't be used: {str(error).splitlines()[0].rstrip('.')}. "
            "Is DATABASE_URL right, and has `manage.py migrate` been run?"
        )
