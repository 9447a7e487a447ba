"""A passkey, from adding it to signing in with it, on a device that the browser makes up."""

import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

PASSWORD = "plain old tests only"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_added_and_signs_in_without_a_password(
    page: Page, live_server: LiveServer
) -> None:
    User.objects.create_superuser("linh", password=PASSWORD)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    # The server of the tests speaks plain HTTP.
    with override_settings(MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN=True):
        page.goto(f"{live_server.url}{reverse('account_login')}?next={reverse('mfa_add_webauthn')}")
        page.fill("[name=login]", "linh")
        for _sign_in_then_still_you in range(2):
            page.fill("[name=password]", PASSWORD)
            page.click("main .desk-form button.button")
        page.check("[name=passwordless]")
        page.get_by_role("button", name="Add").click()
        page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")

        page.context.clear_cookies()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{live_server.url}{reverse('account_login')}")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url("**/admin/")
