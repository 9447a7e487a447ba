"""What a person had in view while typing: it stands in the page, and comes back with the form."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from cms.desk.generic import AnyInlineFormSet, AnyModelForm
from cms.desk.merging.sent import Versions, stored_versions

NAME = "seen"
WHOLE = ""
"""The part of the page that is no row of a formset."""


@dataclass(frozen=True)
class Seen:
    """The versions of all fields, by the parts of the page, as they were at an instant."""

    at: datetime
    parts: dict[str, Versions] = field(default_factory=dict)

    def __str__(self) -> str:
        return json.dumps([self.at.isoformat(), self.parts], separators=(",", ":"))


def part_name(formset: AnyInlineFormSet, pk: object) -> str:
    return f"{formset.prefix}-{pk}"


def seen_now(form: AnyModelForm, formsets: Iterable[AnyInlineFormSet]) -> Seen:
    """What a page shows of forms that nobody has filled in."""
    rows = {
        part_name(formset, row.instance.pk): stored_versions(row)
        for formset in formsets
        for row in formset.initial_forms
    }
    return Seen(timezone.now(), {WHOLE: stored_versions(form), **rows})


def read_seen(text: str) -> Seen:
    """What was sent; nothing was seen where that can't be read."""
    try:
        at, parts = json.loads(text)
        read = {str(part): {**versions} for part, versions in parts.items()}
        instant = datetime.fromisoformat(at)
        return Seen(instant if timezone.is_aware(instant) else timezone.now(), read)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Seen(timezone.now())
