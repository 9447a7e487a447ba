"""The staff accounts of the demonstration."""

import secrets
from typing import NamedTuple

from django.contrib.auth.hashers import check_password, make_password
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
    """Makes what is missing of the accounts and gives all of them the password.

    It is one password, printed at each start: so it is hashed once, which takes a second.
    """
    hashed = _hashed(password)
    for account in ACCOUNTS:
        user, _created = User.objects.get_or_create(username=account.name)
        user.is_active = user.is_staff = True
        user.is_superuser = account.is_superuser
        user.password = hashed
        user.save()
        user.groups.set([Group.objects.get(name=account.role)])
        for language in account.languages:
            Assignment.objects.get_or_create(user=user, language=language)


def _hashed(password: str) -> str:
    """As it is kept already, where it is the same: whoever is signed in stays so."""
    kept = User.objects.filter(username=ACCOUNTS[0].name).values_list("password", flat=True).first()
    return kept if kept and check_password(password, kept) else make_password(password)
