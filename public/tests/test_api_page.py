"""The page of the API's docs: all of the description, by the site's own means."""

import re
from typing import Any

from django.test import Client

from public.headers import PUBLIC_DEFAULTS

ADDRESS = "/api/v1/docs"


def test_the_page_names_every_address_field_and_answer(client: Client) -> None:
    page = client.get(ADDRESS)
    said = page.content.decode()
    described: Any = client.get("/api/v1/openapi.json").json()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}</code></h2>" in said
            assert all(f"<li>{status} " in said for status in operation["responses"])
            for one in operation.get("parameters", ()):
                assert f"<code>{one['name']}</code>" in said
    for name, model in described["components"]["schemas"].items():
        assert f'<h2 id="{name}">' in said
        for field in model.get("properties", ()):
            assert f"<code>{field}</code>" in said


def test_no_link_on_it_leads_nowhere_and_nothing_comes_from_elsewhere(client: Client) -> None:
    page = client.get(ADDRESS)
    said = page.content.decode()
    anchors = set(re.findall(r' id="([^"]+)"', said))
    links = set(re.findall(r'(?:href|src)="([^"]+)"', said))
    assert {link[1:] for link in links if link.startswith("#")} <= anchors
    others = {link for link in links if not link.startswith("#")}
    assert all(client.get(link).status_code == 200 for link in others)
    assert all(link.startswith("/") and not link.startswith("//") for link in others)
    assert "<script" not in said
    assert not re.search(r'\sstyle=| on\w+="', said)
    policy = "Content-Security-Policy"
    assert page.headers[policy] == PUBLIC_DEFAULTS[policy]
    assert not page.cookies
