"""The log for an auditor's own tools: all that each entry holds, as rows or as JSON."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from typing import Any

from django.db.models import QuerySet

from cms.desk.logbook.words import in_words
from cms.publishing.models import Entry, ReleaseNote
from cms.tables.writers import CSV

COLUMNS = (
    "entry",
    "at",
    "by",
    "action",
    "what",
    "hash",
    "title",
    "reason",
    "authors",
    "languages_read",
    "left_to_be_read",
    "items",
    "reasons",
    "notes",
)
_CHUNK = 200


def as_rows(entries: QuerySet[Entry]) -> Iterator[tuple[str, ...]]:
    """A row an entry, after the names of the columns. What there are several of has a line each."""
    yield COLUMNS
    for entry in _with_threads(entries):
        told = as_json(entry)
        body = told["body"]
        yield (
            str(entry.number),
            told["at"],
            entry.by_name,
            entry.action,
            told["what"],
            entry.hash,
            str(body.get("title", "")),
            told["reason"],
            " ".join(body.get("authors", ())),
            " ".join(body.get("languages_read", ())),
            " ".join(body.get("waiting", ())),
            "\n".join(map(_item, body.get("items", ()))),
            "\n".join("{finding} ({key}): {reason}".format(**r) for r in body.get("reasons", ())),
            "\n".join("{at} {by} {step}: {text}".format(**note) for note in told["notes"]),
        )


def as_json(entry: Entry) -> dict[str, Any]:
    """All that the entry holds, with what was said in its release. `body` is as it is chained."""
    release = entry.release
    body: Any = entry.body if isinstance(entry.body, dict) else {}
    return {
        "entry": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(),
        "by": entry.by_name,
        "action": entry.action,
        "what": in_words(entry),
        "reason": body.get("reason") or (release.reason if release else ""),
        "release": entry.release_id,
        "body": entry.body,
        "notes": [_note(note) for note in release.notes.all()] if release else [],
        "previous": entry.previous,
        "hash": entry.hash,
    }


def csv_pieces(entries: QuerySet[Entry]) -> Iterator[bytes]:
    return CSV.write(as_rows(entries))


def json_pieces(entries: QuerySet[Entry]) -> Iterator[bytes]:
    """A list of all of them, one a line."""
    before = "[\n"
    for entry in _with_threads(entries):
        yield (before + json.dumps(as_json(entry), ensure_ascii=False)).encode()
        before = ",\n"
    yield b"\n]\n" if before.startswith(",") else b"[]\n"


FORMATS: dict[str, Callable[[QuerySet[Entry]], Iterator[bytes]]] = {
    "csv": csv_pieces,
    "json": json_pieces,
}


def _with_threads(entries: QuerySet[Entry]) -> Iterable[Entry]:
    told = entries.select_related("release").prefetch_related("release__notes__by")
    return told.iterator(chunk_size=_CHUNK)


def _item(item: dict[str, Any]) -> str:
    """`guide:a from 2026-12-01T02:00:00+00:00 until ...: edition 1f... in en vi`."""
    ends = (("from", item.get("starts")), ("until", item.get("ends")))
    window = "".join(f" {word} {instant}" for word, instant in ends if instant)
    if not item.get("edition"):
        return f"{item['key']}{window}: taken down"
    languages = " ".join(item.get("languages", ()))
    return f"{item['key']}{window}: edition {item['edition']} in {languages}"


def _note(note: ReleaseNote) -> dict[str, str]:
    return {
        "at": note.at.astimezone(UTC).isoformat() if note.at else "",
        "by": note.by.get_username() if note.by else "",
        "step": note.step,
        "text": note.text,
    }
