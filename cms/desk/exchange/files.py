"""What stands in a file of content: one row a working copy, or a part of one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet

from cms.desk.exchange.columns import Cell, Column, KeyCell, columns_of, edited_fields
from cms.desk.imports.rows import Values


@dataclass(frozen=True)
class ContentFile:
    """A column a field that staff edit."""

    model: type[Model]
    owner: str = ""
    """For a part, the field that leads to its working copy."""
    known_by: tuple[str, ...] = ("key",)
    """The fields that tell which row it is; they come first, the owner before all."""
    left_out: tuple[str, ...] = ()
    special: Mapping[str, Cell] = field(default_factory=dict)

    @cached_property
    def names(self) -> list[str]:
        named = dict.fromkeys((*self.known_by, *edited_fields(self.model)))
        return [name for name in named if name not in self.left_out]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(columns_of(self.model, self.names, self.special))

    @property
    def owners(self) -> QuerySet[Any]:
        """The working copies."""
        if not self.owner:
            return self.model._default_manager.all()
        owner: Any = self.model._meta.get_field(self.owner).related_model
        found: QuerySet[Any] = owner._default_manager.all()
        return found

    def owner_of(self, row: Any) -> Any:
        return getattr(row, self.owner) if self.owner else row

    def rows(self, keys: Collection[str]) -> QuerySet[Any]:
        """What belongs to these working copies, to all where none is named."""
        fields = self.model._meta
        named = [f.name for f in fields.fields if f.many_to_one]
        listed = [f.name for f in fields.many_to_many if f.name in self.names]
        rows = self.model._default_manager.select_related(*named).prefetch_related(*listed)
        key = f"{self.owner}__key" if self.owner else "key"
        return rows.filter(**{f"{key}__in": keys}) if keys else rows

    def named(self, identity: Values) -> list[Any]:
        """The rows with this identity. Raises ValueError where a cell of it means nothing."""
        wanted = {}
        for column, text in zip(self.columns, identity, strict=False):
            is_key = isinstance(column.cell, KeyCell)
            name = f"{column.field}__key" if is_key else column.field
            wanted[name] = text if is_key else column.cell.read(text)
        return list(self.model._default_manager.filter(**wanted))

    def cells_of(self, row: Any) -> Values:
        return tuple(c.cell.write(getattr(row, c.field, None)) for c in self.columns)
