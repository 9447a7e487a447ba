"""Everything that happened to one object, in words, and the states that it had."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import CharField, Q, QuerySet, Value
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.desk.content.columns_in_words import columns_in_words
from cms.desk.log_now import log_now
from cms.desk.logbook.words import in_words
from cms.errors import Damaged
from cms.publishing.bodies import Item
from cms.publishing.chain import as_log_entry
from cms.publishing.documents import Document
from cms.publishing.freeze import document_of, open_if_whole
from cms.publishing.kinds import kind_of
from cms.publishing.log import Action, History
from cms.publishing.models import (
    Change,
    Edition,
    Entry,
    ReleaseItem,
    ReleaseNote,
    WorkingCopy,
)

PER_PAGE = 30
NOW = "now"
"""Names the state that the working copy is in."""


@dataclass(frozen=True, kw_only=True)
class State:
    """What the object said once: `name` stands for it in an address."""

    name: str
    document: Document
    words: str
    """Who made it so, and when, as a note keeps it: in UTC."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line of the history. `state` names what the object said after it; '' where not kept."""

    at: datetime
    by: str
    words: str
    state: str = ""
    item: Item | None = None
    entry: int | None = None
    is_undone: bool = False


class Line(NamedTuple):
    """Where an event is stored."""

    at: datetime
    id: int
    source: str


def history_of(
    thing: WorkingCopy, number: str | None, *, with_reviews: bool
) -> tuple[Page[Any], list[Event]]:
    """A page of the events of the object, the newest first, in a fixed number of queries.

    `with_reviews` adds what was said in its releases.
    """
    page = Paginator(_lines(thing, with_reviews=with_reviews), PER_PAGE).get_page(number)
    lines = [Line(*row) for row in page]
    read: dict[str, Callable[[str, list[int]], Mapping[int, Event]]] = {
        "save": _saves,
        "entry": _entries,
        "note": _notes,
        "review": _reviews,
    }
    found = {
        source: of(thing.object_key, [line.id for line in lines if line.source == source])
        for source, of in read.items()
    }
    events = (found[line.source].get(line.id) for line in lines)
    return page, [event for event in events if event is not None]


def state_of(thing: WorkingCopy, name: str) -> State | None:
    """The state of the object with that name; None where there is none, or it was not kept."""
    if name == NOW:
        words = _("as it is stored now")
        return State(name=NOW, document=document_of(thing.object_key), words=words)
    source, _dash, which = name.partition("-")
    if not which.isdecimal() or source not in ("save", "entry"):
        return None
    return (_saved if source == "save" else _published)(thing.object_key, int(which))


def _lines(thing: WorkingCopy, *, with_reviews: bool) -> QuerySet[Any, Any]:
    key = thing.object_key
    releases = ReleaseItem.objects.filter(key=key).values("release")
    reviews = ReleaseNote.objects.filter(release__in=releases, at__isnull=False)
    saves = _told(Change.objects.filter(key=key), "at", "id", "save")
    entries = _told(_entries_about(key), "at", "number", "entry")
    notes = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(thing), object_id=str(thing.pk)
    )
    told = [entries, _told(notes, "action_time", "id", "note")]
    told += [_told(reviews, "at", "id", "review")] if with_reviews else []
    whole = saves.union(*told, all=True)
    return whole.order_by("-at", "-id")


def _told(rows: QuerySet[Any], at: str, id_: str, source: str) -> QuerySet[Any, Any]:
    named: QuerySet[Any, Any] = rows.annotate(source=Value(source, output_field=CharField()))
    return named.order_by().values_list(at, id_, "source")


def _entries_about(key: str) -> QuerySet[Entry]:
    """The entries that touched the object, or something in it. The log is read for what published
    it; only the other entries, which are short, are searched."""
    published = {item.entry for item in log_now().items.get(key, ())}
    others = ~Q(action__in=(Action.RELEASE, Action.URGENT))
    named = Q(body__icontains=f'"{key}"') | Q(body__icontains=f'"{key}#')
    confirms = Q(action=Action.CONFIRM, body__entry__in=sorted(published))
    return Entry.objects.filter(Q(number__in=published) | others & named | confirms)


