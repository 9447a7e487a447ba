"""The pages for signing in, in a real browser: they look like the desk and work for everyone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser import Look, NewWindow, troubles

pytestmark = pytest.mark.anywhere

PASSWORD = "plain old tests only"
ENTRANCE = ("account_login", "account_inactive", "account_reset_password")
OWN = (
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "account_change_password",
    "account_reauthenticate",
    "account_logout",
)
PROTECTED = (
    "mfa_index",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_list_webauthn",
)
LOOKS: dict[str, tuple[Look, ...]] = {
    "en": ((1280, "light"), (320, "dark")),
    "ar": ((320, "light"), (1280, "dark")),
}


@pytest.fixture
def linh(transactional_db: None) -> User:
    return User.objects.create_superuser("linh", password=PASSWORD)


@dataclass
class Screen:
    """A browser of one language, looked at in each of its looks."""

    page: Page
    looks: tuple[Look, ...]

    def troubles(self, names: Iterable[str]) -> list[str]:
        found: list[str] = []
        for name in names:
            self.page.goto(reverse(name))
            assert self.page.url.endswith(reverse(name))
            found += troubles(self.page, self.looks)
        return found


@pytest.fixture(params=LOOKS)
def screen(new_window: NewWindow, request: pytest.FixtureRequest) -> Iterator[Screen]:
    """Nothing may be said on its console."""
    page = new_window(locale=request.param).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield Screen(page, LOOKS[request.param])
    assert said == []


def sign_in(page: Page) -> None:
    """With the password asked for once more, as it is before a second factor is changed."""
    for name in ("account_login", "account_reauthenticate"):
        page.goto(f"{reverse(name)}?next={reverse('mfa_index')}")
        if name == "account_login":
            page.fill("[name=login]", "linh")
        page.fill("[name=password]", PASSWORD)
        page.click("main .desk-form button[type=submit]:not([form])")
        page.wait_for_url(f"**{reverse('mfa_index')}")


def test_the_pages_before_signing_in_are_for_everyone(screen: Screen) -> None:
    assert screen.troubles(ENTRANCE) == []


def test_the_pages_of_ones_own_account_are_for_everyone(screen: Screen, linh: User) -> None:
    sign_in(screen.page)
    assert screen.troubles(OWN) == []


def test_the_pages_of_a_protected_account_are_for_everyone(screen: Screen, linh: User) -> None:
    sign_in(screen.page)
    TOTP.activate(linh, generate_totp_secret())
    RecoveryCodes.activate(linh)
    WebAuthn.add(linh, "The key on my ring", {"id": "key"})
    assert screen.troubles(PROTECTED) == []
