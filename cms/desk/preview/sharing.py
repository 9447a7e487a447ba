"""Staff show a preview to somebody outside, by a link that ends by itself and can be taken back.

/admin/preview/guide:helping/links/   makes one
/preview/12.kX3.../vi/guides/...      what it opens: read-only, kept nowhere, without a cookie
"""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.desk.preview.links import link_of, open_links
from cms.desk.preview.models import PreviewLink
from cms.desk.preview.screens import can_be_shared, page_below, read_instant, site_of
from cms.visits.visit import Visit

LONGEST_DAYS = 7


class LinkForm(forms.ModelForm):  # type: ignore[type-arg]
    days = forms.IntegerField(min_value=1, max_value=LONGEST_DAYS)
    at = forms.CharField(required=False, max_length=40)

    class Meta:
        model = PreviewLink
        fields = ["note"]


@require_POST
def share(request: HttpRequest, scope: str) -> HttpResponse:
    """Makes a link to what the person is allowed to see."""
    if not can_be_shared(request.user, scope):
        raise Http404
    now, form = timezone.now(), LinkForm(request.POST)
    site_of(request.user, scope, now)
    if form.is_valid():
        link: PreviewLink = form.save(commit=False)
        link.scope, link.made_by, link.made_at = scope, request.user, now  # type: ignore[assignment]
        link.expires_at = now + timedelta(days=form.cleaned_data["days"])
        link.shown_at = read_instant(form.cleaned_data["at"])
        link.save()
        messages.success(request, _("The link is ready: copy it from below."))
    else:
        messages.error(request, _("Say for whom the link is, and for one to seven days."))
    return HttpResponseRedirect(reverse("preview", args=[scope]))


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a link at once: its maker can, and everybody else who could have made it."""
    link = get_object_or_404(open_links(), pk=pk)
    if not can_be_shared(request.user, link.scope):
        raise Http404
    site_of(request.user, link.scope, timezone.now())
    link.revoked_by = request.user  # type: ignore[assignment]
    link.save(update_fields=["revoked_by"])
    messages.success(request, _("Revoked. The link leads nowhere from now on."))
    return HttpResponseRedirect(reverse("preview", args=[link.scope]))


@require_safe
def shared_page(request: HttpRequest, token: str, address: str) -> HttpResponseBase:
    """A page of the preview. A link that has ended answers like one that never was.

    At a later instant it shows its scope, and of all else what is public already.
    """
    link = link_of(token)
    if link is None or not can_be_shared(link.made_by, link.scope):
        raise Http404
    today = timezone.now()
    now = link.shown_at or today
    live = site_of(link.made_by, link.scope, now, opened=today)
    prefix = reverse("shared_page", args=[token, "-"]).removesuffix("-")
    response, inner = page_below(prefix, request, live, now, address)
    visit = getattr(request, "visit", None)
    if isinstance(visit, Visit):
        visit.is_paged, visit.frames = inner.is_paged, inner.frames
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
