"""What takes two people: lifting a block, and switching interventions for a market."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.desk.log_now import log_now
from cms.desk.safeguards.forms import ReasonForm, SwitchForm
from cms.desk.screens import attempt, draw, person, screen, why
from cms.errors import Refused
from cms.publishing.log import Action
from cms.publishing.models import Edition, Proposal
from cms.publishing.propose import (
    DECIDE,
    PERMISSIONS,
    agree,
    may_decide,
    propose_lift,
    propose_switch,
    refuse,
)

VIEW, LIFT, SWITCH = (
    "publishing.view_proposal",
    PERMISSIONS[Action.LIFT],
    PERMISSIONS[Action.SWITCH],
)


@screen(VIEW, methods="GET")
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, what is blocked, and which markets are off."""
    user: Any = request.user
    history = log_now()
    waiting = Proposal.objects.filter(state=Proposal.State.OPEN).select_related("proposed_by")
    editions = Edition.objects.filter(pk__in=[it.target for it in waiting])
    keys: dict[str, str] = dict(editions.values_list("digest", "key"))
    return draw(
        request,
        "proposals.html",
        _("Blocks and switches"),
        rows=[
            {
                "proposal": it,
                "is_mine": it.proposed_by_id == user.pk,
                "may_decide": may_decide(it.action, user),
                "key": keys.get(it.target, ""),
            }
            for it in waiting
        ],
        blocked=sorted(history.blocked),
        off=sorted(history.off),
        may_lift=user.has_perm(LIFT),
        switch_form=SwitchForm() if user.has_perm(SWITCH) else None,
    )


@screen(LIFT)
def lift(request: HttpRequest, target: str) -> HttpResponse:
    """Proposes that a block be lifted."""
    if target not in log_now().blocked:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            propose_lift(target, by=person(request), reason=form.cleaned_data["reason"])
        except Refused as error:
            messages.error(request, why(error))
        else:
            return _back(request)
    return draw(
        request, "lift.html", _("Lift the block of %(target)s") % {"target": target}, form=form
    )


@screen(SWITCH, methods="POST")
def switch(request: HttpRequest) -> HttpResponse:
    """Proposes to switch a market off, or on again."""
    form = SwitchForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a market, off or on, and write a reason."))
        return HttpResponseRedirect(reverse("admin:proposals"))
    said = form.cleaned_data
    return attempt(
        request,
        lambda: propose_switch(
            said["market"], is_on=said["is_on"], by=person(request), reason=said["reason"]
        ),
        done=_("Proposed. A second person has to agree."),
        back=reverse("admin:proposals"),
    )


@screen(*sorted({name for names in DECIDE.values() for name in names}), methods="POST")
def proposal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """A second person agrees, or somebody turns it down."""
    it = get_object_or_404(Proposal, pk=pk)
    if not may_decide(it.action, person(request)):
        raise Http404
    if "agree" in request.POST:
        verb, done = agree, _("Agreed. It holds from now on.")
    else:
        verb, done = refuse, _("Turned down.")  # type: ignore[assignment]
    return attempt(
        request, lambda: verb(it, by=person(request)), done=done, back=reverse("admin:proposals")
    )


def _back(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Proposed. A second person has to agree."))
    return HttpResponseRedirect(reverse("admin:proposals"))
