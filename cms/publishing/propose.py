"""What takes two people and is no release: lifting a block, a switch, erasing for good."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cms.errors import NotAllowed, Refused
from cms.publishing.append import append, refuse_damaged_log, require, require_reason
from cms.publishing.block import target_key
from cms.publishing.erase import empty, refuse_unless_there
from cms.publishing.history import stored_history
from cms.publishing.kinds import all_kinds
from cms.publishing.log import Action
from cms.publishing.models import Entry, Proposal

PERMISSIONS = {
    Action.LIFT: "publishing.lift_block",
    Action.SWITCH: "publishing.switch_market",
    Action.ERASE: "publishing.erase_edition",
}
"""What a person needs to propose it."""
DECIDE = {action: (permission,) for action, permission in PERMISSIONS.items()} | {
    Action.ERASE: (PERMISSIONS[Action.ERASE], PERMISSIONS[Action.LIFT])
}
"""What a second person needs, one of them: few teams have two administrators."""


def may_decide(action: str, user: User) -> bool:
    """Whether the person may be the second one for such a thing."""
    return any(user.has_perm(permission) for permission in DECIDE[Action(action)])


def propose_lift(target: str, *, by: User, reason: str) -> Proposal:
    """Asks that a block be lifted."""
    seen = _refuse_unless_blocked(target)
    return _propose(Action.LIFT, by, target=target, reason=reason, seen=seen)


def propose_switch(target: str, *, is_on: bool, by: User, reason: str) -> Proposal:
    """Asks that what a kind has a switch for be switched off, or on again."""
    if not any(target in kind.switches for kind in all_kinds()):
        raise Refused(_("There is no switch named %(target)s.") % {"target": target})
    seen = _refuse_unless_changed(target, is_on=is_on)
    return _propose(Action.SWITCH, by, target=target, is_on=is_on, reason=reason, seen=seen)


def propose_erase(digest: str, *, by: User, reason: str) -> Proposal:
    """Asks that an edition be emptied for good."""
    refuse_unless_there(digest)
    return _propose(Action.ERASE, by, target=digest, reason=reason)


def _refuse_unless_blocked(target: str) -> int:
    """The number of the log's latest entry, by which the target is blocked."""
    history = stored_history()
    if target not in history.blocked:
        raise Refused(_("%(target)s is not blocked.") % {"target": target})
    return history.head


def _refuse_unless_changed(target: str, *, is_on: bool) -> int:
    """The number of the log's latest entry, by which the switch is set otherwise."""
    history = stored_history()
    if is_on == (target not in history.off):
        raise Refused(_("Nothing would change for %(target)s.") % {"target": target})
    return history.head


def _propose(action: Action, by: User, *, reason: str, **fields: Any) -> Proposal:
    require(by, PERMISSIONS[action], _("You may not propose this."))
    require_reason(reason, _("Write a reason."))
    return Proposal.objects.create(action=action, reason=reason, proposed_by=by, **fields)


@transaction.atomic
def agree(proposal: Proposal, *, by: User) -> Entry:
    """A second person agrees, and it holds at once."""
    refuse_damaged_log()
    proposal = _open(proposal, by)
    if proposal.proposed_by_id == by.pk:
        raise NotAllowed(_("You proposed this, so somebody else has to agree."))
    body: dict[str, Any] = {
        "proposed_by": proposal.proposed_by.get_username(),
        "reason": proposal.reason,
    }
    if proposal.action == Action.LIFT:
        _refuse_unless_blocked(proposal.target)
        body |= {"target": proposal.target, "keys": [target_key(proposal.target)]}
    elif proposal.action == Action.ERASE:
        body |= {"edition": proposal.target, "keys": [empty(proposal.target)]}
    else:
        _refuse_unless_changed(proposal.target, is_on=bool(proposal.is_on))
        body |= {"market": proposal.target, "is_on": proposal.is_on}
    if proposal.action != Action.ERASE:
        _refuse_if_moved(proposal)
    _decide(proposal, Proposal.State.DONE, by)
    return append(Action(proposal.action), body, by=by)


def _refuse_if_moved(proposal: Proposal) -> None:
    """What was proposed for one block must not lift another that came later; a switch likewise."""
    later = Entry.objects.filter(
        Q(action=Action.BLOCK, body__target=proposal.target)
        | Q(action=Action.SWITCH, body__market=proposal.target),
        number__gt=proposal.seen,
    )
    if later.exists():
        raise Refused(
            _(
                "%(target)s was blocked or switched again since this was proposed. Turn this down "
                "and look anew."
            )
            % {"target": proposal.target}
        )


@transaction.atomic
def refuse(proposal: Proposal, *, by: User) -> None:
    """Turns the proposal down, or takes one's own back."""
    _decide(_open(proposal, by), Proposal.State.REFUSED, by)


def _open(proposal: Proposal, by: User) -> Proposal:
    if not (by.is_active and by.is_staff and may_decide(proposal.action, by)):
        raise NotAllowed(_("You may not decide on this."))
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state != Proposal.State.OPEN:
        raise Refused(_("Somebody has decided on this already."))
    return proposal


def _decide(proposal: Proposal, state: Proposal.State, by: User) -> None:
    proposal.state = state
    proposal.decided_by = by
    proposal.save(update_fields=["state", "decided_by"])
