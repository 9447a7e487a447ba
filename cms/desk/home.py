"""What needs me: the rows of the first page, each a link to where it is mended."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desk.content.lists import rows_for
from cms.desk.content.show import turn_in_words, waits_for_a_reader
from cms.desk.labels import object_labels
from cms.desk.log_now import log_now, site_now
from cms.desk.translate.board import kinds_seen_by
from cms.publishing.kinds import Kind
from cms.publishing.models import Change, Release
from cms.publishing.outlook import Outlook, Turn
from cms.translations.marks import State
from cms.translations.models import Mark
from cms.translations.names import language_name

STARTING_WITHIN = timedelta(days=7)
ENDING_WITHIN = timedelta(days=14)


class PanelRow(NamedTuple):
    """One thing to do: what it is, where it is done, and a word more."""

    text: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[PanelRow, ...]


Panel = Callable[[HttpRequest], Section | None]
"""A section of the first page, or None where the person has nothing to do with it."""


@dataclass(frozen=True)
class Plot:
    """What is looked at rather than read row by row: `template` draws `data`."""

    title: str
    template: str
    data: Any


Plotter = Callable[[HttpRequest], Plot | None]
"""A plot of the first page, or None where the person has nothing to do with it."""


def sections(request: HttpRequest, panels: Iterable[Panel]) -> list[Section]:
    """The sections that have rows, in order."""
    found = (panel(request) for panel in (*PANELS, *panels))
    return [section for section in found if section and section.rows]


def for_review(request: HttpRequest) -> Section | None:
    if not request.user.has_perm("publishing.approve_release"):
        return None
    user: Any = request.user
    waiting = Release.objects.in_review().without(user)
    unconfirmed = Release.objects.unconfirmed().without(user)
    return Section(
        _("For review"),
        (
            *(
                PanelRow(r.title, reverse("admin:release_review", args=[r.pk]), _waits(r))
                for r in waiting.prefetch_related("items")
            ),
            *(
                PanelRow(r.title, reverse("admin:entry", args=[r.entry.number]), _("confirm it"))
                for r in unconfirmed.select_related("entry")
            ),
        ),
    )


def mine(request: HttpRequest) -> Section:
    user: Any = request.user
    back = Release.objects.sent_back_to(user)
    drafts = Release.objects.filter(state=Release.State.DRAFT, created_by=user)
    in_review = Release.objects.in_review().filter(created_by=user).prefetch_related("items")
    return Section(
        _("My releases"),
        (
            *(
                PanelRow(r.title, reverse("admin:release", args=[r.pk]), _("sent back"))
                for r in back
            ),
            *(PanelRow(r.title, reverse("admin:release", args=[r.pk]), _("draft")) for r in drafts),
            *(
                PanelRow(r.title, reverse("admin:release", args=[r.pk]), _waits(r))
                for r in in_review
                if r.waits_in
            ),
        ),
    )


def _waits(release: Release) -> str:
    return waits_for_a_reader(release.waits_in) if release.waits_in else ""


def coming_and_going(request: HttpRequest) -> Section | None:
    if not request.user.has_perm("publishing.view_entry"):
        return None
    found = sorted(_soon(timezone.now()), key=lambda pair: pair[1].at)
    names = object_labels(key for key, _turn in found)
    return Section(
        _("Starting or changing within 7 days, ending within 14"),
        tuple(
            PanelRow(names[key].name, names[key].address, turn_in_words(turn))
            for key, turn in found
        ),
    )


def _soon(now: datetime) -> Iterator[tuple[str, Turn]]:
    """By what a visitor will see, unless the log goes on."""
    site = site_now((), now)
    outlook = Outlook(site, now)
    for key in site.history.items:
        for turn in outlook.turns(key):
            if turn.at <= now + (ENDING_WITHIN if turn.is_end else STARTING_WITHIN):
                yield key, turn


def stale(request: HttpRequest) -> Section:
    """Stale and missing translations by language and kind."""
    latest = (_latest(Change), _latest(Mark))
    rows, address = [], reverse("admin:translations")
    for kind in kinds_seen_by(request):
        for (language, state), count in _counts(kind, latest):
            text = _("%(count)d %(kind)s in %(language)s") % {
                "count": count,
                "kind": kind.model._meta.verbose_name_plural,
                "language": language_name(language),
            }
            note = _("stale") if state is State.STALE else _("missing")
            query = urlencode({"language": language, "kind": kind.name, "state": state})
            rows.append(PanelRow(text, f"{address}?{query}", note))
    return Section(_("Translations"), tuple(rows))


@lru_cache(maxsize=64)
def _counts(kind: Kind, _at: Hashable) -> tuple[tuple[tuple[str, State], int], ...]:
    """How many objects are stale, and missing, by language; counted anew after a change."""
    rows = rows_for(list(kind.model._default_manager.all())).values()
    counts = Counter(pair for row in rows for pair in row.languages if pair[1] is not State.OK)
    return tuple(sorted(counts.items()))


def blocked(request: HttpRequest) -> Section | None:
    if not request.user.has_perm("publishing.view_proposal"):
        return None
    rows = (PanelRow(target, reverse("admin:proposals")) for target in sorted(log_now().blocked))
    return Section(_("Blocked"), tuple(rows))


PANELS: tuple[Panel, ...] = (for_review, mine, coming_and_going, blocked, stale)


def _latest(model: type[Change | Mark]) -> Hashable:
    """Tells the newest row, also from one of the same number before a backup was restored."""
    return model._default_manager.order_by("pk").values_list("pk", "at").last()
