"""Term lists of any size: phrases of ordinary words, published by the log."""

import lzma
import random

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


def phrases(count: int) -> list[str]:
    """So many different ones, of two or three words out of 20,000."""
    chance = random.Random(2)
    known = chance.sample(words(), 20_000)
    made: dict[str, None] = {}
    while len(made) < count:
        made[" ".join(chance.choices(known, k=chance.choice((2, 2, 3))))] = None
    return list(made)


@transaction.atomic
def publish_terms(count: int, *, size: int = LIST_SIZE) -> None:
    """Publishes lists of the size, in one release."""
    editor, made = person("editor", "Editor"), phrases(count)
    items = []
    for start in range(0, count, size):
        key, document = f"termlist:measured-{start}", _list(made[start : start + size])
        edition = store(key, document, by=editor)
        items.append({"key": key, "edition": edition.digest, "languages": ["en"], "parts": []})
    append(Action.RELEASE, {"title": f"{count} terms", "items": items}, by=editor)


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
