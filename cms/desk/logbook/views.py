"""The log in words, one entry, undo, and the second reviewer's confirmation."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desk.differences.items import ShownItem, documents_of, rows_between, rows_of_entry, shown
from cms.desk.log_now import log_now
from cms.desk.logbook.export import as_rows, json_pieces
from cms.desk.logbook.words import in_words
from cms.desk.screens import attempt, draw, person, screen, why
from cms.errors import Damaged, Refused
from cms.publishing.bodies import Item
from cms.publishing.chain import as_log_entry
from cms.publishing.log import Action, History
from cms.publishing.models import Entry, Release
from cms.publishing.undo import cannot_undo, undo, without
from cms.publishing.urgent import confirm
from cms.tables.download import download
from cms.tables.writers import CSV

ITEMS_PER_PAGE = 20
VIEW, UNDO, URGENT = (
    "publishing.view_entry",
    "publishing.undo_release",
    "publishing.publish_urgent",
)


@screen(VIEW, methods="GET")
def log(request: HttpRequest) -> HttpResponse:
    """Every entry, newest first."""
    page = Paginator(_asked_for(request), 50).get_page(request.GET.get("page"))
    return draw(
        request,
        "log.html",
        _("Log"),
        page=page,
        rows=[(entry, in_words(entry)) for entry in page],
        undone=log_now().undone,
        actions=[action.value for action in Action],
        asked=request.GET,
        may_export=request.user.has_perm("publishing.export_log"),
    )


@screen("publishing.export_log", methods="GET")
def log_export(request: HttpRequest) -> Any:
    """The asked-for entries with all that they hold, as CSV or JSON, for an auditor's own tools."""
    entries = _asked_for(request)
    if request.GET.get("format") != "json":
        return download(as_rows(entries), "log", CSV)
    response = StreamingHttpResponse(json_pieces(entries), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="log.json"'
    response["Cache-Control"] = "no-store"
    return response


@screen(VIEW, methods="GET")
def entry(request: HttpRequest, number: int) -> HttpResponse:
    it = get_object_or_404(Entry.objects.select_related("release"), pk=number)
    history = log_now()
    page = Paginator(_items(it), ITEMS_PER_PAGE).get_page(request.GET.get("page"))
    can_undo = it.action in (Action.RELEASE, Action.URGENT)
    user: Any = request.user
    return draw(
        request,
        "entry.html",
        _("Entry %(number)d") % {"number": it.number},
        entry=it,
        preview_scope=f"entry-{it.number}",
        words=in_words(it),
        page=page,
        shown=shown(rows_of_entry(it, list(page))),
        numbers=_numbers(it),
        is_undone=it.number in history.undone,
        may_undo=can_undo and it.number not in history.undone and user.has_perm(UNDO),
        may_confirm=_awaits_confirmation(it) and user.has_perm(URGENT),
    )


@dataclass(frozen=True)
class Return:
    """What an undo brings back for one object: the item that is live then, or nothing."""

    shown: ShownItem
    now: Item | None
    then: Item | None


@screen(UNDO)
def entry_undo(request: HttpRequest, number: int) -> HttpResponse:
    """Says what will be back and what stands in the way; a POST does it."""
    it = get_object_or_404(Entry, pk=number)
    reason = request.POST.get("reason", "").strip()
    if request.method == "POST":
        try:
            done = undo(it, by=person(request), reason=reason)
        except Refused as error:
            messages.error(request, why(error))
        else:
            messages.success(request, _("Undone. What was there before is back."))
            return HttpResponseRedirect(reverse("admin:entry", args=[done.number]))
    history = log_now()
    keys = sorted(as_log_entry(it).keys())
    page = Paginator(keys, ITEMS_PER_PAGE).get_page(request.GET.get("page"))
    return draw(
        request,
        "entry_undo.html",
        _("Undo entry %(number)d") % {"number": it.number},
        entry=it,
        words=in_words(it),
        obstacle=cannot_undo(it, history),
        page=page,
        returns=returns(it, history, list(page)),
        reason=reason,
    )


@screen(URGENT, methods="POST")
def entry_confirm(request: HttpRequest, number: int) -> HttpResponse:
    it = get_object_or_404(Entry, pk=number)
    return attempt(
        request,
        lambda: confirm(it, by=person(request)),
        done=_("Confirmed."),
        back=reverse("admin:entry", args=[it.number]),
    )


def returns(entry: Entry, history: History, keys: list[str]) -> list[Return]:
    """For objects of the entry: what is live now, and what would be after its undo."""
    now = timezone.now()
    before, after = (log.view(now).items for log in (history, without(entry, history)))
    items = [(before.get(key), after.get(key)) for key in keys]
    those = shown(rows_between(keys, items))
    return [Return(one, *pair) for one, pair in zip(those, items, strict=True)]


def _asked_for(request: HttpRequest) -> QuerySet[Entry]:
    entries = Entry.objects.select_related("release")
    if action := request.GET.get("action"):
        entries = entries.filter(action=action)
    if person := request.GET.get("by"):
        entries = entries.filter(by_name=person)
    if text := request.GET.get("q", "").strip():
        entries = entries.filter(Q(body__icontains=text) | Q(release__title__icontains=text))
    return entries


def _items(entry: Entry) -> list[Item]:
    with suppress(Damaged):
        return list(as_log_entry(entry).items())
    return []


def _numbers(entry: Entry) -> list[str]:
    """What visitors call or open by what was published urgently."""
    if entry.action != Action.URGENT:
        return []
    documents = documents_of(item.edition for item in _items(entry)).values()
    return [label for document in documents for _part, label in document.inner_parts()]


def _awaits_confirmation(entry: Entry) -> bool:
    return Release.objects.unconfirmed().filter(entry=entry).exists()
