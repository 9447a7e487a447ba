"""Guards: what releases are checked against, such as labelled queries. Nobody weakens one alone.

A guard that is changed or deleted stands on the review page of the next release that it checks,
needs that reviewer's reason, and can't be waved through by whoever changed it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from cms.errors import NotAllowed
from cms.levels import Level
from cms.publishing.findings import Finding
from cms.publishing.keys import ObjectKey
from cms.publishing.models import Entry, GuardChange

MOST_NAMED = 5

Said = tuple[str, str, str]
"""What it is called, what it said before, and what it says now: '' where it was deleted."""


def note_guards(
    said: Iterable[Said], *, guard: str, kinds: Collection[str], by: User | None
) -> None:
    """Records that guards were changed. They check releases of these kinds; of all, for none.

    `by` is None where a command did it.
    """
    GuardChange.objects.bulk_create(
        GuardChange(
            guard=guard, kinds=sorted(kinds), name=name[:300], before=before, after=after, by=by
        )
        for name, before, after in said
    )


def unseen(keys: Collection[str]) -> list[GuardChange]:
    """What has changed of the guards of these objects, and no reviewer was shown yet."""
    kinds = {ObjectKey(key).kind for key in keys}
    waiting = GuardChange.objects.filter(entry=None).select_related("by").order_by("pk")
    return [one for one in waiting if not one.kinds or not kinds.isdisjoint(one.kinds)]


def refuse_own(changes: Iterable[GuardChange], by: User) -> None:
    """Raises NotAllowed where the reviewer has changed what the release is checked against."""
    for one in changes:
        if one.by_id == by.pk:
            raise NotAllowed(
                _(
                    "You changed “%(name)s” (%(guard)s), which this release is checked against. "
                    "Somebody else must review it."
                )
                % {"name": one.name, "guard": one.guard}
            )


def mark_seen(changes: Iterable[GuardChange], entry: Entry) -> None:
    """They stood on the page of the release, and its reviewer gave a reason."""
    GuardChange.objects.filter(pk__in=[one.pk for one in changes]).update(entry=entry)


def guard_findings(keys: Collection[str]) -> Iterator[Finding]:
    """One for each kind of guard and person; another once more has changed."""
    grouped: dict[tuple[str, str], list[GuardChange]] = defaultdict(list)
    for one in unseen(keys):
        grouped[one.guard, one.by.get_username() if one.by else _("A command")].append(one)
    for (guard, who), changes in grouped.items():
        told = [_in_words(one) for one in changes[:MOST_NAMED]]
        if len(changes) > MOST_NAMED:
            told.append(_("and %(count)d more") % {"count": len(changes) - MOST_NAMED})
        yield Finding(
            code="guard_changed",
            level=Level.NEEDS_REASON,
            key=min(keys),
            field=f"{guard} {who} {changes[-1].pk}",
            message=_("%(who)s changed what this release is checked against (%(guard)s): %(what)s")
            % {"who": who, "guard": guard, "what": "; ".join(told)},
        )


def _in_words(one: GuardChange) -> str:
    now = one.after or _("deleted")
    return f"“{one.name}”: {one.before} → {now}"
