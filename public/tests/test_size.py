"""The first view of every page fits into the first packets of a connection."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.public import LANGUAGES, PAGES

MOST_BYTES = 14_336

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_styles_and_script_fit_together(client: Client, language: str) -> None:
    sizes = {}
    for path in PAGES:
        answer = client.get(f"/{language}/{path}", headers={"Accept-Encoding": "gzip"})
        text = gzip.decompress(answer.content).decode()
        sizes[path] = len(answer.content) + _styles(client, text) + _scripts(text)
    assert {path: size for path, size in sizes.items() if size > MOST_BYTES} == {}


def test_pictures_wait_and_have_their_place(client: Client) -> None:
    for path in PAGES:
        text = client.get(f"/en/{path}").content.decode()
        main = text[text.index("<main") :]
        for tag in re.findall(r"<img[^>]*>", main):
            assert 'width="' in tag
            assert 'height="' in tag
            assert 'loading="lazy"' in tag
            assert ' alt="' in tag


def _styles(client: Client, text: str) -> int:
    addresses = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
    packed = {"Accept-Encoding": "gzip"}
    return sum(len(client.get(address, headers=packed).content) for address in addresses)


def _scripts(text: str) -> int:
    names = re.findall(r'<script src="/static/([^"]+)"', text)
    paths = [Path(str(finders.find(name))) for name in names]
    return sum(len(gzip.compress(path.read_bytes())) for path in paths)
