"""Review: a person who had no part in a release approves it, or sends it back."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cms.errors import Moved, NotAllowed, Refused
from cms.levels import Level
from cms.publishing.append import (
    append,
    head_number,
    refuse_damaged_log,
    require,
    require_reason,
    until_current,
)
from cms.publishing.as_read import AsRead, as_read, languages_in, store_read
from cms.publishing.displaced import Displaced
from cms.publishing.guards import mark_seen, refuse_own, unseen
from cms.publishing.log import Action
from cms.publishing.models import Entry, Participant, Release, ReleaseNote
from cms.publishing.plan import ReleasePlan, release_plan
from cms.publishing.planned import PlannedItem
from cms.publishing.rest import leave_to_read, lock_with_waiting
from cms.publishing.thread import note_step


def approve(
    release: Release,
    *,
    by: User,
    fingerprint: str,
    languages: Collection[str],
    reasons: Mapping[str, str] | None = None,
) -> Entry:
    """Appends the release to the log, as the reviewer saw it.

    `fingerprint` is the hash of what they were shown, `languages` are those they read (in others
    visitors keep what they have, and the new words wait in a release of their own), `reasons` maps
    the fingerprint of each finding that needs one to a reason. All that takes long is done before
    the transaction; what moves meanwhile is noticed in it, and the checks run again.
    """
    refuse_damaged_log()
    seen = head_number()
    return until_current(
        lambda: _approve(release, by, fingerprint, languages, reasons or {}, seen=seen)
    )


def _approve(
    release: Release,
    by: User,
    fingerprint: str,
    languages: Collection[str],
    reasons: Mapping[str, str],
    *,
    seen: int,
) -> Entry:
    release = Release.objects.get(pk=release.pk)
    _refuse_approval(release, by, fingerprint)
    plan = release_plan(release)
    plan.refuse_if_blocked()
    guards = unseen([one.key for one, _before in plan.items])
    refuse_own(guards, by)
    items = [_as_read(one, before, languages) for one, before in plan.items]
    live = [item.read for item in items if not item.is_nothing]
    if not live:
        raise Refused(_("You read none of what would change. Tick a language that you have read."))
    store_read(items, by=by)
    body = plan.body(live) | {
        "reason": release.reason,
        "authors": sorted(p.user.get_username() for p in release.participants.all()),
        "languages_read": sorted(languages),
        "waiting": sorted({code for item in items for code in item.waiting}),
        "reasons": _reasons(plan, reasons),
    }
    with transaction.atomic():
        locked = lock_with_waiting(release, items)
        _refuse_approval(locked, by, fingerprint)
        take_part(locked, by, Participant.Part.REVIEWER)
        entry = append(Action.RELEASE, body, by=by, seen=seen, checked=plan.seen, release=locked)
        locked.state = Release.State.PUBLISHED
        locked.save(update_fields=["state"])
        leave_to_read(locked, items, entry)
        mark_seen(guards, entry)
    return entry


@transaction.atomic
def send_back(release: Release, *, by: User, note: str) -> None:
    """Returns the release to its author with a note. The note does not make one an author."""
    release = Release.objects.select_for_update().get(pk=release.pk)
    refuse_reviewer(release, by)
    require_reason(note, _("Write a note that says what should change."))
    release.state = Release.State.SENT_BACK
    release.save(update_fields=["state"])
    note_step(release, ReleaseNote.Step.SENT_BACK, by=by, text=note)


def refuse_reviewer(release: Release, user: User) -> None:
    """Raises NotAllowed or Refused unless this person may review the release now."""
    require(user, "publishing.approve_release", _("You may not review releases."))
    if release.state != Release.State.SUBMITTED:
        raise Refused(_("“%(title)s” is not in review.") % {"title": release.title})
    if release.has_part(user):
        raise NotAllowed(_("You had a part in this release, so somebody else must review it."))


def _refuse_approval(release: Release, by: User, fingerprint: str) -> None:
    refuse_reviewer(release, by)
    if release.fingerprint != fingerprint:
        raise Moved(_("The release has changed since you opened it. Read it again."))


def _as_read(one: PlannedItem, before: Displaced, languages: Collection[str]) -> AsRead:
    asked = languages_in(one, before)
    if one.document and asked and asked.isdisjoint(languages):
        raise Refused(
            _("You read none of the languages of %(key)s. Tick at least one you have read.")
            % {"key": one.key}
        )
    return as_read(one, before, languages)


def _reasons(plan: ReleasePlan, given: Mapping[str, str]) -> list[dict[str, str]]:
    kept = []
    for finding in plan.at_level(Level.NEEDS_REASON):
        reason = given.get(finding.fingerprint, "").strip()
        message = _("Give a reason for: %(message)s") % {"message": finding.message}
        require_reason(reason, message)
        kept.append({"finding": finding.code, "key": finding.key, "reason": reason})
    return kept


def take_part(release: Release, user: User, part: Participant.Part) -> None:
    """Notes the person's part; the database refuses a second one."""
    try:
        with transaction.atomic():
            Participant.objects.create(release=release, user=user, part=part)
    except IntegrityError:
        raise NotAllowed(_("Somebody else has just done this, or you had a part in it.")) from None
