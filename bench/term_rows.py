"""A file of terms of any size, and importing it as anyone would write it by hand."""

import csv
import random
import unicodedata
from pathlib import Path

from django.db import transaction

from bench.content import person
from bench.terms import phrases, words
from cms.desk.imports.models import FileImport, ImportBatch
from cms.library.models import Topic
from interventions.models import Term, TermList

HEADER = ("term", "locale", "topic", "match", "options", "exceptions")
TOPICS = ("suicide", "self_harm", "eating_disorder", "distress", "recovery", "wellbeing")
LOCALES = ("en", "vi", "id", "ar", "th", "ja", "ko", "zh", "es", "fr", "de")
OPTIONS = ("", "", "", "nofuzzy", "nojoin noobf")
KNOWN_OPTIONS = {"unmarked", "infix", "nofuzzy", "nojoin", "noobf", "localonly"}
TOGETHER = 2_000


def make_topics() -> None:
    person("editor", "Editor")
    for place, key in enumerate(TOPICS):
        Topic.objects.get_or_create(key=key, defaults={"name_en": key, "priority": place})


def write_file(path: Path, rows: int) -> None:
    """Spread over all lists; a third of the terms have exceptions."""
    chance, known = random.Random(3), words()
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for text in phrases(rows):
            exceptions = (
                f"{text} song;{text} {chance.choice(known)}" if chance.random() < 0.3 else ""
            )
            place = (chance.choice(LOCALES), chance.choice(TOPICS))
            writer.writerow((text, *place, "phrase", chance.choice(OPTIONS), exceptions))


def wipe() -> None:
    for model in (ImportBatch, FileImport, Term, TermList):
        model._default_manager.all().delete()


@transaction.atomic
def import_by_hand(path: Path) -> None:
    """The limit: csv, the checks that can't be left out, and bulk_create."""
    topics = {topic.key: topic for topic in Topic.objects.all()}
    lists, seen = {}, set()
    waiting: list[Term] = []
    with path.open(newline="", encoding="utf-8") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            text = unicodedata.normalize("NFC", row["term"]).strip()
            place = (row["topic"], row["locale"])
            name = (*place, row["match"], text.casefold())
            if (
                not text
                or len(text) > 200
                or len(row["exceptions"]) > 4_000
                or row["topic"] not in topics
                or row["locale"] not in LOCALES
                or row["match"] not in Term.Match.values
                or not KNOWN_OPTIONS.issuperset(row["options"].split())
                or name in seen
            ):
                raise SystemExit(f"line {line} is wrong")
            seen.add(name)
            if place not in lists:
                key = TermList.key_for(*place)
                lists[place] = TermList.objects.create(
                    key=key, topic=topics[place[0]], locale=place[1]
                )
            waiting.append(
                Term(
                    term_list=lists[place],
                    text=text,
                    folded=name[3],
                    match=row["match"],
                    options=row["options"],
                    exceptions=row["exceptions"],
                )
            )
            if len(waiting) == TOGETHER:
                Term.objects.bulk_create(waiting)
                waiting.clear()
    Term.objects.bulk_create(waiting)


def merge_by_hand(path: Path) -> int:
    """The limit of a second import: what is stored in a dict, and how many rows equal it."""
    columns = ("term_list__locale", "term_list__topic__key", "match", "text")
    stored = {
        row[:4]: row[4:]
        for row in Term.objects.values_list(*columns, "options", "exceptions").iterator()
    }
    same = 0
    with path.open(newline="", encoding="utf-8") as file:
        for text, locale, topic, match, options, exceptions in csv.reader(file):
            same += stored.get((locale, topic, match, text)) == (options, exceptions)
    return same


def export_by_hand(path: Path) -> None:
    """The limit of an export: one query and a csv.writer."""
    columns = ("text", "term_list__locale", "term_list__topic__key", "match", "options")
    more = ("exceptions", "response", "target", "note", "is_active")
    rows = Term.objects.order_by("term_list__key", "folded", "match").values_list(*columns, *more)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows.iterator())
