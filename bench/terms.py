"""Term lists of any size: phrases of ordinary words, published by the log."""

import lzma
import random
from collections.abc import Mapping

from django.db import transaction

from bench.content import person
from bench.stage import ROOT
from cms.publishing.append import append
from cms.publishing.freeze import store
from cms.publishing.log import Action
from interventions.documents import TermDocument, TermListDocument

LIST_SIZE = 5_000
WORDS = ROOT / "interventions" / "matching" / "data" / "words" / "en.txt.xz"


def words() -> list[str]:
    known = lzma.decompress(WORDS.read_bytes()).decode().split()
    return [word for word in known if 3 <= len(word) <= 10]


def phrases(count: int, *, seed: int = 2) -> list[str]:
    """So many different ones, of two or three words out of 20,000."""
    chance = random.Random(seed)
    known = chance.sample(words(), 20_000)
    made: dict[str, None] = {}
    while len(made) < count:
        made[" ".join(chance.choices(known, k=chance.choice((2, 2, 3))))] = None
    return list(made)


def publish_terms(count: int, *, seed: int = 2) -> None:
    """Publishes lists of so many terms, in one release."""
    publish(lists(count, seed=seed))


def lists(count: int, *, seed: int = 2) -> dict[str, TermListDocument]:
    """Lists by their keys; with another seed, the same lists with other terms."""
    made = phrases(count, seed=seed)
    return {
        f"termlist:measured-{start}": _list(made[start : start + LIST_SIZE])
        for start in range(0, count, LIST_SIZE)
    }


@transaction.atomic
def publish(documents: Mapping[str, TermListDocument]) -> int:
    """Stores them and puts them live; returns the number of the entry."""
    editor, items = person("editor", "Editor"), []
    for key, document in documents.items():
        edition = store(key, document, by=editor)
        items.append({"key": key, "edition": edition.digest, "languages": ["en"], "parts": []})
    return append(Action.RELEASE, {"title": "Terms", "items": items}, by=editor).number


def _list(made: list[str]) -> TermListDocument:
    terms = (
        TermDocument(
            text=text,
            match="phrase",
            exceptions=(f"{text} song",) if number % 10 == 0 else (),
        )
        for number, text in enumerate(made)
    )
    return TermListDocument(topic="distress", locale="en", terms=tuple(terms))
