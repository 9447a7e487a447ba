"""`manage.py forget_second_factor NAME`: for somebody who lost their phone, keys and codes."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Removes a person's second factor, so that they set up a new one when they sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        person = get_user_model()._default_manager.filter(username=name).first()
        if person is None:
            raise CommandError(f"Nobody is called {name}.")
        Authenticator.objects.filter(user=person).delete()
        self.stdout.write(f"{name} sets up a second factor anew. Make sure that it was them.")
