"""The base of every Resource: keys are identity, mistakes are sentences, changes are recorded."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, NamedTuple

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from import_export import resources
from import_export.fields import Field
from import_export.resources import Diff
from import_export.results import RowResult
from import_export.widgets import Widget

from cms.desk.exchange.columns import edited_fields, fields_of
from cms.desk.locking import revision_of
from cms.tables.columns import CLEAR, Columns
from cms.tables.formulas import restore
from cms.translations.changing import note_change
from cms.translations.texts import Passage, by_place, passages_in

REVISION = "revision"
"""The state of a row when it was exported: a later edit is never overwritten unseen."""
WRITTEN = (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE)


class RevisionColumn(Field):
    def get_value(self, instance: Any) -> str:
        return revision_of(instance)


class CellChange(NamedTuple):
    """One cell of a row, as it is stored and as it will be."""

    column: str
    before: str
    after: str


class CellChanges(Diff):
    """What an import changes in a row, cell by cell."""

    def __init__(self, resource: Any, instance: Any, new: bool) -> None:
        super().__init__(resource, instance, new)
        self._columns = [field.column_name for field in resource.get_import_fields()]

    def as_html(self) -> list[CellChange]:
        """Values: the page draws them."""
        before = [""] * len(self.left) if self.new else self.left
        cells = zip(self._columns, before, self.right, strict=True)
        return [CellChange(*cell) for cell in cells if cell[1] != cell[2] and cell[0] != REVISION]


class ContentResource(resources.ModelResource):
    """One row a working copy, a column a field that staff edit. `Meta` says of which model."""

    owner: ClassVar[str] = ""
    """For a part, the field that leads to its working copy."""

    class Meta:
        model: type[models.Model]
        left_out: tuple[str, ...] = ()
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
        named = edited_fields(self._meta.model)
        # What a row is known by comes first.
        self.names = dict.fromkeys((*self._meta.import_id_fields, *named))
        for name in self._meta.left_out:
            del self.names[name]
        fields = fields_of(self._meta.model, self.names, self._meta.special)
        self.fields = {field.column_name: field for field in fields}
        self.fields[REVISION] = RevisionColumn(REVISION, REVISION, readonly=True)

    @classmethod
    def get_display_name(cls) -> str:
        return str(cls._meta.model._meta.verbose_name_plural)

    @property
    def columns(self) -> Columns:
        names = tuple(name for name in self.fields if name != REVISION)
        return Columns(names, needed=len(self._meta.import_id_fields), base=REVISION)

    def get_diff_class(self) -> type[CellChanges]:
        return CellChanges

    # Out

    def rows(self, owners: QuerySet[Any]) -> Iterator[list[str]]:
        """The columns, then what belongs to these working copies."""
        rows = owners
        if self.owner:
            model = self._meta.model
            rows = model._default_manager.filter(**{f"{self.owner}__in": owners})
        fields = self._meta.model._meta
        named = [f.name for f in fields.fields if f.many_to_one]
        listed = [f.name for f in fields.many_to_many if f.name in self.names]
        rows = rows.select_related(*named).prefetch_related(*listed)
        yield list(self.get_export_headers())
        for row in rows.iterator(chunk_size=200):
            yield [str(cell) for cell in self.export_resource(row)]

    # In

    def import_data(self, dataset: Any, *args: Any, **options: Any) -> Any:
        """Imports every row or, where one has a mistake, none."""
        return super().import_data(
            dataset, *args, **{**options, "rollback_on_validation_errors": True}
        )

    def before_import(self, dataset: Any, **options: Any) -> None:
        """Nobody else can save these objects from here until the transaction ends."""
        if options.get("user") is None:
            raise ValueError("Nobody imports: an import is recorded as somebody's change.")
        model: Any = self._meta.model
        if self.owner:
            model = model._meta.get_field(self.owner).related_model
        keys = {restore(cell) for cell in dataset[self.owner or "key"]}
        named = model._default_manager.filter(key__in=keys).order_by("pk")
        list(named.select_for_update().values_list("pk"))

    def before_import_row(self, row: Any, **_options: Any) -> None:
        """An empty cell says nothing, so its column is not there; `-` says: empty it."""
        for name, cell in list(row.items()):
            if cell.strip():
                row[name] = "" if cell.strip() == CLEAR else self._meant(name, restore(cell))
            else:
                del row[name]

    def _meant(self, name: str, cell: str) -> str:
        """A code as it is stored, so that a row is found by it."""
        field: Any = next((f for f in self._meta.model._meta.fields if f.name == name), None)
        return str(field.to_python(cell)) if hasattr(field, "meant") else cell

    def get_instance(self, instance_loader: Any, row: Any) -> Any:
        try:
            instance = super().get_instance(instance_loader, row)
        except self._meta.model.MultipleObjectsReturned:
            named = " ".join(f"{name}={row[name]}" for name in self._meta.import_id_fields)
            raise ValueError(
                _("Several are called %(named)s: tell them apart in the form first.")
                % {"named": named}
            ) from None
        if instance and row.get(REVISION, "") not in ("", revision_of(instance)):
            raise ValueError(
                _("“%(key)s” was changed since this file was exported. Export it again.")
                % {"key": row[self._meta.import_id_fields[-1]]}
            )
        return instance

    def after_import(self, dataset: Any, result: Any, **options: Any) -> None:
        """Notes who changed what, as if they had saved each object in its form."""
        super().after_import(dataset, result, **options)
        columns: dict[str, set[str]] = defaultdict(set)
        right: dict[str, list[Passage]] = defaultdict(list)
        for row in result.rows:
            if row.import_type in WRITTEN:
                key = self.owner_of(row.instance).object_key
                columns[key] |= {cell.column for cell in row.diff}
                right[key] += _translated_anew(row)
        for key, fields in columns.items():
            note_change(key, by=options["user"], fields=fields, right=right[key])

    def owner_of(self, row: Any) -> Any:
        """The working copy that the row is, or is a part of."""
        return getattr(row, self.owner) if self.owner else row


def _translated_anew(row: Any) -> Iterable[Passage]:
    """The translations that the row brought: who writes one says that it is right."""
    passages = passages_in(row.instance)
    if row.original is None:
        return passages
    before = by_place(passages_in(row.original))
    return [p for p in passages if p.target != before[p.place].target]
