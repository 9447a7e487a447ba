"""Every entry of the log is said in words, also one that this version can't read."""

from typing import Any

import pytest
from django.utils import timezone

from cms.desk.logbook.words import in_words
from cms.publishing.models import Entry

ITEMS = [{"key": f"guide:{name}", "edition": None} for name in "abcdefg"]
SAID: dict[str, tuple[dict[str, Any], str]] = {
    "release": (
        {"title": "Autumn", "items": [*ITEMS, {"key": "guide:x", "edition": "1", "kept": True}]},
        "published “Autumn”, 7 objects: guide:a, guide:b, guide:c, guide:d, guide:e, and 2 more",
    ),
    "urgent": (
        {"items": ITEMS[:1], "reason": "Wrong."},
        "published urgently: guide:a: Wrong.",
    ),
    "confirm": ({"entry": 4}, "confirmed the urgent entry 4"),
    "undo": ({"entry": 4, "reason": "Wrong."}, "undid entry 4: Wrong."),
    "block": ({"target": "guide:a", "reason": "Wrong."}, "blocked guide:a: Wrong."),
    "lift": ({"target": "guide:a", "reason": "Mended."}, "lifted the block of guide:a: Mended."),
    "check": (
        {"keys": ["h:a"], "how": "Called", "checked_on": "2026-11-01", "due_on": "2027-05-01"},
        "checked h:a (Called); next check due 2027-05-01",
    ),
    "switch": (
        {"market": "VN", "is_on": False, "reason": "Misfiring."},
        "switched interventions in VN off: Misfiring.",
    ),
    "erase": (
        {"edition": "f" * 64, "keys": ["guide:a"], "reason": "Asked for."},
        "erased an edition of guide:a: Asked for.",
    ),
    "pin": ({}, "Entry 1 of the log can't be read by this version."),
}


@pytest.mark.parametrize("action", SAID)
def test_what_an_entry_did_is_said_in_words(action: str) -> None:
    body, words = SAID[action]
    assert in_words(Entry(number=1, action=action, at=timezone.now(), body=body)) == words
