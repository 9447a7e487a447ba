"""Blocking: where an object appears, a reason, and afterwards a page that shows it is gone."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.desk.labels import object_labels
from cms.desk.safeguards.appearances import appearances_of, targets_of
from cms.desk.safeguards.forms import BlockForm
from cms.desk.screens import draw, person, screen, why
from cms.errors import Refused
from cms.publishing import catalog
from cms.publishing.block import block
from cms.publishing.bodies import BlockBody
from cms.publishing.chain import as_log_entry
from cms.publishing.kinds import UnknownKind, kind_of, object_for
from cms.publishing.log import Action
from cms.publishing.models import Entry
from cms.publishing.workers import workers

MAY_BLOCK = ("publishing.block_anything", "publishing.block_helpline")


@screen(*MAY_BLOCK)
def block_object(request: HttpRequest, key: str) -> HttpResponse:
    """The list of everywhere it appears, and the button."""
    _refuse_unknown(request, key)
    targets = targets_of(key)
    initial = {"target": targets[0][0], **request.GET.dict()}
    form = BlockForm(request.POST or None, targets=targets, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            entry = block(
                form.cleaned_data["target"], by=person(request), reason=form.cleaned_data["reason"]
            )
        except Refused as error:
            messages.error(request, why(error))
        else:
            return HttpResponseRedirect(reverse("admin:block_done", args=[entry.number]))
    places = appearances_of(key)
    return draw(
        request,
        "block.html",
        _("Block %(key)s") % {"key": key},
        label=object_labels([key])[key],
        form=form,
        places=places,
        named_by=list(object_labels(places.named_by).values()),
    )


@screen(*MAY_BLOCK, methods="GET")
def block_done(request: HttpRequest, number: int) -> HttpResponse:
    """After a block: whether it is gone, and what still holds or names it."""
    entry = get_object_or_404(Entry, pk=number, action=Action.BLOCK)
    said = as_log_entry(entry).body
    if not isinstance(said, BlockBody):
        raise Http404
    key, target = said.keys[0], said.target
    _refuse_unknown(request, key)
    live = catalog.current()
    is_shown = live.get(key) is not None and target in (key, live.digest(key))
    is_gone = target in live.view.blocked and not is_shown
    return draw(
        request,
        "block_done.html",
        _("Blocked: %(target)s") % {"target": target},
        entry=entry,
        is_gone=is_gone,
        workers=workers(entry.number),
        places=appearances_of(key),
        named_by=list(object_labels(appearances_of(key).named_by).values()),
    )


def _refuse_unknown(request: HttpRequest, key: str) -> None:
    """404 for what does not exist, and for what the person may not block."""
    try:
        object_for(key)
    except (UnknownKind, ObjectDoesNotExist):
        raise Http404 from None
    if not request.user.has_perm(kind_of(key).block_permission):
        raise Http404
