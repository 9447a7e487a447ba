"""Reading the files in seeds/: every complaint is a sentence that names the file and the place."""

import csv
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from cms.errors import Refused
from cms.library.models import Topic
from cms.publishing.models import WorkingCopy
from cms.translations.columns import column, languages, translated_fields

WRITTEN_ON = date(2026, 11, 23)
"""The day from which the dates in the files count: whenever it is seeded, the demonstration has the
same campaigns running, coming and over, and the same consents in force."""

Named = TypeVar("Named", bound=WorkingCopy)


@dataclass(frozen=True)
class Record:
    """One row of a CSV file or one table of a TOML file. It can say where it stands."""

    where: str
    cells: dict[str, Any]

    def __getitem__(self, name: str) -> str:
        """A text, without the spaces around it; '' where a TOML table leaves it out."""
        return str(self.cells.get(name, "")).strip()

    def problem(self, what: str) -> Refused:
        return Refused(f"{self.where}: {what}")

    def numbers(self, *names: str) -> dict[str, int]:
        """The whole numbers in these cells; empty cells are left out, so that defaults hold."""
        for name in names:
            if self[name] and not self[name].isdecimal():
                raise self.problem(f"{name} is “{self[name]}” and has to be a whole number.")
        return {name: int(self[name]) for name in names if self[name]}

    def words(self, name: str) -> list[str]:
        """A list in TOML, or words with spaces between in CSV."""
        value = self.cells.get(name, "")
        return list(value) if isinstance(value, list) else str(value).split()

    def texts(self, model: type[Model]) -> dict[str, str | None]:
        """The model's translated columns: from `name_id` in CSV, from `[topic.id] name` in TOML."""
        return {
            column(field, language): self._text(field, language) or None
            for field in translated_fields(model)
            for language in languages()
        }

    def _text(self, field: str, language: str) -> str:
        table = self.cells.get(language, {})
        return str(table.get(field, "")).strip() or self[f"{field}_{language}"]

    def save(self, instance: Model) -> None:
        """Checks the object as a form would, and stores it.

        Constraints are left to the database, and only asked one by one which of them broke: to
        ask first takes as long as all the rest.
        """
        try:
            instance.full_clean(validate_constraints=False)
            try:
                with transaction.atomic():
                    instance.save()
            except IntegrityError:
                instance.validate_constraints()
                raise
        except ValidationError as error:
            raise self.problem(" ".join(error.messages)) from None

    def named(self, model: type[Named], key: str) -> Named:
        found = model._default_manager.filter(key=key).first()
        if found is None:
            raise self.problem(f"there is no {model._meta.verbose_name} “{key}”.")
        return found

    def topics(self) -> list[Topic]:
        return [self.named(Topic, key) for key in self.words("topics")]


def csv_records(folder: Path, name: str) -> list[Record]:
    """The rows of a CSV file, each with as many cells as its first line."""
    try:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            records = [Record(f"{name}, line {reader.line_num}", cells) for cells in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"The seed file {name} can't be read: {error}.") from None
    for record in records:
        if None in record.cells or None in record.cells.values():
            raise record.problem("it has more or fewer cells than the first line.")
    return records


def toml_records(folder: Path, name: str, table: str) -> list[Record]:
    """The `[[table]]`s of a TOML file."""
    tables = read_toml(folder / name).get(table, [])
    return [Record(f"{name}, {cells.get('key', 'a table without key')}", cells) for cells in tables]


def read_toml(path: Path) -> dict[str, Any]:
    """The tables, with every date as far from today as it was written from `WRITTEN_ON`."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(f"The seed file {path.name} can't be read: {error}.") from None
    found: dict[str, Any] = _moved(tables, timezone.now().date() - WRITTEN_ON)
    return found


def _moved(value: Any, by: timedelta) -> Any:
    """The value, with each date in it moved."""
    if isinstance(value, dict):
        return {key: _moved(inner, by) for key, inner in value.items()}
    if isinstance(value, list):
        return [_moved(inner, by) for inner in value]
    return value + by if isinstance(value, date) else value


def new_records(model: type[WorkingCopy], records: Iterable[Record]) -> Iterator[Record]:
    """Those whose object does not exist yet: what exists is left alone."""
    known = set(model._default_manager.values_list("key", flat=True))
    return (record for record in records if record["key"] not in known)
