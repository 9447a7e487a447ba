"""Emergency numbers of the countries that are no market, from seeds/emergency.csv.

One row a number; what is said of them is the same everywhere and stands in emergency.toml.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

from cms.library.seedfiles import Record, csv_records, read_toml
from cms.publishing.changes import record_change
from cms.translations.columns import column, languages
from partners.models import Channel, Helpline

RANK = 99
EVERY_SERVICE = "all"


def seed_emergency_numbers(folder: Path, *, by: User) -> Iterator[str]:
    """Makes the records that do not exist yet; yields their keys."""
    said = read_toml(folder / "emergency.toml")
    known = set(Helpline.objects.values_list("key", flat=True))
    records = csv_records(folder, "emergency.csv")
    for country, numbers in groupby(records, key=lambda record: record["country"]):
        key = f"{country.lower()}-emergency"
        if key not in known:
            yield _seed(key, country, list(numbers), said, by)


def _seed(key: str, country: str, numbers: list[Record], said: dict[str, Any], by: User) -> str:
    helpline = Helpline(
        key=key,
        kind=Helpline.Kind.EMERGENCY,
        countries=country,
        rank=RANK,
        grade=Helpline.Grade.B,
        source=_said(numbers[0], said, "source"),
        **_columns("name", said["name"]),
        **_columns("what_to_expect", said["what_to_expect"]),
    )
    numbers[0].save(helpline)
    for position, number in enumerate(numbers):
        number.save(_channel(number, helpline, position, said))
    record_change(helpline.object_key, by=by)
    return helpline.object_key


def _channel(number: Record, helpline: Helpline, position: int, said: dict[str, Any]) -> Channel:
    service = number["service"]
    is_all = service == EVERY_SERVICE
    return Channel(
        helpline=helpline,
        position=position,
        key="phone" if is_all else f"phone-{service.replace('_', '-')}",
        kind="phone",
        dial=number["dial"],
        hours_status="stated",
        zone="UTC",
        weekly="24/7",
        **_columns("note", {} if is_all else _said(number, said, "service")),
    )


def _said(number: Record, said: dict[str, Any], table: str) -> Any:
    name = number[table]
    if name not in said[table]:
        raise number.problem(f"emergency.toml has no {table} “{name}”.")
    return said[table][name]


def _columns(field: str, texts: dict[str, str]) -> dict[str, str | None]:
    return {column(field, language): texts.get(language) for language in languages()}
