"""What stands beside the form of a working copy: live state, findings, where it is used."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from cms.desk.content.presence import Presence, others_at
from cms.desk.content.show import show_state
from cms.desk.content.undone import Undone, undone_in
from cms.desk.labels import ObjectLabel, object_labels
from cms.desk.log_now import log_now
from cms.desk.publication_status import PublicationStatus, publication_statuses
from cms.publishing import catalog
from cms.publishing.changes import last_change
from cms.publishing.documents import Document
from cms.publishing.findings import Finding
from cms.publishing.kinds import Kind, kind_of
from cms.publishing.models import Change, WorkingCopy
from cms.publishing.plan import planned_findings
from cms.publishing.planned import documents_in, planned_copy
from cms.publishing.snapshot import LiveContent


@dataclass(frozen=True, kw_only=True)
class SideBox:
    key: str
    status: PublicationStatus
    state: SafeString
    """The status, as lists show it."""
    last: Change | None
    others: list[Presence]
    """Who else has it open."""
    findings: list[Finding]
    used_in: tuple[ObjectLabel, ...]
    """The live objects that name this one."""
    kind: Kind
    may_block: bool
    undone: Undone | None
    """What of a release that was undone it still holds."""


def side_box(thing: WorkingCopy, user: Any) -> SideBox:
    """The box for an object that is stored, as the person sees it."""
    key, now, history = thing.object_key, timezone.now(), log_now()
    planned = planned_copy(key)
    copies = documents_in(planned)
    status = publication_statuses([key], now, copies)[key]
    return SideBox(
        key=key,
        status=status,
        state=show_state(status),
        last=last_change(key),
        others=others_at(key, user),
        findings=planned_findings(planned, history),
        used_in=tuple(object_labels(used_in(key, catalog.current())).values()),
        kind=kind_of(key),
        may_block=user.has_perm(kind_of(key).block_permission),
        undone=undone_in(key, copies.get(key), history, now),
    )


def used_in(key: str, live: LiveContent) -> tuple[str, ...]:
    """The live objects that name this one."""
    inbound: Mapping[str, tuple[str, ...]] = live.derived(_inbound)
    return inbound.get(key, ())


def _inbound(live: LiveContent) -> dict[str, tuple[str, ...]]:
    inbound: dict[str, tuple[str, ...]] = {}
    for key in sorted(live.view.items):
        document: Document | None = live.get(key)
        for reference in document.references() if document else ():
            inbound[reference.key] = (*inbound.get(reference.key, ()), key)
    return inbound
