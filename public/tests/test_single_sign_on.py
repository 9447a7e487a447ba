"""Signing in by OpenID Connect, in a real browser and with an issuer on this machine."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

CLAIMS = {"sub": "1", "email": "linh@example.org", "email_verified": True}


class Issuer(BaseHTTPRequestHandler):
    """Knows one person, and lets them in without a question."""

    claims = CLAIMS

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == "/authorize":
            given = parse_qs(asked.query)
            back = urlencode({"code": "x", "state": given["state"][0]})
            self.send_response(302)
            self.send_header("Location", f"{given['redirect_uri'][0]}?{back}")
            self.end_headers()
        elif asked.path == "/userinfo":
            self._answer(self.claims)
        else:
            here = f"http://{self.headers['Host']}"
            self._answer(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/userinfo",
                    "jwks_uri": f"{here}/keys",
                }
            )

    def do_POST(self) -> None:
        self._answer({"access_token": "x", "token_type": "Bearer"})

    def _answer(self, body: object) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_words: object) -> None:
        """Says nothing."""


@pytest.fixture
def issuer() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Issuer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    app = {
        "provider_id": "sso",
        "name": "The house",
        "client_id": "wellspring",
        "secret": "x",
        "settings": {"server_url": address},
    }
    providers = {"openid_connect": {"APPS": [app]}}
    with override_settings(SOCIALACCOUNT_PROVIDERS=providers, OIDC_SERVER_URL=address):
        yield address
    server.shutdown()
    thread.join()
    server.server_close()


def sign_in(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}{reverse('account_login')}")
    page.get_by_role("link", name="The house").click()
    page.wait_for_load_state()


@pytest.mark.django_db(transaction=True)
def test_an_account_with_the_same_address_is_signed_in(
    page: Page, live_server: LiveServer, issuer: str
) -> None:
    User.objects.create_superuser("linh", email="linh@example.org")
    sign_in(page, live_server)
    page.wait_for_url("**/admin/")


@pytest.mark.django_db(transaction=True)
def test_nobody_gets_an_account_by_it(page: Page, live_server: LiveServer, issuer: str) -> None:
    sign_in(page, live_server)
    assert "/admin/" not in page.url
    assert not User.objects.exists()
