"""What a release would do: the log with it, what it would break, and what its checks find."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from cms.errors import Refused
from cms.levels import Level
from cms.publishing.already_read import already_read
from cms.publishing.findings import CheckContext, Finding, findings_for, in_order
from cms.publishing.history import stored_history
from cms.publishing.log import History
from cms.publishing.models import Release, ReleaseItem
from cms.publishing.planned import PlannedItem, documents_in, frozen
from cms.publishing.projected import bodies_of, history_with, released
from cms.publishing.release_checks import item_findings


@dataclass(frozen=True)
class ReleasePlan:
    """A release as it would enter the log that ends at `seen`."""

    seen: int
    body: dict[str, Any]
    findings: tuple[Finding, ...]
    already_read: Mapping[str, frozenset[str]]
    """For each object, the languages that were read when these words of theirs went live."""

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
    planned, now = [frozen(item) for item in items], timezone.now()
    bodies = bodies_of(planned, history, now)
    found = _findings(planned, history, released(bodies, history, now), now)
    known = already_read(planned, history, now)
    return ReleasePlan(history.head, {"title": title, "items": bodies}, tuple(found), known)


def planned_findings(planned: Collection[PlannedItem], history: History) -> list[Finding]:
    """What the checks find if this were released on top of the log now, the gravest first."""
    now = timezone.now()
    return _findings(planned, history, history_with(planned, history, now), now)


def _findings(
    planned: Collection[PlannedItem], before: History, after: History, now: datetime
) -> list[Finding]:
    touched = frozenset(one.key for one in planned)
    context = CheckContext(documents_in(planned), after, before, touched)
    return in_order([*item_findings(planned, before, after, now), *findings_for(context)])
