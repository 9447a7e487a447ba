"""The staff accounts of the demonstration."""

import secrets
from typing import NamedTuple

from django.contrib.auth.models import Group, User
from django.db import transaction

from cms.translations.models import Assignment


class Account(NamedTuple):
    name: str
    role: str
    languages: tuple[str, ...] = ()
    is_superuser: bool = False


ACCOUNTS = (
    Account("admin", "Administrator", is_superuser=True),
    Account("editor", "Editor"),
    Account("editor2", "Editor"),
    Account("translator", "Translator", languages=("vi",)),
    Account("reviewer", "Reviewer"),
    Account("reviewer2", "Reviewer"),
    Account("auditor", "Auditor"),
)


def new_password() -> str:
    return secrets.token_urlsafe(9)


@transaction.atomic
def make_accounts(password: str) -> None:
    """Makes what is missing of the accounts and gives all of them the password."""
    for account in ACCOUNTS:
        user, _created = User.objects.get_or_create(username=account.name)
        user.is_active = user.is_staff = True
        user.is_superuser = account.is_superuser
        if not user.check_password(password):
            user.set_password(password)
        user.save()
        user.groups.set([Group.objects.get(name=account.role)])
        for language in account.languages:
            Assignment.objects.get_or_create(user=user, language=language)
