"""The demonstration's topics, editorial rules and pictures, from the files in seeds/.

What exists already is left alone, so that seeding twice changes nothing.
"""

from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction

from cms.errors import Refused
from cms.library import pictures
from cms.library.models import EditorialRule, Image, Topic
from cms.library.seedfiles import Record, csv_records, new_records, toml_records
from cms.publishing.changes import record_change

PICTURE_SUFFIXES = (".png", ".jpg", ".webp", ".avif")


@transaction.atomic
def seed(folder: Path, *, by: User) -> list[str]:
    """Makes the working copies that do not exist yet, and the rules; returns the new keys."""
    _seed_rules(csv_records(folder, "editorial_rules.csv"))
    topics = new_records(Topic, csv_records(folder, "topics.csv"))
    images = new_records(Image, toml_records(folder, "images.toml", "image"))
    return [
        *(_seed_topic(record, by) for record in topics),
        *(_seed_image(record, path, by) for record in images if (path := _file(folder, record))),
    ]


def _seed_rules(records: list[Record]) -> None:
    known = set(EditorialRule.objects.values_list("code", flat=True))
    for record in records:
        if record["code"] not in known:
            names = ("code", "locale", "topic", "level", "pattern", "better", "source")
            examples = ("flagged", "fine")
            record.save(EditorialRule(**{name: record[name] for name in (*names, *examples)}))


def _seed_topic(record: Record, by: User) -> str:
    topic = Topic(
        key=record["key"],
        response=record["response"],
        is_grave=record["is_grave"] == "yes",
        **record.numbers("priority"),
        **record.texts(Topic),
    )
    record.save(topic)
    record_change(topic.object_key, by=by)
    return topic.object_key


def _seed_image(record: Record, path: Path, by: User) -> str:
    image = Image(
        key=record["key"],
        credit=record["credit"],
        **record.numbers("focal_x", "focal_y"),
        **record.texts(Image),
    )
    record.save(image)
    try:
        image.keep(pictures.take(path.read_bytes()))
    except Refused as problem:
        raise record.problem(str(problem)) from None
    record_change(image.object_key, by=by)
    return image.object_key


def _file(folder: Path, record: Record) -> Path | None:
    """The picture's file in seeds/media, named by its key; a picture not drawn yet is skipped."""
    names = (folder / "media" / f"{record['key']}{suffix}" for suffix in PICTURE_SUFFIXES)
    return next((path for path in names if path.is_file()), None)
