"""The demonstration's term lists, labelled queries and interventions, from the files in seeds/."""

from itertools import groupby
from pathlib import Path

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from campaigns.models import ContentNotice, VideoSeries
from cms.library.models import Topic
from cms.library.seedfiles import Record, csv_records, new_records, toml_records
from cms.publishing.changes import record_change
from cms.publishing.keys import ObjectKey
from guides.models import Guide
from interventions.fields import check_families
from interventions.matching import WordClasses
from interventions.matching.normalise import normalise
from interventions.models import Example, Intervention, InterventionOffer, Term, TermList, WordClass
from interventions.word_classes import stored_classes
from partners.codes import as_set


@transaction.atomic
def seed(folder: Path, *, by: User) -> list[str]:
    """Makes the working copies that do not exist yet; returns the new keys."""
    _seed_classes(folder, by)
    rows = csv_records(folder, "terms.csv")
    _seed_examples(folder)
    interventions = toml_records(folder, "interventions.toml", "intervention")
    return [
        *_seed_lists(rows, by),
        *(_seed_intervention(record, by) for record in new_records(Intervention, interventions)),
    ]


def _seed_classes(folder: Path, by: User) -> None:
    known = set(WordClass._default_manager.values_list("name", "locale"))
    for row in csv_records(folder, "word_classes.csv"):
        name = (row["name"], row["locale"])
        if name not in known:
            made = WordClass(name=name[0], locale=name[1], words=row["words"], note=row["note"])
            made.changed_by = by
            row.save(made)


def _seed_lists(rows: list[Record], by: User) -> list[str]:
    def place(row: Record) -> tuple[str, str]:
        return row["topic"], row["locale"]

    known = set(TermList.objects.values_list("key", flat=True))
    made = []
    for (topic, locale), terms in groupby(sorted(rows, key=place), key=place):
        key = TermList.key_for(topic, locale)
        if key not in known:
            made.append(_seed_list(key, topic, locale, list(terms), by))
    return made


def _seed_list(key: str, topic: str, locale: str, rows: list[Record], by: User) -> str:
    term_list = TermList(
        key=key, topic=rows[0].named(Topic, topic) if topic else None, locale=locale
    )
    rows[0].save(term_list)
    classes = stored_classes()
    terms = [_term(row, term_list, by, classes) for row in rows]
    Term.objects.bulk_create(terms)
    record_change(term_list.object_key, by=by)
    return term_list.object_key


def _term(row: Record, term_list: TermList, by: User, classes: WordClasses) -> Term:
    fields = ("match", "options", "exceptions", "response", "target", "note")
    term = Term(
        term_list=term_list,
        text=row["term"],
        changed_by=by,
        **{name: row[name] for name in fields if row[name]},
    )
    term.folded = normalise(term.text)
    try:
        # Not its constraints, each a query: the database checks them for all rows at once.
        term.clean_fields(exclude=["term_list", "changed_by"])
        term.clean()
        check_families(term.text, term.exceptions, term_list.locale, classes)
    except ValidationError as error:
        raise row.problem(" ".join(error.messages)) from None
    return term


def _seed_examples(folder: Path) -> None:
    """Labelled queries: topics in one file, responses in another, one example for both."""
    known = set(Example.objects.values_list("query", "locale"))
    fresh: dict[tuple[str, str], Example] = {}
    topics = {topic.key: topic for topic in Topic.objects.all()}
    for row in csv_records(folder, "queries.csv"):
        topic = row["expected_topic"]
        if topic and topic not in topics:
            raise row.problem(f"there is no topic “{topic}”.")
        example = _example(row, known, fresh)
        if example:
            example.expected_topic = topics[topic] if topic else None
    for row in csv_records(folder, "query_responses.csv"):
        example = _example(row, known, fresh)
        if example:
            example.expected_response = row["expected_response"]
            _check_fields(row, example)
    Example.objects.bulk_create(fresh.values())


def _example(
    row: Record, known: set[tuple[str, str]], fresh: dict[tuple[str, str], Example]
) -> Example | None:
    """The example that a row speaks of; None where it has been seeded before."""
    name = (row["query"], row["locale"])
    if name in known:
        return None
    example = fresh.setdefault(name, Example(query=name[0], locale=name[1], note=row["note"]))
    _check_fields(row, example)
    return example


def _check_fields(row: Record, example: Example) -> None:
    try:
        example.clean_fields(exclude=["expected_topic"])
    except ValidationError as error:
        raise row.problem(" ".join(error.messages)) from None


def _seed_intervention(row: Record, by: User) -> str:
    intervention = Intervention(
        key=row["key"],
        topic=row.named(Topic, row["topic"]),
        response=row["response"],
        markets=as_set(row.words("markets")),
        **row.texts(Intervention),
    )
    if row["notice"]:
        intervention.notice = row.named(ContentNotice, row["notice"])
    row.save(intervention)
    for position, key in enumerate(row.words("offers")):
        row.save(_offer(row, intervention, position, key))
    record_change(intervention.object_key, by=by)
    return intervention.object_key


def _offer(row: Record, intervention: Intervention, position: int, key: str) -> InterventionOffer:
    kind, name = ObjectKey(key).kind, ObjectKey(key).name
    offered = {
        "guide": row.named(Guide, name) if kind == "guide" else None,
        "series": row.named(VideoSeries, name) if kind == "series" else None,
    }
    return InterventionOffer(intervention=intervention, position=position, **offered)
