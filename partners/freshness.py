"""How old the last check of a number may be. Pure.

    due - 14 days     staff are alarmed
    after due         the line ranks last and shows when it was last checked
    due + 30 days     it leaves by itself, unless nobody else is left for those who ask

Days are those of UTC. Emergency numbers and directories never fall due.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from cms.publishing.log import Check
from cms.publishing.snapshot import LiveContent
from partners.documents import Audience, HelplineDocument

ALARM = timedelta(days=14)
GRACE = timedelta(days=30)

Checks = Mapping[str, Check]
"""The last check of each helpline by object key, as `View.checks` holds them."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """When a number was last tried, and when it has to be tried again."""

    checked_on: date | None
    due_on: date | None

    def is_alarming(self, today: date) -> bool:
        return self.due_on is not None and today + ALARM >= self.due_on

    def is_overdue(self, today: date) -> bool:
        return self.due_on is not None and today > self.due_on

    def has_left(self, today: date) -> bool:
        return self.due_on is not None and today - GRACE > self.due_on

    def changes(self) -> Iterator[datetime]:
        """The instants at which the line becomes overdue, and at which it leaves."""
        # The last days of the calendar have no day after them: then nothing changes.
        if self.due_on is not None and self.due_on < date.max - GRACE:
            for day in (self.due_on, self.due_on + GRACE):
                yield datetime.combine(day + timedelta(days=1), time(), UTC)


def freshness_of(document: HelplineDocument, checks: Checks) -> Freshness:
    """By the last recorded check, or by the first due date where there was none."""
    check = checks.get(f"helpline:{document.key}")
    if check is None:
        return Freshness(checked_on=None, due_on=document.check_due)
    return Freshness(checked_on=check.checked_on, due_on=check.due_on)


def staying(
    documents: Sequence[HelplineDocument], checks: Checks, today: date
) -> tuple[HelplineDocument, ...]:
    """The lines without those that left for want of a check.

    Where that would leave nobody, or nobody for adults, the one that was due last stays.
    """
    left = {d.key for d in documents if freshness_of(d, checks).has_left(today)}
    for group in ([d for d in documents if d.audience is Audience.EVERYONE], documents):
        if group and all(document.key in left for document in group):
            left.discard(min(group, key=lambda d: _last_resort(d, checks)).key)
    return tuple(document for document in documents if document.key not in left)


def due_for_check(
    documents: Iterable[HelplineDocument], checks: Checks, today: date
) -> list[tuple[date, HelplineDocument]]:
    """The lines that staff have to try, by when, the most urgent first."""
    found = ((freshness_of(d, checks), d) for d in documents)
    due = [(fresh.due_on, d) for fresh, d in found if fresh.due_on and fresh.is_alarming(today)]
    return sorted(due, key=lambda pair: (pair[0], pair[1].key))


def earliest_due(live: LiveContent, keys: Iterable[str]) -> date | None:
    """By when the first of these lines has to be tried again."""
    lines = live.some(HelplineDocument, keys)
    due = (freshness_of(line, live.view.checks).due_on for line in lines)
    return min((day for day in due if day), default=None)


def _last_resort(document: HelplineDocument, checks: Checks) -> tuple[int, int, str]:
    due_on = freshness_of(document, checks).due_on or date.max
    return -due_on.toordinal(), document.rank, document.key
