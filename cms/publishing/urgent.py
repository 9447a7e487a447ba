"""The urgent path: a correction goes live at once by one reviewer's word.

A second reviewer confirms within 24 hours, or every staff page shows an alarm.
"""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.errors import NotAllowed, Refused
from cms.publishing.append import (
    append,
    head_number,
    refuse_damaged_log,
    require,
    require_reason,
    until_current,
)
from cms.publishing.as_read import as_read, languages_in, store_read
from cms.publishing.displaced import Displaced
from cms.publishing.freeze import document_of, edition_digest
from cms.publishing.history import stored_history
from cms.publishing.kinds import all_kinds, kind_of, names_of
from cms.publishing.log import Action
from cms.publishing.models import Entry, Participant, Release, ReleaseItem
from cms.publishing.plan import plan_of
from cms.publishing.planned import PlannedItem
from cms.publishing.rest import leave_to_read, lock_with_waiting
from cms.publishing.review import take_part
from cms.publishing.submit import freeze_items

CONFIRM_WITHIN = timedelta(hours=24)


def publish_urgently(key: str, *, by: User, reason: str) -> Entry:
    """Freezes the object as it is now and puts it live. The reviewer may be its author."""
    require(by, "publishing.publish_urgent", _("You may not publish urgently."))
    if not kind_of(key).is_urgent:
        urgent = names_of(kind for kind in all_kinds() if kind.is_urgent)
        raise Refused(
            _("Only %(kinds)s can be published urgently. Submit a release instead.")
            % {"kinds": urgent}
        )
    require_reason(reason, _("Write a reason: it stays in the log."))
    refuse_damaged_log()
    seen = head_number()
    return until_current(lambda: _publish_urgently(key, by, reason, seen=seen))


def _publish_urgently(key: str, by: User, reason: str, *, seen: int) -> Entry:
    _refuse_unseen(key)
    item = ReleaseItem(key=key, scheduled=ReleaseItem.Scheduled.DROP)
    frozen = freeze_items([item], by=by)
    title = _("Urgent: %(key)s") % {"key": key}
    plan = plan_of(title, frozen.items, frozen.history)
    plan.refuse_if_blocked()
    items = [as_read(one, before, _read_before(one, before)) for one, before in plan.items]
    store_read(items, by=by)
    body = plan.body([item.read for item in items]) | {
        "authors": sorted(author.get_username() for author in frozen.authors),
        "reason": reason,
    }
    with transaction.atomic():
        item.release = Release.objects.create(
            title=title,
            reason=reason,
            is_urgent=True,
            state=Release.State.PUBLISHED,
            submitted_at=timezone.now(),
            created_by=by,
        )
        frozen.store(item.release)
        lock_with_waiting(item.release, items)
        entry = append(
            Action.URGENT, body, by=by, seen=seen, checked=plan.seen, release=item.release
        )
        leave_to_read(item.release, items, entry)
        return entry


def _refuse_unseen(key: str) -> None:
    """Who publishes urgently means to be seen at once."""
    blocked, document = stored_history().blocked, document_of(key)
    if key in blocked or edition_digest(key, document) in blocked:
        raise Refused(
            _("%(key)s is blocked as a whole and would not be shown. Have the block lifted first.")
            % {"key": key}
        )
    if document.without(blocked) is None:
        raise Refused(
            _(
                "Nothing of %(key)s would be shown: %(parts)s is blocked. Have the block lifted "
                "first."
            )
            % {"key": key, "parts": ", ".join(document.hidden_by(blocked))}
        )


def _read_before(one: PlannedItem, before: Displaced) -> frozenset[str]:
    """The languages but those in which words wait for a reader now: these go on waiting."""
    asked = languages_in(one, before)
    if before.item is None or not before.item.languages:
        return asked
    return asked.intersection(before.item.languages).difference(before.unread)


@transaction.atomic
def confirm(entry: Entry, *, by: User) -> Entry:
    """A second reviewer, who had no part in it, says that the urgent change is right."""
    require(by, "publishing.publish_urgent", _("You may not confirm urgent changes."))
    unconfirmed = Release.objects.unconfirmed().select_for_update(of=("self",))
    release = unconfirmed.filter(entry=entry).first()
    if release is None:
        raise Refused(_("There is nothing to confirm here."))
    if release.has_part(by):
        raise NotAllowed(_("You had a part in this change, so somebody else must confirm it."))
    take_part(release, by, Participant.Part.CONFIRMER)
    release.confirmed_at = timezone.now()
    release.save(update_fields=["confirmed_at"])
    return append(Action.CONFIRM, {"entry": entry.number}, by=by)


def overdue_confirmations() -> list[Release]:
    """Urgent releases that waited longer than 24 hours for a second reviewer."""
    since = timezone.now() - CONFIRM_WITHIN
    return list(Release.objects.unconfirmed().filter(submitted_at__lt=since))
