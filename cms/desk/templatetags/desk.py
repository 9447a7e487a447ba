from datetime import datetime
from typing import Any

from django import template
from django.contrib.admin.helpers import Fieldset
from django.utils.translation import gettext as _

from cms.desk.content.notes import FieldNote
from cms.desk.content.show import waits_for_a_reader
from cms.desk.locking import saved_by
from cms.desk.merging.conflict import Conflict
from cms.desk.zones import in_both_zones

register = template.Library()


@register.simple_tag(takes_context=True)
def note_of(context: template.Context, field: Any) -> FieldNote | None:
    """The note of a field of Django's admin form, if its screen has any."""
    notes: dict[str, FieldNote] = context.get("field_notes") or {}
    return notes.get(_input_name(field))


@register.simple_tag(takes_context=True)
def conflict_at(context: template.Context, field: Any) -> Conflict | None:
    """What somebody else has done meanwhile with a field, or a part, of Django's admin form.

    A part is asked about once: before its first fields.
    """
    conflicts: dict[str, Conflict] = context.get("conflicts") or {}
    name = field.form.prefix if isinstance(field, Fieldset) else _input_name(field)
    return conflicts.get(name or "")


@register.simple_tag(takes_context=True)
def saved_by_whom(context: template.Context, conflict: Conflict) -> str:
    return saved_by(conflict.saved, context["request"].user)


def _input_name(field: Any) -> str:
    form = field.form if field.is_readonly else field.field.form
    return str(form.add_prefix(field.field["name"] if field.is_readonly else field.field.name))


@register.filter
def both_zones(instant: datetime | None) -> str:
    """An instant in the person's zone and in UTC."""
    return in_both_zones(instant)


@register.filter
def waits(languages: list[str]) -> str:
    """Which languages nobody has read."""
    return waits_for_a_reader(languages)


@register.filter
def window(item: Any) -> str:
    """When an item, of a release or of the log, is to be public."""
    starts = getattr(item, "starts_at", None) or getattr(item, "starts", None)
    ends = getattr(item, "ends_at", None) or getattr(item, "ends", None)
    told = {"starts": in_both_zones(starts), "ends": in_both_zones(ends)}
    if starts and ends:
        return _("from %(starts)s until %(ends)s") % told
    if starts:
        return _("from %(starts)s") % told
    return _("at once, until %(ends)s") % told if ends else _("at once, for good")
