"""How much of every object is missing, stale or right in each language: oldest work first."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Max, Model, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from cms.desk.content.people import may_mark
from cms.desk.permissions import permission_for
from cms.publishing.kinds import Kind, all_kinds
from cms.publishing.models import Change, WorkingCopy
from cms.translations.columns import column, languages, translated_fields
from cms.translations.marks import State, count_states, marks_of
from cms.translations.texts import parts_of, passages_of


@dataclass(frozen=True, kw_only=True)
class BoardCell:
    """One object in one language; `address` is its form with that language's fields in view."""

    language: str
    counts: Counter[State]
    address: str

    @property
    def is_open(self) -> bool:
        return bool(self.counts[State.MISSING] or self.counts[State.STALE])


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """One object. `since` is when its source last changed: so long its translations wait."""

    key: str
    name: str
    kind: str
    since: datetime
    cells: tuple[BoardCell, ...]

    @property
    def is_open(self) -> bool:
        return any(cell.is_open for cell in self.cells)


def targets() -> list[str]:
    """The languages that are translated into."""
    return [code for code in languages() if code != settings.LANGUAGE_CODE]


def kinds_seen_by(request: HttpRequest) -> list[Kind]:
    """The kinds with translated texts that the person may look at."""
    return [
        kind
        for kind in all_kinds()
        if any(translated_fields(kind.model))
        and request.user.has_perm(permission_for("view", kind.model))
        and _form_of(kind.model, 0)
    ]


def kinds_written_by(person: User | AnonymousUser | None, language: str) -> list[Kind]:
    """The kinds whose texts, those of their parts included, the person may write in a language."""
    if person is None or language not in targets():
        return []
    request = HttpRequest()
    request.user = person
    return [
        kind
        for kind in kinds_seen_by(request)
        if all(
            language in may_mark(request, model)
            for model in (kind.model, *(part for part, _link in parts_of(kind.model)))
        )
    ]


def board(kinds: Iterable[Kind], shown: Iterable[str]) -> list[BoardRow]:
    """A line for each object that has texts, in a number of queries that does not grow."""
    shown = tuple(shown)
    objects = {kind.name: list[Any](kind.model._default_manager.all()) for kind in kinds}
    keys = {thing.object_key for things in objects.values() for thing in things}
    marks, since = marks_of(keys), _source_changes()
    lines = []
    for things in objects.values():
        passages = passages_of(things)
        for thing in things:
            key = thing.object_key
            counts = count_states(passages[thing.pk], marks[key])
            if counts:
                cells = tuple(_cells(thing, counts, shown))
                when = since.get(key, thing.changed_at)
                lines.append(_line(thing, key, when, cells))
    return sorted(lines, key=lambda line: (line.since, line.key))


def _line(thing: WorkingCopy, key: str, since: datetime, cells: tuple[BoardCell, ...]) -> BoardRow:
    word = str(type(thing)._meta.verbose_name)
    return BoardRow(key=key, name=_name_of(thing), kind=word, since=since, cells=cells)


def _cells(
    thing: WorkingCopy, counts: dict[str, Counter[State]], shown: Iterable[str]
) -> Iterator[BoardCell]:
    form = _form_of(type(thing), thing.pk)
    for language in shown:
        address = f"{form}?language={language}"
        yield BoardCell(language=language, counts=counts[language], address=address)


def _source_changes() -> dict[str, datetime]:
    """When the source of each object was last written, as far as that was recorded."""
    ending = f'{column("", settings.LANGUAGE_CODE)}"'
    changes: Any = Change.objects.annotate(named=Cast("fields", TextField()))
    latest = changes.filter(named__contains=ending).values("key").annotate(last=Max("at"))
    return dict(latest.values_list("key", "last"))


def _name_of(thing: WorkingCopy) -> str:
    """The first translated text in the source language is what an object is called by."""
    field = next(translated_fields(type(thing)))
    return getattr(thing, column(field, settings.LANGUAGE_CODE)) or str(thing)


def _form_of(model: type[Model], pk: int) -> str:
    opts = model._meta
    try:
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[pk])
    except NoReverseMatch:
        return ""
