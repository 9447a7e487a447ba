"""What machines read: sitemap, robots.txt, and the mirror of files."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.test import Client

from cms.publishing.catalog import Catalog
from public.mirror import write_mirror
from tests.public import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]

NOVEMBER = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
# Whether a page exists depends on the country but not on the language: so each of the markets
# is walked through in one language, and each language through some of them. Of the countries that
# are no market, which have the same pages, two are: one with an emergency number, one without.
COUNTRIES = (*project.MARKETS, "NG", "MA")
SPOKEN = {code: LANGUAGES[n % len(LANGUAGES)] for n, code in enumerate(COUNTRIES)}


@pytest.mark.usefixtures("seeded")
def test_every_place_of_the_sitemap_exists_in_all_languages(client: Client) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    places = [str(found.text) for found in tree.iter(f"{PLACE}loc")]
    assert len(places) == len(set(places)) > 200
    for place in places[::7]:
        assert client.get(place.removeprefix("http://testserver")).status_code == 200
    for found in tree.iter(f"{PLACE}url"):
        assert [link.get("hreflang") for link in found.iter(LINK)] == ["en", "vi", "id", "ar"]


@pytest.mark.usefixtures("seeded")
def test_no_public_page_has_a_broken_link(client: Client) -> None:
    """All pages in all languages, and all pages of each country in one of them."""
    known: set[str] = set()
    waiting, broken = {f"/{code}/" for code in LANGUAGES}, []
    while waiting:
        address = waiting.pop()
        known.add(address)
        answer = client.get(address)
        if answer.status_code != 200:
            broken.append(address)
        elif address[1:3] in LANGUAGES:
            found = re.findall(r'(?:href|src)="(/[^"#]*)', answer.content.decode())
            waiting |= {a.replace("&amp;", "&") for a in found if _is_followed(a)} - known
        # A file that is not sent to its end holds a place of the few that files have.
        answer.close()
    assert broken == []
    assert {(a[1:3], _country_of(a)) for a in known if _country_of(a)} == {
        (language, code) for code, language in SPOKEN.items()
    }
    assert len(known) > 1400


def test_crawlers_are_kept_out_of_the_desk(client: Client, settings: Any) -> None:
    settings.DEMO = False
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "X-Robots-Tag" not in client.get("/en/").headers


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("security@wellspring.example", "Contact: mailto:security@wellspring.example"),
        ("https://wellspring.example/report", "Contact: https://wellspring.example/report"),
    ],
)
def test_a_weakness_can_be_told(client: Client, settings: Any, contact: str, line: str) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = contact
    with time_machine.travel(NOVEMBER, tick=False):
        lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    canonical = "Canonical: http://testserver/.well-known/security.txt"
    assert lines == [line, "Expires: 2027-02-21T12:00:00+00:00", canonical]


def test_the_demonstration_is_for_nobody_to_find(client: Client, settings: Any) -> None:
    settings.DEMO = True
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    for address in ("/en/", "/vi/guides/", "/en/nowhere/"):
        answer = client.get(address)
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "findahelpline.com" in answer.content.decode()
        assert '<meta name="robots" content="noindex">' in answer.content.decode()
    text = client.get("/en/").content.decode()
    assert "Demonstration content; numbers not verified" in text


def test_the_mirror_stands_alone(tmp_path: Path, seeded: Catalog) -> None:
    pages = write_mirror(tmp_path, seeded.current(), NOVEMBER, "http://testserver")
    assert pages > 300
    broken = set()
    for path in tmp_path.rglob("*.html"):
        text = path.read_text()
        for address in re.findall(r'(?:href|src|action|poster)="(/[^"?#]*)', text):
            target = tmp_path / address.lstrip("/")
            if not (target.is_file() or (target / "index.html").is_file()):
                broken.add(address)
    assert broken == set()


def test_the_mirror_says_when_it_was_made_and_nothing_of_now(
    tmp_path: Path, seeded: Catalog
) -> None:
    write_mirror(tmp_path, seeded.current(), NOVEMBER, "http://testserver")
    text = (tmp_path / "en/help/VN/index.html").read_text()
    assert "A copy made on November 23, 2026." in text
    assert "Its numbers are to be used until" in text
    assert "Wednesday – Sunday: 13:00–20:30" in text
    assert "Opens" not in text
    assert "<form" not in text


def test_a_mirror_is_not_written_over_something_else(tmp_path: Path, seeded: Catalog) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(CommandError, match="not empty"):
        call_command("export_site", tmp_path, "--origin", "http://testserver")


def test_a_mirror_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nothing is published"):
        call_command("export_site", tmp_path / "new", "--origin", "http://testserver")


def test_a_mirror_says_only_where_it_may_be(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ALLOWED_HOSTS"):
        call_command("export_site", tmp_path / "new", "--origin", "https://other.example")


def _is_followed(address: str) -> bool:
    country = _country_of(address)
    return "/static/" not in address and (not country or SPOKEN.get(country) == address[1:3])


def _country_of(address: str) -> str:
    found = re.search(r"/help/([A-Z]{2})/|country=([A-Z]{2})", address)
    return found[1] or found[2] if found else ""
