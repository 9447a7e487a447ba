"""Every translated text of working copies beside its source, for many objects in few queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import CASCADE, ForeignKey, Model

from cms.publishing.kinds import all_kinds
from cms.translations.columns import column, languages, translated_fields


@dataclass(frozen=True, slots=True)
class Passage:
    """One text in one language other than the source, and the source text it should say.

    `model` and `pk` name the row it is kept in: the object itself, or a part such as a section.
    """

    model: str
    pk: int
    field: str
    language: str
    source: str
    target: str

    @property
    def place(self) -> tuple[str, int, str, str]:
        return self.model, self.pk, self.field, self.language


def parts_of(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """The models with translated texts whose rows go with one of this model, and their link."""
    kinds = {kind.model for kind in all_kinds()}
    for relation in model._meta.related_objects:
        part, field = relation.related_model, relation.field
        if not isinstance(part, type) or part in kinds or not isinstance(field, ForeignKey):
            continue
        is_owned = field.remote_field.on_delete is CASCADE
        if is_owned and part._meta.app_label == model._meta.app_label and _has_texts(part):
            yield part, field.name


def _has_texts(model: type[Model]) -> bool:
    return any(translated_fields(model))


def passages_of(objects: Sequence[Model]) -> dict[int, list[Passage]]:
    """The passages of objects of one model, parts included, by the objects' ids."""
    found: dict[int, list[Passage]] = defaultdict(list)
    if not objects:
        return found
    model = type(objects[0])
    for row in objects:
        found[row.pk] += passages_in(row)
    for part, link in parts_of(model):
        for row in part._default_manager.filter(**{f"{link}__in": [o.pk for o in objects]}):
            found[getattr(row, f"{link}_id")] += passages_in(row)
    return found


def passages_in(row: Model) -> list[Passage]:
    """The passages that the row itself holds."""
    name = str(row._meta.model_name)
    return [
        Passage(name, row.pk, field, language, _text(row, field), _text(row, field, language))
        for field in translated_fields(type(row))
        for language in languages()
        if language != settings.LANGUAGE_CODE
    ]


def by_place(passages: Iterable[Passage]) -> dict[tuple[str, int, str, str], Passage]:
    return {passage.place: passage for passage in passages}


def _text(row: Any, field: str, language: str = settings.LANGUAGE_CODE) -> str:
    return (getattr(row, column(field, language)) or "").strip()
