"""Preview for staff: the real public page, made from a working copy, a release or a past entry.

/admin/preview/guide:helping/             the frame, with language, country, date and width
/admin/preview/guide:helping/page/vi/...  the page in it; its links stay inside the preview
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, get_script_prefix, resolve, reverse, set_script_prefix
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from cms.desk.dates import InstantField, is_near
from cms.desk.permissions import permission_for
from cms.desk.preview.links import open_links, token_of
from cms.desk.preview.models import PreviewLink
from cms.desk.preview.typed import PREFIX, document_typed, typed_of
from cms.desk.screens import draw
from cms.publishing import catalog
from cms.publishing.freeze import document_of
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import UnknownKind, kind_of
from cms.publishing.models import Entry, Release
from cms.publishing.planned import planned_documents, planned_release
from cms.publishing.projected import past_site, site_with
from cms.publishing.snapshot import LiveContent
from cms.visits.languages import language_of_path
from cms.visits.reading import visit_of
from cms.visits.visit import Visit

BESIDE_PAGES = ("media/", "style/")
"""What a page loads: below no language, and public alike."""


class FrameForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        required=False,
        choices=[("", "–"), *((code, code) for code in settings.MARKETS)],
    )
    at = InstantField(label=gettext_lazy("At"), required=False)
    width = forms.ChoiceField(
        label=gettext_lazy("Width"),
        required=False,
        choices=[("phone", gettext_lazy("phone")), ("wide", gettext_lazy("wide"))],
    )


@require_safe
def preview(request: HttpRequest, scope: str) -> HttpResponse:
    """The frame around the page, where staff choose for whom and when they look."""
    live = site_of(request.user, scope, timezone.now())
    typed = typed_of(request.user, scope)
    initial = {"language": settings.LANGUAGE_CODE, "width": "wide"}
    form = FrameForm(initial | request.GET.dict())
    if then := _instant_of(scope):
        del form.fields["at"]
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else dict(initial)
    with translation.override(chosen["language"]):
        address = address_in(live, typed.key if typed else scope)
    at, country = _spelled(chosen.get("at")), chosen.get("country")
    asked = urlencode({n: value for n, value in (("country", country), ("at", at)) if value})
    return draw(
        request,
        "preview.html",
        _("Preview"),
        form=form,
        width=chosen["width"] or "wide",
        page=f"{reverse('preview_page', args=[scope, address.lstrip('/')])}?{asked}",
        scope=scope,
        at=at,
        then=then,
        typed=typed,
        may_share=can_be_shared(request.user, scope),
        links=list(_shared(request, scope, address, country)),
    )


def _shared(
    request: HttpRequest, scope: str, address: str, country: str | None
) -> Iterator[tuple[PreviewLink, str]]:
    """The open links to the preview, each with its address; for those who could make one."""
    if can_be_shared(request.user, scope):
        query = f"?country={country}" if country else ""
        for link in open_links().filter(scope=scope).select_related("made_by").order_by("-pk"):
            path = reverse("shared_page", args=[token_of(link), address.lstrip("/")])
            yield link, request.build_absolute_uri(f"{path}{query}")


def _instant_of(scope: str) -> datetime | None:
    """Of the site as it was after an entry: then, and no other time can be asked for."""
    name, _dash, number = scope.partition("-")
    if name != "entry" or not number.isdecimal():
        return None
    return Entry.objects.filter(pk=int(number)).values_list("at", flat=True).first()


def can_be_shared(user: Any, scope: str) -> bool:
    """Drafts and releases, by those who work on releases; neither what is past, nor not saved."""
    return not scope.startswith(("entry-", PREFIX)) and user.has_perm("publishing.change_release")


@require_safe
@xframe_options_sameorigin
def preview_page(request: HttpRequest, scope: str, address: str) -> HttpResponseBase:
    """A page of the preview, for staff."""
    now = _instant_of(scope) or read_instant(request.GET.get("at", "")) or timezone.now()
    live = site_of(request.user, scope, now)
    prefix = reverse("preview_page", args=[scope, "-"]).removesuffix("-")
    return page_below(prefix, request, live, now, address)[0]


def page_below(
    prefix: str, request: HttpRequest, live: LiveContent, now: datetime, address: str
) -> tuple[HttpResponseBase, Visit]:
    """The public view's own answer, from a site that only this request sees, and its visit."""
    path = f"/{address}"
    if not language_of_path(path) and not address.startswith(BESIDE_PAGES):
        raise Http404
    inner = copy(request)
    inner.path = inner.path_info = path
    with catalog.showing(live):
        visit = visit_of(inner)
        visit.now, visit.at = now, request.GET.get("at", "")
        vars(inner)["visit"] = visit
        with translation.override(visit.language), _addresses_below(prefix):
            try:
                view, args, kwargs = resolve(path)
            except Resolver404:
                raise Http404 from None
            response: HttpResponseBase = view(inner, *args, **kwargs)
    # A network in front may keep what is public, its files above all; this is not.
    response.headers["Cache-Control"] = "private, no-store"
    return response, visit


def site_of(user: Any, scope: str, now: datetime, *, opened: datetime | None = None) -> LiveContent:
    """The site of a working copy's key, `release-5`, `entry-9` or `typed-3`; 404 for all else.

    `opened` is for who may see the scope only: what else is scheduled after it stays out.
    """
    try:
        return _site_of(user, scope, now, opened)
    except (UnknownKind, ObjectDoesNotExist):
        raise Http404 from None


def _site_of(user: Any, scope: str, now: datetime, opened: datetime | None) -> LiveContent:
    name, _dash, number = scope.partition("-")
    if name == "release" and number.isdecimal():
        _want(user, "publishing.view_release")
        planned = planned_release(Release.objects.get(pk=int(number)))
        return site_with(planned, now, opened=opened)
    if name == "entry" and number.isdecimal():
        _want(user, "publishing.view_entry")
        return past_site(Entry.objects.get(pk=int(number)))
    typed = typed_of(user, scope)
    key = typed.key if typed else scope
    _want(user, permission_for("view", kind_of(key).model))
    document = document_typed(typed) if typed else document_of(key)
    return site_with(planned_documents({key: document}), now, opened=opened)


def address_in(live: LiveContent, scope: str) -> str:
    """The page of the object in the language that is active, else the home page."""
    key = ObjectKey(scope)
    if key.kind == "helpline":
        return reverse("partners:help")
    document = live.get(key) if key.name else None
    page = kind_of(scope).page if document else ""
    return reverse(page, args=[getattr(document, "slug", key.name)]) if page else reverse("home")


def _want(user: Any, permission: str) -> None:
    if not user.has_perm(permission):
        raise Http404


@contextmanager
def _addresses_below(prefix: str) -> Iterator[None]:
    """Lets every link of the page lead to the preview of its target."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)


def _spelled(instant: datetime | None) -> str:
    return instant.isoformat() if instant else ""


def read_instant(text: str) -> datetime | None:
    """None where it can't be read, or lies where calendars end."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not is_near(instant):
        return None
    return instant if timezone.is_aware(instant) else timezone.make_aware(instant)
