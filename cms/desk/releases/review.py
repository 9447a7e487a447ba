"""The review screen: the frozen difference, its findings, and a decision bound to both."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desk.content.show import names_of, waits_for_a_reader
from cms.desk.differences.items import rows_of, shown, taken_out_since
from cms.desk.publication_status import publication_statuses
from cms.desk.screens import draw, person, screen, why
from cms.errors import Refused
from cms.levels import Level
from cms.publishing.as_read import languages_in
from cms.publishing.chain import as_log_entry
from cms.publishing.findings import Finding
from cms.publishing.models import Entry, Release
from cms.publishing.plan import ReleasePlan, release_plan
from cms.publishing.review import approve, refuse_reviewer, send_back
from cms.translations.names import language_name


@screen("publishing.approve_release")
def release_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Only for somebody who had no part in the release; to others it does not exist."""
    release = get_object_or_404(Release.objects.select_related("created_by"), pk=pk)
    try:
        refuse_reviewer(release, person(request))
    except Refused:
        raise Http404 from None
    if request.method == "POST":
        try:
            return _decide(request, release)
        except Refused as error:
            messages.error(request, why(error))
    plan = release_plan(release)
    items = list(release.items.select_related("edition"))
    return draw(
        request,
        "release_review.html",
        _("Review: %(title)s") % {"title": release.title},
        release=release,
        preview_scope=f"release-{release.pk}",
        authors=release.participants.select_related("user"),
        shown=shown(rows_of(release, items)),
        taken_out=taken_out_since(release),
        thread=release.notes.select_related("by"),
        blocking=plan.at_level(Level.BLOCKS),
        reasons=_reason_fields(plan.at_level(Level.NEEDS_REASON), request.POST),
        notes=plan.at_level(Level.NOTE),
        languages=_language_boxes(plan, request.POST),
        fingerprint=release.fingerprint,
        note=request.POST.get("note", ""),
    )


def _decide(request: HttpRequest, release: Release) -> HttpResponse:
    if "send_back" in request.POST:
        send_back(release, by=person(request), note=request.POST.get("note", ""))
        messages.success(request, _("Sent back with your note."))
        return HttpResponseRedirect(reverse("admin:release", args=[release.pk]))
    reasons = {
        name.removeprefix("reason-"): value
        for name, value in request.POST.items()
        if name.startswith("reason-") and isinstance(value, str)
    }
    entry = approve(
        release,
        by=person(request),
        fingerprint=request.POST.get("fingerprint", ""),
        languages=request.POST.getlist("language"),
        reasons=reasons,
    )
    messages.success(request, _approved(entry))
    return HttpResponseRedirect(reverse("admin:entry", args=[entry.number]))


def _approved(entry: Entry) -> str:
    """What is live now, or will be, and what still waits for a reader."""
    said = _("Approved: entry %(number)d of the log.") % {"number": entry.number}
    if not (waiting := entry.body["waiting"]):
        return said
    items = as_log_entry(entry).items()
    live = {code for item in items for code in item.languages} - set(waiting)
    statuses = publication_statuses([item.key for item in items], timezone.now())
    seen = {status.sight.edition for status in statuses.values() if status.sight}
    is_now = all(item.edition in seen for item in items if item.edition)
    told = _("Live: %(languages)s") if is_now else _("Approved: %(languages)s")
    told %= {"languages": names_of(sorted(live))}
    return f"{said} {told}; {waits_for_a_reader(waiting)}."


def _reason_fields(findings: list[Finding], posted: Mapping[str, Any]) -> list[tuple[Finding, str]]:
    return [(f, str(posted.get(f"reason-{f.fingerprint}", ""))) for f in findings]


def _language_boxes(plan: ReleasePlan, posted: Any) -> list[dict[str, Any]]:
    """The languages in the release; none is ticked for the reviewer."""
    asked = [(one.document, before, languages_in(one, before)) for one, before in plan.items]
    codes = {code for document, _before, languages in asked if document for code in languages}
    changed = {
        code
        for document, before, languages in asked
        for code in languages
        if document and not before.says(document, code)
    }
    return [
        {
            "code": code,
            "name": language_name(code),
            "is_ticked": code in posted.getlist("language"),
            "is_changed": code in changed,
        }
        for code in sorted(codes)
    ]
