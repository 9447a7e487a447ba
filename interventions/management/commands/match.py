"""`manage.py match QUERY --locale vi --country VN`: the answer, and why."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.publishing.catalog import catalog
from interventions.answers import answer
from interventions.rulesets import ruleset


class Command(BaseCommand):
    help = "Answers a query as the API would, with the explanation of the match. Keeps nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query")
        parser.add_argument("--locale", default="", help="the language of the menus, such as vi")
        parser.add_argument("--country", default="", help="the country, such as VN")

    def handle(self, *args: Any, query: str, locale: str, country: str, **options: Any) -> None:
        mine = catalog()
        mine.load()
        site = mine.current()
        if not site.view.head:
            raise CommandError(mine.health.trouble or "Nothing has been published here yet.")
        found = ruleset(site).match(query, locale, country)
        given = answer(found, locale, country, timezone.now(), site)
        explained = {"answer": given.model_dump(mode="json"), "explanation": found.to_dict()}
        self.stdout.write(json.dumps(explained, ensure_ascii=False, indent=2))
