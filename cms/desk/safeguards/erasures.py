"""Erasing the content of an edition for good: an administrator asks, a second person agrees."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desk.log_now import log_now
from cms.desk.safeguards.forms import ReasonForm
from cms.desk.screens import draw, person, screen, why
from cms.errors import Refused
from cms.publishing.models import Edition
from cms.publishing.propose import propose_erase


@screen("publishing.erase_edition")
def erase_edition(request: HttpRequest, digest: str) -> HttpResponse:
    edition = get_object_or_404(Edition, pk=digest)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            propose_erase(digest, by=person(request), reason=form.cleaned_data["reason"])
        except Refused as error:
            messages.error(request, why(error))
        else:
            messages.success(request, _("Proposed. A second person has to agree."))
            return HttpResponseRedirect(reverse("admin:proposals"))
    live = log_now().view(timezone.now()).items.get(edition.key)
    return draw(
        request,
        "erase.html",
        _("Erase an edition of %(key)s") % {"key": edition.key},
        edition=edition,
        others=Edition.objects.filter(key=edition.key, payload__isnull=False)
        .exclude(pk=digest)
        .order_by("-frozen_at")
        .defer("payload"),
        is_live=live is not None and live.edition == digest,
        form=form,
    )
