"""The base of admins of what releases are checked against: whatever changes is noted for review."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest

from cms.desk.locking import LockingAdmin
from cms.desk.screens import person
from cms.publishing.guards import note_guards


class GuardAdmin(LockingAdmin):
    guarded_kinds: ClassVar[tuple[str, ...]] = ()
    """The kinds whose releases it checks; all, where there are none."""

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        before = self.model._default_manager.get(pk=obj.pk) if change else None
        super().save_model(request, obj, form, change)
        if before and form.has_changed():
            self._note(request, before, in_words(obj))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._note(request, obj, "")
        super().delete_model(request, obj)

    def _note(self, request: HttpRequest, before: models.Model, after: str) -> None:
        note_guards(
            [(str(before), in_words(before), after)],
            guard=str(self.opts.verbose_name),
            kinds=self.guarded_kinds,
            by=person(request),
        )


def in_words(row: models.Model) -> str:
    """Everything that it says."""
    fields = (field for field in row._meta.concrete_fields if field.editable)
    said = ((field.verbose_name, getattr(row, field.name)) for field in fields)
    return ", ".join(f"{name}: {value}" for name, value in said if value not in (None, ""))
