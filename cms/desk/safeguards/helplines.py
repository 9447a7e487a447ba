"""For helplines only: the urgent path, and the record that somebody tried the number."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desk.differences.difference import Difference, difference
from cms.desk.labels import ObjectLabel, object_labels
from cms.desk.log_now import log_now
from cms.desk.safeguards.forms import CheckForm, ReasonForm
from cms.desk.screens import draw, person, screen, why
from cms.errors import Moved, Refused
from cms.publishing.check import record_check
from cms.publishing.documents import Document
from cms.publishing.freeze import document_of, edition_digest, open_if_whole
from cms.publishing.kinds import UnknownKind, kind_of
from cms.publishing.models import Edition, Entry
from cms.publishing.plan import planned_findings
from cms.publishing.planned import planned_copy
from cms.publishing.urgent import publish_urgently


@screen("publishing.publish_urgent")
def urgent(request: HttpRequest, key: str) -> HttpResponse:
    """The working copy beside what is live; a reason puts it live at once."""
    document = _document_or_404(key)
    digest = edition_digest(key, document)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            entry = _publish(request, key, digest, form.cleaned_data["reason"])
        except Refused as error:
            messages.error(request, why(error))
        else:
            messages.success(request, _done(document))
            return HttpResponseRedirect(reverse("admin:entry", args=[entry.number]))
    return draw(
        request,
        "urgent.html",
        _("Publish %(key)s urgently") % {"key": key},
        label=_label(key),
        difference=_difference(key, document),
        hidden=document.hidden_by(log_now().blocked),
        findings=planned_findings(planned_copy(key), log_now()),
        digest=digest,
        form=form,
    )


@screen("publishing.record_check")
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Notes that the number was tried and holds."""
    _document_or_404(key)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_check(key, by=person(request), **form.cleaned_data)
        except Refused as error:
            messages.error(request, why(error))
        else:
            messages.success(request, _("Recorded."))
            return HttpResponseRedirect(_label(key).address or reverse("admin:index"))
    last = log_now().checks.get(key)
    return draw(
        request,
        "check.html",
        _("Record a check of %(key)s") % {"key": key},
        label=_label(key),
        last=last,
        form=form,
    )


def _publish(request: HttpRequest, key: str, digest: str, reason: str) -> Entry:
    """Only what the reviewer was shown."""
    if request.POST.get("digest") != digest:
        raise Moved(_("The helpline has changed since you opened this page. Read it again."))
    return publish_urgently(key, by=person(request), reason=reason)


def _done(document: Document) -> str:
    hidden = document.hidden_by(log_now().blocked)
    live = _("Live, but for what is blocked: %(parts)s.") % {"parts": ", ".join(hidden)}
    return " ".join(
        (live if hidden else _("Live."), _("A second reviewer has 24 hours to confirm it."))
    )


def _document_or_404(key: str) -> Document:
    try:
        if kind_of(key).is_urgent:
            return document_of(key)
    except (UnknownKind, ObjectDoesNotExist):
        pass
    raise Http404


def _difference(key: str, document: Document) -> Difference:
    live = log_now().chosen(key, timezone.now())
    edition = Edition.objects.filter(pk=live.edition).first() if live else None
    return difference(key, open_if_whole(edition), document)


def _label(key: str) -> ObjectLabel:
    return object_labels([key])[key]
