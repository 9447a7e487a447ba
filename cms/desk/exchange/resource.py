"""The base of every Resource: keys are identity, mistakes are sentences, changes are recorded."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _
from import_export import resources
from import_export.fields import Field
from import_export.results import RowResult
from import_export.widgets import Widget

from cms.desk.exchange import cells
from cms.desk.exchange.columns import fields_of
from cms.publishing.changes import record_change
from cms.translations.marks import mark
from cms.translations.texts import by_place, passages_in

REVISION = "revision"
"""The state of an object when it was exported: a later edit is never overwritten unseen."""


class ContentResource(resources.ModelResource):
    """One row a working copy. Subclasses say `model` and `names` in `Meta`."""

    owner: ClassVar[str] = ""
    """For a part, the field that leads to its working copy."""

    class Meta:
        model: type[models.Model]
        names: tuple[str, ...] = ()
        special: ClassVar[dict[str, Widget]] = {}
        fields = ()
        import_id_fields = ("key",)
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        store_instance = True
        use_transactions = True

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        fields = fields_of(self._meta.model, self._meta.names, self._meta.special)
        self.fields = {field.column_name: field for field in fields}
        if not self.owner:
            self.fields[REVISION] = Field(REVISION, REVISION, readonly=True)

    # Out

    def export_field(self, field: Field, instance: Any, **options: Any) -> str:
        return cells.guarded(str(super().export_field(field, instance, **options)))

    # In

    def import_data(self, dataset: Any, *args: Any, **options: Any) -> Any:
        """Imports every row or, where one has a mistake, none."""
        return super().import_data(
            dataset, *args, **{**options, "rollback_on_validation_errors": True}
        )

    def before_import(self, dataset: Any, **options: Any) -> None:
        if options.get("user") is None:
            raise ValueError("Nobody imports: an import is recorded as somebody's change.")
        for index in reversed(range(len(dataset))):
            if cells.is_empty(dataset[index]):
                del dataset[index]
        problems = [*self._header_problems(dataset.headers or []), *self._row_problems(dataset)]
        if problems:
            raise ValidationError(problems)

    def before_import_row(self, row: Any, **_options: Any) -> None:
        """An empty cell says nothing, so its column is not there; `-` says: empty it."""
        for name in list(row):
            text = cells.read(row[name])
            if text.strip():
                row[name] = "" if _is_clear(row[name]) else text
            else:
                del row[name]

    def get_instance(self, instance_loader: Any, row: Any) -> Any:
        try:
            return super().get_instance(instance_loader, row)
        except self._meta.model.MultipleObjectsReturned:
            named = " ".join(f"{name}={row[name]}" for name in self._meta.import_id_fields)
            raise ValueError(
                _("Several are called %(named)s: tell them apart in the form first.")
                % {"named": named}
            ) from None

    def before_save_instance(self, instance: Any, row: Any, **_options: Any) -> None:
        seen = row.get(REVISION)
        if instance.pk and seen and seen != str(instance.revision):
            raise ValidationError(
                _("“%(key)s” was changed since this file was exported. Export it again.")
                % {"key": instance.key}
            )

    def after_import(self, dataset: Any, result: Any, **options: Any) -> None:
        """Notes who changed what, as if they had saved each object in its form."""
        super().after_import(dataset, result, **options)
        changed = [
            row
            for row in result.rows
            if row.import_type in (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE)
        ]
        owners = {}
        for row in changed:
            owner = getattr(row.instance, self.owner) if self.owner else row.instance
            owners[owner.pk] = owner
            mark(owner.object_key, _translated_anew(row), by=options["user"])
        for owner in owners.values():
            same = type(owner)._default_manager.filter(pk=owner.pk)
            same.update(revision=F("revision") + 1)
            record_change(owner.object_key, by=options["user"], fields=dataset.headers or ())

    def _header_problems(self, headers: list[str]) -> Iterator[str]:
        for name, count in Counter(headers).items():
            if name not in self.fields:
                yield _("There is no column “%(name)s”. The columns are: %(columns)s.") % {
                    "name": name,
                    "columns": ", ".join(self.fields),
                }
            elif count > 1:
                yield _("The column “%(name)s” is there twice.") % {"name": name}
        for name in self._meta.import_id_fields:
            if name not in headers:
                yield _("The column “%(name)s” is missing.") % {"name": name}

    def _row_problems(self, dataset: Any) -> Iterator[str]:
        """Rows without their key, and keys that come twice. Line 1 holds the headers."""
        headers, identity = dataset.headers or [], self._meta.import_id_fields
        if not set(identity) <= set(headers):
            return
        places = [headers.index(name) for name in identity]
        seen: dict[tuple[str, ...], int] = {}
        for line, row in enumerate(dataset, 2):
            key = tuple(cells.read(row[place]).strip() for place in places)
            if not all(key):
                yield _("Line %(line)d: %(columns)s must not be empty.") % {
                    "line": line,
                    "columns": ", ".join(identity),
                }
            elif key in seen:
                yield _("Line %(line)d: “%(key)s” stands in line %(first)d already.") % {
                    "line": line,
                    "key": " ".join(key),
                    "first": seen[key],
                }
            seen.setdefault(key, line)


def _is_clear(cell: Any) -> bool:
    return str(cell).strip() == cells.CLEAR


def _translated_anew(row: Any) -> Iterable[Any]:
    """The translations that the row brought: who writes one says that it is right."""
    passages = passages_in(row.instance)
    if row.original is None:
        return passages
    before = by_place(passages_in(row.original))
    return [p for p in passages if p.target != before[p.place].target]
