"""What a release would do: the log with it, what it would break, and what its checks find."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cms.errors import Refused
from cms.levels import Level
from cms.publishing.displaced import Displaced, displaced
from cms.publishing.findings import CheckContext, Finding, findings_for, in_order
from cms.publishing.guards import guard_findings
from cms.publishing.history import stored_history
from cms.publishing.log import History
from cms.publishing.models import Release, ReleaseItem
from cms.publishing.planned import PlannedItem, documents_in, frozen
from cms.publishing.projected import bodies_of, history_with
from cms.publishing.release_checks import item_findings


@dataclass(frozen=True)
class ReleasePlan:
    """A release as it would enter the log that ends at `history`, if all of it was read."""

    title: str
    history: History
    findings: tuple[Finding, ...]
    items: tuple[tuple[PlannedItem, Displaced], ...]
    """Each with what it takes the place of."""

    @property
    def seen(self) -> int:
        return self.history.head

    def body(self, items: Iterable[PlannedItem]) -> dict[str, Any]:
        """The entry's body with these of its items, as far as they were read."""
        return {"title": self.title, "items": bodies_of(items, self.history, timezone.now())}

    def at_level(self, level: Level) -> list[Finding]:
        return [finding for finding in self.findings if finding.level is level]

    def refuse_if_blocked(self) -> None:
        """Raises Refused, naming each finding that blocks."""
        blocking = self.at_level(Level.BLOCKS)
        if blocking:
            raise Refused(" ".join(dict.fromkeys(f"{f.key}: {f.message}" for f in blocking)))


def release_plan(release: Release) -> ReleasePlan:
    """Everything that approval has to know about a frozen release."""
    return plan_of(release.title, release.items.select_related("edition"), stored_history())


def plan_of(title: str, items: Iterable[ReleaseItem], history: History) -> ReleasePlan:
    """The same for items that are frozen, and perhaps not stored yet."""
    planned = [frozen(item) for item in items]
    before = displaced([one.item for one in planned], history, timezone.now())
    found = in_order(
        [*planned_findings(planned, history), *guard_findings([one.key for one in planned])]
    )
    return ReleasePlan(title, history, tuple(found), tuple(zip(planned, before, strict=True)))


def planned_findings(planned: Collection[PlannedItem], history: History) -> list[Finding]:
    """What the checks find if this were released on top of the log now, the gravest first."""
    now, touched = timezone.now(), frozenset(one.key for one in planned)
    after = history_with(planned, history, now)
    context = CheckContext(documents_in(planned), after, history, touched)
    return in_order([*item_findings(planned, history, after, now), *findings_for(context)])