def _saves(key: str, ids: Iterable[int]) -> dict[int, Event]:
    changes = Change.objects.filter(pk__in=ids).select_related("by").defer("payload")
    with_payload = Change.objects.filter(pk__in=ids, payload__isnull=False)
    kept = set(with_payload.values_list("pk", flat=True))
    frozen = Edition.objects.filter(pk__in=[change.digest for change in changes])
    whole = set(frozen.filter(payload__isnull=False).values_list("pk", flat=True))
    there = {change.pk for change in changes if change.pk in kept or change.digest in whole}
    return {
        change.pk: Event(
            at=change.at,
            by=change.by.get_username(),
            words=_in_words(key, change, is_kept=change.pk in there),
            state=f"save-{change.pk}" if change.pk in there else "",
        )
        for change in changes
    }


def _in_words(key: str, change: Change, *, is_kept: bool) -> str:
    """How it was changed, where that was not by its form, and what."""
    fields = columns_in_words(key, change.fields)
    changed = _("Changed: %(fields)s.") % {"fields": fields} if fields else ""
    told = " ".join(filter(None, (change.note, changed))) or _("Saved.")
    is_lost = kind_of(key).keeps_states and not is_kept
    return f"{told} {_('What it said then is not kept.')}" if is_lost else told


def _entries(key: str, numbers: Iterable[int]) -> dict[int, Event]:
    log = log_now()
    return {e.number: _entry(e, key, log) for e in Entry.objects.filter(pk__in=numbers)}


def _entry(entry: Entry, key: str, log: History) -> Event:
    item = next(iter(_items(entry, key)), None)
    is_kept = item is not None and item.edition is not None and item.edition not in log.erased
    return Event(
        at=entry.at,
        by=entry.by_name,
        words=_published_in_words(entry, item) if item is not None else in_words(entry),
        state=f"entry-{entry.number}" if is_kept else "",
        item=item,
        entry=entry.number,
        is_undone=entry.number in log.undone,
    )


def _published_in_words(entry: Entry, item: Item) -> str:
    """What a release did to this one object."""
    if entry.action == Action.URGENT:
        return _("published urgently: %(reason)s") % {"reason": entry.body.get("reason", "")}
    said = _("published by “%(title)s”") if item.edition else _("taken down by “%(title)s”")
    return said % {"title": entry.body.get("title", "")}


def _notes(_key: str, ids: Iterable[int]) -> dict[int, Event]:
    """What Django's admin keeps: of saves that changed nothing of the document."""
    return {
        row.pk: Event(
            at=row.action_time,
            by=str(row.user),
            words=row.get_change_message() or str(row),
        )
        for row in LogEntry.objects.filter(pk__in=ids).select_related("user")
    }


def _reviews(_key: str, ids: Iterable[int]) -> dict[int, Event]:
    return {
        note.pk: Event(
            at=note.at or note.release.created_at,
            by=note.by.get_username() if note.by else "",
            words=_review_in_words(note),
        )
        for note in ReleaseNote.objects.filter(pk__in=ids).select_related("by", "release")
    }


def _review_in_words(note: ReleaseNote) -> str:
    said = _("%(step)s, in the release “%(title)s”: %(text)s")
    silent = _("%(step)s, in the release “%(title)s”")
    told = {"step": note.get_step_display(), "title": note.release, "text": note.text}
    return (said if note.text else silent) % told


def _saved(key: str, number: int) -> State | None:
    change = Change.objects.filter(pk=number, key=key).select_related("by").first()
    if change is None:
        return None
    document = open_if_whole(change) or open_if_whole(
        Edition.objects.filter(pk=change.digest).first()
    )
    words = _("as %(who)s saved it on %(when)s") % _signed(change.by.get_username(), change.at)
    return State(name=f"save-{number}", document=document, words=words) if document else None


def _published(key: str, number: int) -> State | None:
    entry = Entry.objects.filter(pk=number).first()
    for item in _items(entry, key) if entry else ():
        if entry and (document := open_if_whole(Edition.objects.filter(pk=item.edition).first())):
            words = _("as entry %(entry)d published it on %(when)s")
            signed = _signed(entry.by_name, entry.at) | {"entry": number}
            return State(name=f"entry-{number}", document=document, words=words % signed)
    return None


def _items(entry: Entry, key: str) -> list[Item]:
    with suppress(Damaged):
        return [item for item in as_log_entry(entry).items() if item.key == key]
    return []


def _signed(who: str, at: datetime) -> dict[str, Any]:
    return {"who": who, "when": date_format(at.astimezone(UTC), "j M Y, H:i") + " UTC"}
