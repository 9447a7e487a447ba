"""`manage.py export_site DIR`: the site as files, for a mirror without a server."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.http.request import split_domain_port, validate_host
from django.utils import timezone

from cms.publishing import catalog
from public.mirror import write_mirror


class Command(BaseCommand):
    help = "Writes every public page into a folder. Make it anew whenever something is published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--origin",
            default=f"https://{settings.ALLOWED_HOSTS[0].lstrip('.*')}",
            help="where the pages say they are, such as https://help.example",
        )

    def handle(self, *args: Any, folder: Path, origin: str, **options: Any) -> None:
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty: name a new folder.")
        host = split_domain_port(origin.partition("://")[2])[0]
        if not validate_host(host, settings.ALLOWED_HOSTS):
            raise CommandError(f"“{host}” is not in ALLOWED_HOSTS: give another --origin.")
        catalog.catalog().load()
        live = catalog.current()
        if not live.view.head:
            raise CommandError("Nothing is published yet, so there is nothing to write.")
        pages = write_mirror(folder, live, timezone.now(), origin.rstrip("/"))
        self.stdout.write(f"Wrote {pages} pages of entry {live.view.head} into {folder}.")
