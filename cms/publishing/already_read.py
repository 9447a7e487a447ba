"""Which languages of an object need no second reading: those that say what they say in public."""

from collections.abc import Collection, Iterator
from datetime import datetime

from cms.publishing.documents import JSON, Document
from cms.publishing.freeze import open_if_whole, payload_of
from cms.publishing.log import History
from cms.publishing.models import Edition
from cms.publishing.planned import PlannedItem


def already_read(
    planned: Collection[PlannedItem], history: History, now: datetime
) -> dict[str, frozenset[str]]:
    """For each object, the languages that are live in the very words it is to have.

    They were read when these were approved: a correction of the English text does not take the
    Vietnamese one down.
    """
    bases = Edition.objects.in_bulk({one.item.base for one in planned if one.item.base})
    found = {}
    for one in planned:
        live, document = history.chosen(one.key, now), one.document
        base = open_if_whole(bases.get(one.item.base))
        if live and base and document:
            same = (code for code in live.languages if _says_the_same(base, document, code))
            found[one.key] = frozenset(same)
    return found


def _says_the_same(before: Document, after: Document, language: str) -> bool:
    said = _said_in(before, language)
    return said == _said_in(after, language) if said else before == after


def _said_in(document: Document, language: str) -> set[tuple[str, str]]:
    """What is in the document because of the language alone, leaf by leaf."""
    wanted, none = frozenset({language}), frozenset[str]()
    without = _leaves("", payload_of(document.in_languages(none)))
    return set(_leaves("", payload_of(document.in_languages(wanted)))).difference(without)


def _leaves(path: str, value: JSON | list[object] | object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(f"{path}.{name}", inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(f"{path}.{index}", inner)
    else:
        yield path, repr(value)
