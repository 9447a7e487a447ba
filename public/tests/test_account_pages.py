"""The pages for signing in, in a real browser: they look like the desk and work for everyone."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import accessibility_problems

PASSWORD = "plain old tests only"
ENTRANCE = ("account_login", "account_signup", "account_inactive", "account_reset_password")
OWN = (
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "socialaccount_connections",
    "account_logout",
)
PROTECTED = (
    "mfa_index",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_list_webauthn",
)
LOOKS = [
    pytest.param((language, scheme, width), id=f"{language}-{scheme}-{width}")
    for language, scheme, width in (
        ("en", "light", 1280),
        ("en", "dark", 320),
        ("ar", "light", 320),
        ("ar", "dark", 1280),
    )
]


@pytest.fixture
def linh(transactional_db: None) -> User:
    return User.objects.create_superuser("linh", password=PASSWORD)


@pytest.fixture
def screen(
    browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A browser of one language, colour scheme and width; nothing may be said on its console."""
    look: Any = request.param
    language, scheme, width = look
    context = browser.new_context(
        base_url=live_server.url,
        locale=language,
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
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


def troubles(page: Page, name: str) -> list[str]:
    page.goto(reverse(name))
    assert page.url.endswith(reverse(name))
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    sideways = [f"{width}px too wide"] if width > 0 else []
    return [f"{name}: {trouble}" for trouble in (*sideways, *accessibility_problems(page))]


@pytest.mark.parametrize("screen", LOOKS, indirect=True)
def test_the_pages_before_signing_in_are_for_everyone(screen: Page) -> None:
    assert [trouble for name in ENTRANCE for trouble in troubles(screen, name)] == []


@pytest.mark.parametrize("screen", LOOKS, indirect=True)
def test_the_pages_of_ones_own_account_are_for_everyone(screen: Page, linh: User) -> None:
    sign_in(screen)
    assert [trouble for name in OWN for trouble in troubles(screen, name)] == []


@pytest.mark.parametrize("screen", LOOKS, indirect=True)
def test_the_pages_of_a_protected_account_are_for_everyone(screen: Page, linh: User) -> None:
    sign_in(screen)
    TOTP.activate(linh, generate_totp_secret())
    RecoveryCodes.activate(linh)
    WebAuthn.add(linh, "The key on my ring", {"id": "key"})
    assert [trouble for name in PROTECTED for trouble in troubles(screen, name)] == []
