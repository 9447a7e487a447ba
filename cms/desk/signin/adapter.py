"""How staff sign in; the pages and the second factor are allauth's."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest

from cms.desk.access import note_password


class StaffAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """An administrator makes the accounts."""
        return False

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """One's own: it is told like one that somebody else has set."""
        before = User.objects.get(pk=user.pk)
        super().set_password(user, password)
        note_password(before, by=user)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong tries count for one account from one address.

        So nobody can lock a colleague out by guessing at their name from elsewhere.
        """
        login = str(credentials.get("username", "")).casefold()
        return f"{login}:{self.get_client_ip(request)}"
