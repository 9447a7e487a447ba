"""What an auditor takes away holds all that the log holds."""

import csv
import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.publishing.block import block
from cms.publishing.compose import add_item, start_release
from cms.publishing.models import Entry
from cms.publishing.review import send_back
from cms.publishing.submit import submit
from tests.cast import approve_as_shown
from tests.desk.conftest import SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(cast: Any, guide: Any) -> Entry:
    """A release with a window that was sent back once; a block after it."""
    release = start_release(title="Autumn", by=cast.editor, reason="=1+1")
    ends = timezone.now() + timedelta(days=30)
    add_item(release, guide.object_key, by=cast.editor, ends_at=ends)
    submit(release, by=cast.editor)
    send_back(release, by=cast.reviewer, note="Say until when.")
    submit(release, by=cast.editor)
    entry = approve_as_shown(release, by=cast.reviewer2, languages=("en",))
    block(guide.object_key, by=cast.reviewer, reason="A mistake")
    return entry


@pytest.fixture
def auditor(cast: Any, signed_in: SignedIn) -> Client:
    return signed_in(cast.auditor)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_row_tells_items_windows_authors_and_reasons(auditor: Client, entry: Entry) -> None:
    content = auditor.get(reverse("admin:log_export"), {"action": "release"}).getvalue()
    (row,) = read(content.decode())
    item = entry.body["items"][0]
    assert row["title"] == "Autumn"
    assert row["reason"] == "'=1+1"
    assert row["authors"] == "editor editor2"
    assert (row["languages_read"], row["left_to_be_read"]) == ("en", "vi")
    assert row["items"] == f"guide:helping until {item['ends']}: edition {item['edition']} in en"
    assert "reviewer sent_back: Say until when." in row["notes"]
    assert row["by"] == "reviewer2"


def test_json_tells_each_entry_as_it_is_chained(auditor: Client, entry: Entry) -> None:
    response = auditor.get(reverse("admin:log_export"), {"format": "json"})
    told = {line["entry"]: line for line in json.loads(response.getvalue())}
    assert told[entry.number]["body"] == entry.body
    assert told[entry.number]["hash"] == entry.hash
    assert told[entry.number + 1]["reason"] == "A mistake"
    assert told[entry.number + 1]["previous"] == entry.hash


@pytest.mark.parametrize("name", ["csv", "json"])
def test_the_command_tells_the_same_oldest_first(auditor: Client, entry: Entry, name: str) -> None:
    out = StringIO()
    call_command("export_log", format=name, stdout=out)
    content = auditor.get(reverse("admin:log_export"), {"format": name}).getvalue().decode()
    load: Callable[[str], Any] = read if name == "csv" else json.loads
    assert load(out.getvalue()) == load(content)[::-1]


def test_a_log_without_entries_is_an_empty_list() -> None:
    out = StringIO()
    call_command("export_log", format="json", stdout=out)
    assert json.loads(out.getvalue()) == []


def test_who_may_not_export_finds_nothing(cast: Any, signed_in: SignedIn) -> None:
    assert signed_in(cast.editor).get(reverse("admin:log_export")).status_code == 404
