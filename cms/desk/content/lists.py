"""What a list shows of each object beyond its own columns, and how it is filtered by that."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.desk.publication_status import PublicationStatus, Stage, publication_statuses
from cms.translations.columns import languages, translated_fields
from cms.translations.marks import State, count_states, marks_of
from cms.translations.names import language_name
from cms.translations.texts import passages_of


@dataclass(frozen=True)
class ListRow:
    """An object's standing, and how complete it is in each language but the source."""

    status: PublicationStatus
    languages: tuple[tuple[str, State], ...]


def rows_for(objects: list[Any]) -> dict[int, ListRow]:
    """A row for each object, by its id, in a number of queries that does not grow with the list."""
    if not objects:
        return {}
    keys = {thing.pk: thing.object_key for thing in objects}
    stands = publication_statuses(keys.values(), timezone.now())
    marks, passages = marks_of(keys.values()), passages_of(objects)
    return {
        pk: ListRow(stands[key], tuple(_strip(count_states(passages[pk], marks[key]))))
        for pk, key in keys.items()
    }


def _strip(counts: dict[str, Counter[State]]) -> Iterator[tuple[str, State]]:
    """The gravest state of each language."""
    for language in languages():
        if language != settings.LANGUAGE_CODE and (states := counts.get(language)):
            yield (
                language,
                next(s for s in (State.MISSING, State.STALE, State.OK) if states[s]),
            )


class _RowFilter(SimpleListFilter):
    """Filters by what `rows_for` says of all objects of the model."""

    def words(self, row: ListRow) -> set[str]:
        """The choices that a row answers to."""
        raise NotImplementedError

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        word = self.value()
        if not word:
            return queryset
        rows = rows_for(list(queryset.model._default_manager.all()))
        return queryset.filter(pk__in=[pk for pk, row in rows.items() if word in self.words(row)])


class StateFilter(_RowFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [
            *Stage.choices,
            ("changing", _("live, with a scheduled change")),
            ("changed", _("changed since")),
            ("in_review", _("in review")),
            ("waiting", _("waits for a reader")),
        ]

    def words(self, row: ListRow) -> set[str]:
        return row.status.words


class LanguageFilter(_RowFilter):
    title = _("translation")
    parameter_name = "translation"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        names: dict[State, Callable[[str], str]] = {
            State.MISSING: lambda name: _("%(language)s missing") % {"language": name},
            State.STALE: lambda name: _("%(language)s stale") % {"language": name},
        }
        return [
            (_spelt(code, state), label(language_name(code)))
            for code in languages()
            if code != settings.LANGUAGE_CODE and any(translated_fields(model_admin.model))
            for state, label in names.items()
        ]

    def words(self, row: ListRow) -> set[str]:
        return {_spelt(code, state) for code, state in row.languages}


def _spelt(language: str, state: State) -> str:
    return f"{language}-{state}"


def attach_rows(objects: list[Model]) -> list[Model]:
    """Gives each object its row, for the columns of a list."""
    rows = rows_for(objects)
    for thing in objects:
        thing.row = rows[thing.pk]  # type: ignore[attr-defined]
    return objects
