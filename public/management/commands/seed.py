"""`manage.py seed`: the demonstration content, published by the same actions that staff use."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import campaigns.seeding
import cms.library.seeding
import guides.seeding
import interventions.seeding
import partners.seeding
from cms.errors import Refused
from cms.levels import Level
from cms.publishing.compose import add_item, start_release
from cms.publishing.models import Release
from cms.publishing.review import approve
from cms.publishing.submit import submit
from cms.translations.columns import languages
from cms.translations.marks import mark_all
from interventions.models import TermList
from interventions.rulesets import compiling_once

SEEDINGS = (
    cms.library.seeding.seed,
    partners.seeding.seed,
    guides.seeding.seed,
    campaigns.seeding.seed,
    interventions.seeding.seed,
)
AUTHOR, REVIEWER = "editor", "reviewer"
REASON = "Demonstration content: written and read for this project."


class Command(BaseCommand):
    help = "Makes the demonstration content that does not exist yet, and publishes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="folder", type=Path, default=settings.BASE_DIR / "seeds")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            with transaction.atomic(), compiling_once():
                published = seed(folder, author=_person(AUTHOR), reviewer=_person(REVIEWER))
        except Refused as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"Published {published} objects." if published else "Nothing to seed: it is all there."
        )


def seed(folder: Path, *, author: Any, reviewer: Any) -> int:
    """Seeds every app and publishes what is new in one release; returns how many objects."""
    keys = [key for seeding in SEEDINGS for key in seeding(folder, by=author)]
    if not keys:
        return 0
    release = start_release(title="Demonstration content", reason=REASON, by=author)
    for key in keys:
        mark_all(key, by=author)
        add_item(release, key, by=author)
    plan = submit(release, by=author)
    approve(
        release,
        by=reviewer,
        fingerprint=Release.objects.get(pk=release.pk).fingerprint,
        languages={*languages(), *TermList.objects.values_list("locale", flat=True)},
        reasons={found.fingerprint: REASON for found in plan.at_level(Level.NEEDS_REASON)},
    )
    return len(keys)


def _person(name: str) -> Any:
    person = get_user_model()._default_manager.filter(username=name).first()
    if person is None:
        raise CommandError(
            f"The demonstration is published by the accounts {AUTHOR} and {REVIEWER}: "
            "run `manage.py sync_roles` and `manage.py demo` first."
        )
    return person
