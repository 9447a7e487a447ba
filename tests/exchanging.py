"""Content out to a file and in again, the way the screens do it."""

from io import BytesIO
from typing import Any

from cms.desk.exchange.resource import ContentResource
from cms.desk.exchange.trial import Outcome, carry_out, read_table, try_out
from cms.tables.reports import Unreadable
from cms.tables.writers import FORMATS


def export_table(resource: type[ContentResource], suffix: str = "csv") -> bytes:
    everything = resource._meta.model
    if resource.owner:
        everything = everything._meta.get_field(resource.owner).related_model
    rows = resource().rows(everything._default_manager.all())
    return b"".join(FORMATS[suffix].write(rows))


def import_table(
    resource: type[ContentResource], content: str | bytes, by: Any, *, only_look: bool = False
) -> Outcome:
    """Reads, tries out and carries out; stops where something blocks."""
    data = content.encode() if isinstance(content, str) else content
    try:
        rows, notes = read_table(BytesIO(data), resource())
    except Unreadable as error:
        return Outcome(findings=(error.finding,))
    if any(note.is_blocking for note in notes):
        return Outcome(findings=notes)
    outcome = try_out(resource(), rows, by=by)
    if only_look or outcome.is_blocked:
        return outcome
    return carry_out(resource(), rows, outcome.fingerprint, by=by)


def sentences(outcome: Outcome) -> str:
    """Everything that an import complains of."""
    return " ".join(finding.sentence() for finding in outcome.findings)
