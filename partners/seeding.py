"""The demonstration's partners, helplines and retired numbers, from the files in seeds/.

What exists already is left alone, so that seeding twice changes nothing.
"""

from datetime import timedelta
from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from cms.library.seedfiles import Record, csv_records, new_records
from cms.publishing.changes import record_change
from partners.emergency_seeding import seed_emergency_numbers
from partners.models import Channel, Helpline, Partner, RetiredNumber

FIRST_CHECK = timedelta(days=30)
"""Nobody has phoned a demonstration line: by then somebody has to."""


@transaction.atomic
def seed(folder: Path, *, by: User) -> list[str]:
    """Makes the working copies that do not exist yet; returns the keys that may be released.

    Lines of grade C stay working copies: they are never public.
    """
    partners = new_records(Partner, csv_records(folder, "partners.csv"))
    created: list[str] = [_seed_partner(record, by).object_key for record in partners]
    channels: dict[str, list[Record]] = {}
    for record in csv_records(folder, "channels.csv"):
        channels.setdefault(record["helpline"], []).append(record)
    for record in new_records(Helpline, csv_records(folder, "helplines.csv")):
        helpline = _seed_helpline(record, channels.get(record["key"], []), by)
        if helpline.grade != Helpline.Grade.C:
            created.append(helpline.object_key)
    created += seed_emergency_numbers(folder, by=by)
    for record in csv_records(folder, "retired_numbers.csv"):
        _seed_retired(record)
    return created


def _seed_partner(record: Record, by: User) -> Partner:
    partner = Partner(
        key=record["key"],
        website=record["website"],
        countries=record["countries"],
        languages=record["languages"],
        **record.texts(Partner),
    )
    record.save(partner)
    partner.topics.set(record.topics())
    record_change(partner.object_key, by=by)
    return partner


def _seed_helpline(record: Record, channels: list[Record], by: User) -> Helpline:
    is_line = record["kind"] == Helpline.Kind.LINE
    helpline = Helpline(
        key=record["key"],
        kind=record["kind"],
        partner=record.named(Partner, record["partner"]) if record["partner"] else None,
        countries=record["countries"],
        languages=record["languages"],
        audience=record["audience"],
        source=record["source"],
        grade=record["grade"],
        check_due=timezone.now().date() + FIRST_CHECK if is_line else None,
        is_demonstration=is_line,
        check_note=record["check_note"],
        **record.numbers("min_age", "max_age", "rank"),
        **record.texts(Helpline),
    )
    record.save(helpline)
    helpline.topics.set(record.topics())
    for position, channel in enumerate(channels):
        _seed_channel(channel, helpline, position)
    record_change(helpline.object_key, by=by)
    return helpline


def _seed_channel(record: Record, helpline: Helpline, position: int) -> None:
    copied = ("key", "kind", "dial", "keyword", "extension", "languages", "hours_status", "zone")
    channel = Channel(
        helpline=helpline,
        position=position,
        weekly=record["weekly"],
        monthly=record["monthly"],
        dated=record["dated"],
        **{name: record[name] for name in copied},
        **record.texts(Channel),
    )
    record.save(channel)


def _seed_retired(record: Record) -> None:
    helpline = record.named(Helpline, record["helpline"]) if record["helpline"] else None
    where = {name: record[name] for name in ("country", "dial", "keyword")}
    if not RetiredNumber.objects.filter(**where, helpline=helpline).exists():
        retired = {"reason": record["reason"], "source": record["source"]}
        record.save(RetiredNumber(**where, **retired, helpline=helpline))
