"""Putting a release together, submitting it, taking it back."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desk.differences.items import rows_of, shown, taken_out_since
from cms.desk.labels import object_labels
from cms.desk.log_now import log_now
from cms.desk.releases.forms import (
    ChooseReleaseForm,
    DaysForm,
    ItemForm,
    NewItemForm,
    NoteForm,
    ReleaseForm,
    an_object,
)
from cms.desk.screens import attempt, draw, person, screen, why
from cms.errors import Refused
from cms.publishing import compose
from cms.publishing.findings import Finding
from cms.publishing.models import Release, ReleaseItem
from cms.publishing.plan import planned_findings
from cms.publishing.planned import planned_release
from cms.publishing.projected import scheduled_later
from cms.publishing.submit import close, submit, take_back
from cms.publishing.thread import say

ITEMS_PER_PAGE = 20
VIEW, CHANGE, SUBMIT = (
    "publishing.view_release",
    "publishing.change_release",
    "publishing.submit_release",
)


def address_of(release: Release) -> str:
    return reverse("admin:release", args=[release.pk])


@screen(VIEW)
def release_list(request: HttpRequest) -> HttpResponse:
    """Every release, and a form that starts a new one."""
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            release = compose.start_release(by=person(request), **form.cleaned_data)
        except Refused as error:
            messages.error(request, why(error))
        else:
            return HttpResponseRedirect(address_of(release))
    state = request.GET.get("state", "")
    releases = Release.objects.select_related("created_by", "entry").prefetch_related("items")
    if state in Release.State.values:
        releases = releases.filter(state=state)
    return draw(
        request,
        "release_list.html",
        _("Releases"),
        form=form,
        state=state,
        states=Release.State.choices,
        page=Paginator(releases, 50).get_page(request.GET.get("page")),
        may_start=request.user.has_perm("publishing.add_release"),
    )


@screen(VIEW, methods="GET")
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """One release: its items and windows, what its checks find, and what can be done with it."""
    it = get_object_or_404(Release.objects.select_related("created_by", "entry"), pk=pk)
    items = list(it.items.select_related("edition"))
    names = object_labels(item.key for item in items)
    history, now = log_now(), timezone.now()
    is_open = it.is_editable
    user: Any = request.user
    is_participant = it.has_part(user)
    return draw(
        request,
        "release.html",
        it.title,
        release=it,
        thread=it.notes.select_related("by"),
        note_form=NoteForm(),
        may_say=it.is_on_its_way and user.has_perm(CHANGE),
        preview_scope=f"release-{it.pk}",
        rows=[
            {
                "item": item,
                "label": names[item.key],
                "later": scheduled_later(item, history, now),
                "form": ItemForm(initial=_window(item), prefix=f"item-{item.pk}"),
            }
            for item in items
        ],
        findings=_findings(it),
        describe_form=ReleaseForm(initial={"title": it.title, "reason": it.reason}),
        days_form=DaysForm(),
        new_item_form=NewItemForm(),
        may_change=is_open and user.has_perm(CHANGE),
        may_submit=is_open and bool(items) and user.has_perm(SUBMIT),
        may_take_back=it.state == Release.State.SUBMITTED and is_participant,
        may_review=it.state == Release.State.SUBMITTED
        and not is_participant
        and user.has_perm("publishing.approve_release"),
    )


@screen(VIEW, methods="GET")
def release_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What a release changes, in words: for its authors, before it is submitted and after."""
    it = get_object_or_404(Release.objects.select_related("created_by"), pk=pk)
    page = Paginator(it.items.select_related("edition"), ITEMS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    return draw(
        request,
        "release_changes.html",
        _("What it changes: %(title)s") % {"title": it.title},
        release=it,
        page=page,
        shown=shown(rows_of(it, list(page))),
        taken_out=taken_out_since(it),
    )


@screen(CHANGE, methods="POST")
def release_say(request: HttpRequest, pk: int) -> HttpResponse:
    it = get_object_or_404(Release, pk=pk)
    return attempt(
        request,
        lambda: say(it, by=person(request), text=request.POST.get("text", "")),
        done=_("Written."),
        back=address_of(it),
    )


@screen(CHANGE, methods="POST")
def release_describe(request: HttpRequest, pk: int) -> HttpResponse:
    it = get_object_or_404(Release, pk=pk)
    form = ReleaseForm(request.POST)

    def describe() -> None:
        _valid(form)
        compose.describe(it, by=person(request), **form.cleaned_data)

    return attempt(request, describe, done=_("Stored."), back=address_of(it))


@screen(CHANGE, methods="POST")
def release_add_item(request: HttpRequest, pk: int) -> HttpResponse:
    it = get_object_or_404(Release, pk=pk)
    form = NewItemForm(request.POST)

    def add() -> None:
        _valid(form)
        compose.add_item(it, by=person(request), **form.cleaned_data)

    return attempt(request, add, done=_("Added."), back=address_of(it))


@screen(CHANGE, methods="POST")
def release_change_days(request: HttpRequest, pk: int) -> HttpResponse:
    """One window for all items, in whole days of the markets."""
    it = get_object_or_404(Release, pk=pk)
    form = DaysForm(request.POST)

    def change() -> None:
        _valid(form)
        compose.change_windows(it, by=person(request), **form.window)

    return attempt(request, change, done=_("Stored."), back=address_of(it))


@screen(CHANGE, methods="POST")
def release_change_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    found = get_object_or_404(ReleaseItem.objects.select_related("release"), pk=item, release=pk)
    form = ItemForm(request.POST, prefix=f"item-{found.pk}")

    def change() -> None:
        _valid(form)
        compose.change_item(found, by=person(request), **form.cleaned_data)

    return attempt(request, change, done=_("Stored."), back=address_of(found.release))


@screen(CHANGE, methods="POST")
def release_remove_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    found = get_object_or_404(ReleaseItem.objects.select_related("release"), pk=item, release=pk)
    return attempt(
        request,
        lambda: compose.remove_item(found, by=person(request)),
        done=_("Taken out of the release."),
        back=address_of(found.release),
    )


@screen(SUBMIT, methods="POST")
def release_submit(request: HttpRequest, pk: int) -> HttpResponse:
    it = get_object_or_404(Release, pk=pk)

    def submit_it() -> None:
        for key in it.items.filter(is_removal=False, is_fixed=False).values_list("key", flat=True):
            an_object(key)
        submit(it, by=person(request))

    return attempt(
        request,
        submit_it,
        done=_("Submitted. Somebody who had no part in it can review it now."),
        back=address_of(it),
    )


@screen(CHANGE, methods="POST")
def release_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    it = get_object_or_404(Release, pk=pk)
    return attempt(
        request,
        lambda: take_back(it, by=person(request)),
        done=_("Taken back. You can go on working on it."),
        back=address_of(it),
    )


@screen(CHANGE, methods="POST")
def release_close(request: HttpRequest, pk: int) -> HttpResponse:
    it = get_object_or_404(Release, pk=pk)
    return attempt(
        request,
        lambda: close(it, by=person(request)),
        done=_("Closed. Nothing of it was ever public."),
        back=reverse("admin:release_list"),
    )


@screen(CHANGE)
def release_add(request: HttpRequest) -> HttpResponse:
    """Adds objects chosen on a list, or on their own page, to an open release or a new one."""
    keys = request.POST.getlist("key") or request.GET.getlist("key")
    form = ChooseReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            it = _add_all(keys, form.cleaned_data, person(request))
        except (Refused, ValidationError) as error:
            messages.error(request, why(error))
        else:
            return HttpResponseRedirect(address_of(it))
    return draw(
        request,
        "release_add.html",
        _("Add to a release"),
        form=form,
        chosen=list(object_labels(keys).values()),
    )


@transaction.atomic
def _add_all(keys: Iterable[str], chosen: dict[str, Any], by: User) -> Release:
    it: Release = chosen["release"] or compose.start_release(title=chosen["title"], by=by)
    there = set(it.items.values_list("key", flat=True))
    for key in dict.fromkeys(keys):
        an_object(key)
        if key not in there:
            compose.add_item(it, key, by=by)
    return it


def _findings(it: Release) -> list[Finding]:
    """Of what is frozen where the release is in review, else of the working copies."""
    return planned_findings(planned_release(it), log_now()) if it.is_on_its_way else []


def _window(item: ReleaseItem) -> dict[str, Any]:
    return {
        "starts_at": item.starts_at and timezone.localtime(item.starts_at),
        "ends_at": item.ends_at and timezone.localtime(item.ends_at),
        "scheduled": item.scheduled,
    }


def _valid(form: Any) -> None:
    """Raises the form's errors as one, each with the name of its field."""
    if not form.is_valid():
        raise Refused(
            " ".join(
                f"{form[name].label}: {message}" if name in form.fields else message
                for name, errors in form.errors.items()
                for message in errors
            )
        )
