"""How staff sign in; the pages and the second factor are allauth's."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """An administrator makes the accounts."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong tries count for one account from one address.

        So nobody can lock a colleague out by guessing at their name from elsewhere.
        """
        login = str(credentials.get("username", "")).casefold()
        return f"{login}:{self.get_client_ip(request)}"
