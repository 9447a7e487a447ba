"""The published term bundle: a whole ruleset as one signed JSON document.

A search service fetches it, checks its signature and matches by itself, with the same answers as
the API. It is a map of how people get around filters, so it travels with a token only.

    {"format": 1, "entry": 412,
     "topics": [["suicide", 10, "crisis"], ...],
     "markets": {"VN": ["vi"], ...},
     "lists": [{"topic": "suicide", "locale": "en", "edition": "9f2c...",
       "classes": {"self": ["myself", "my self"]}, "terms": [
         {"text": "...", "match": "phrase", "options": [], "exceptions": [], "response": "",
          "target": ""}, ...]}, ...]}

A restricted list has `key` and `sealed` instead of `terms`: hashes of its phrases (sealed.py).
"""

import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from interventions.matching.compiled import CompiledList, compile_list, compile_sealed
from interventions.matching.notation import WordClass, WordClasses
from interventions.matching.ruleset import Ruleset
from interventions.matching.sealed import Sealed
from interventions.matching.terms import Term

FORMAT = 1


class BadBundle(ValueError):
    """The bundle is not from whom it should be, or of a format this version does not know."""


def signature(bundle: bytes, secret: str) -> str:
    """HMAC-SHA256 of the bundle's bytes, in hexadecimal digits."""
    return hmac.new(secret.encode(), bundle, sha256).hexdigest()


def load_bundle(bundle: bytes, *, secret: str, signed: str) -> Ruleset:
    """The ruleset of a bundle, once its signature holds; BadBundle where it does not."""
    if not hmac.compare_digest(signature(bundle, secret), signed):
        raise BadBundle("The bundle's signature does not hold.")
    data = json.loads(bundle)
    if data.get("format") != FORMAT:
        raise BadBundle(f"The bundle has format {data.get('format')}, and not {FORMAT}.")
    return Ruleset(
        [_compiled(part) for part in data["lists"]],
        topics=[(slug, priority, response) for slug, priority, response in data["topics"]],
        markets=data["markets"],
    )


def list_data(
    topic: str,
    locale: str,
    edition: str,
    terms: Iterable[Term],
    classes: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """One list as the bundle holds it, with the word classes that its terms name."""
    return {
        "topic": topic,
        "locale": locale,
        "edition": edition,
        "classes": {name: list(words) for name, words in classes.items()},
        "terms": [
            {
                "text": term.text,
                "match": term.match,
                "options": sorted(term.options),
                "exceptions": list(term.exceptions),
                "response": term.response,
                "target": term.target,
            }
            for term in terms
        ],
    }


def sealed_data(
    topic: str, locale: str, edition: str, key: str, rows: Iterable[Sealed]
) -> dict[str, Any]:
    """A restricted list as the bundle holds it: hashes, and the key that they are made with."""
    return {
        "topic": topic,
        "locale": locale,
        "edition": edition,
        "key": key,
        "sealed": [row._asdict() for row in rows],
    }


def _compiled(part: dict[str, Any]) -> CompiledList:
    topic, locale = part["topic"], part["locale"]
    if "sealed" in part:
        rows = [
            Sealed(
                digests=tuple(row["digests"]),
                lengths=tuple(row["lengths"]),
                exceptions=tuple(row["exceptions"]),
                response=row["response"],
                target=row["target"],
            )
            for row in part["sealed"]
        ]
        return compile_sealed(topic, locale, part["key"], rows, part["edition"])
    terms = (
        Term(
            text=row["text"],
            locale=locale,
            topic=topic,
            match=row["match"],
            options=frozenset(row["options"]),
            exceptions=tuple(row["exceptions"]),
            response=row["response"],
            target=row["target"],
        )
        for row in part["terms"]
    )
    classes = WordClasses(
        WordClass(name, locale, tuple(words)) for name, words in part.get("classes", {}).items()
    )
    return compile_list(topic, locale, terms, part["edition"], classes)
