"""Whether a translation is missing, stale or right: hashes of texts are compared, never dates."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from django.contrib.auth.models import User

from cms.publishing.documents import Document
from cms.publishing.kinds import object_for
from cms.translations.models import Mark
from cms.translations.texts import Passage, passages_of


class State(StrEnum):
    """How a translated text stands to its source."""

    OK = "ok"
    STALE = "stale"
    MISSING = "missing"


class Pair(NamedTuple):
    """A translation and the source text it was made for, by their hashes."""

    language: str
    source_hash: str
    target_hash: str


Marks = Collection[Pair]


def text_hash(text: str) -> str:
    return sha256(text.strip().encode()).hexdigest()


def pair_of(language: str, source: str, target: str) -> Pair:
    return Pair(language, text_hash(source), text_hash(target))


def state_of(passage: Passage, marks: Marks) -> State | None:
    """None where there is nothing to translate."""
    if not passage.source:
        return None
    if not passage.target:
        return State.MISSING
    pair = pair_of(passage.language, passage.source, passage.target)
    return State.OK if pair in marks else State.STALE


def count_states(passages: Iterable[Passage], marks: Marks) -> dict[str, Counter[State]]:
    """By language: how many texts are in each state."""
    counts: dict[str, Counter[State]] = defaultdict(Counter)
    for passage in passages:
        if state := state_of(passage, marks):
            counts[passage.language][state] += 1
    return counts


def marks_of(keys: Collection[str]) -> dict[str, set[Pair]]:
    """The marks of many objects, in one query."""
    found: dict[str, set[Pair]] = defaultdict(set)
    rows = Mark.objects.filter(key__in=keys).values_list(
        "key", "language", "source_hash", "target_hash"
    )
    for key, *pair in rows:
        found[key].add(Pair(*pair))
    return found


def sources_when_marked(key: str) -> dict[tuple[str, str], str]:
    """(language, hash of the translation) -> the source text it was last said to match."""
    rows = Mark.objects.filter(key=key).order_by("at", "id")
    return {
        (language, target_hash): source
        for language, target_hash, source in rows.values_list("language", "target_hash", "source")
    }


def mark(key: str, passages: Iterable[Passage], *, by: User | None) -> None:
    """Notes a person's word that these translations say what their sources say."""
    Mark.objects.bulk_create(
        (
            Mark(
                key=key,
                language=passage.language,
                source_hash=text_hash(passage.source),
                target_hash=text_hash(passage.target),
                source=passage.source,
                marked_by=by,
            )
            for passage in passages
            if passage.source and passage.target
        ),
        ignore_conflicts=True,
    )


def unmark(key: str, passage: Passage) -> None:
    """Takes the word back that this translation says what its source says."""
    pair = pair_of(passage.language, passage.source, passage.target)
    Mark.objects.filter(key=key, **pair._asdict()).delete()


def copy_marks(key: str, to: str) -> None:
    """What was said of an object's translations holds for a copy that has the same texts."""
    marks = list(Mark.objects.filter(key=key).order_by("at", "id"))
    for each in marks:
        each.pk, each.key = None, to
    Mark.objects.bulk_create(marks, ignore_conflicts=True)


def stale_texts(key: str, document: Document, source_language: str) -> list[tuple[str, str]]:
    """(path, language) of every text in a document whose translation is not marked as right."""
    marks = marks_of([key])[key]
    stale = []
    for path, text in document.texts():
        source = text.root.get(source_language, "")
        for language in sorted(text.languages - {source_language}):
            if source and pair_of(language, source, text.root[language]) not in marks:
                stale.append((path, language))
    return stale


def mark_all(key: str, *, by: User) -> None:
    """Marks every translation that an object has now, as for content that came translated."""
    thing = object_for(key)
    mark(key, passages_of([thing])[thing.pk], by=by)
