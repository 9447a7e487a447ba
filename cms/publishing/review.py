"""Review: a person who had no part in a release approves it, or sends it back."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cms.errors import Moved, NotAllowed, Refused
from cms.levels import Level
from cms.publishing.append import append, require, require_reason
from cms.publishing.log import Action
from cms.publishing.models import Entry, Participant, Release
from cms.publishing.plan import ReleasePlan, release_plan


def approve(
    release: Release,
    *,
    by: User,
    fingerprint: str,
    languages: Collection[str],
    reasons: Mapping[str, str] | None = None,
) -> Entry:
    """Appends the release to the log, as the reviewer saw it.

    `fingerprint` is the hash of what they were shown, `languages` are those they read (others
    are left out, unless they are live in the same words), `reasons` maps the fingerprint of each
    finding that needs one to a reason. All that takes long is done before the transaction; what
    moves meanwhile is noticed in it.
    """
    release = Release.objects.get(pk=release.pk)
    _refuse_approval(release, by, fingerprint)
    plan = release_plan(release)
    plan.refuse_if_blocked()
    body = plan.body | {
        "reason": release.reason,
        "items": [
            _read_only_in(item, languages, plan.already_read.get(item["key"], frozenset()))
            for item in plan.body["items"]
        ],
        "authors": sorted(p.user.get_username() for p in release.participants.all()),
        "languages_read": sorted(languages),
        "reasons": _reasons(plan, reasons or {}),
    }
    with transaction.atomic():
        locked = Release.objects.select_for_update().get(pk=release.pk)
        _refuse_approval(locked, by, fingerprint)
        take_part(locked, by, Participant.Part.REVIEWER)
        entry = append(Action.RELEASE, body, by=by, seen=plan.seen, release=locked)
        locked.state = Release.State.PUBLISHED
        locked.save(update_fields=["state"])
    return entry


@transaction.atomic
def send_back(release: Release, *, by: User, note: str) -> None:
    """Returns the release to its author with a note. The note does not make one an author."""
    release = Release.objects.select_for_update().get(pk=release.pk)
    refuse_reviewer(release, by)
    require_reason(note, _("Write a note that says what should change."))
    release.state = Release.State.SENT_BACK
    release.note = note
    release.save(update_fields=["state", "note"])


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


def _read_only_in(
    item: dict[str, Any], languages: Collection[str], before: frozenset[str]
) -> dict[str, Any]:
    if item.get("kept") or not item["edition"]:
        return item
    read = sorted(set(item["languages"]) & set(languages))
    if item["languages"] and not read:
        raise Refused(
            _("You read none of the languages of %(key)s. Tick at least one you have read.")
            % {"key": item["key"]}
        )
    return item | {"languages": sorted(before.union(read))}


def _reasons(plan: ReleasePlan, given: Mapping[str, str]) -> list[dict[str, str]]:
    kept = []
    for finding in plan.at_level(Level.NEEDS_REASON):
        reason = given.get(finding.fingerprint, "").strip()
        if not reason:
            raise Refused(_("Give a reason for: %(message)s") % {"message": finding.message})
        kept.append({"finding": finding.code, "key": finding.key, "reason": reason})
    return kept


def take_part(release: Release, user: User, part: Participant.Part) -> None:
    """Notes the person's part; the database refuses a second one."""
    try:
        with transaction.atomic():
            Participant.objects.create(release=release, user=user, part=part)
    except IntegrityError:
        raise NotAllowed(_("Somebody else has just done this, or you had a part in it.")) from None
