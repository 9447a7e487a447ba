"""Parts: what a change of the log would leave without something that it cannot do without."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from cms.publishing.log import History


class MissingPart(NamedTuple):
    """An object that lacks a part, and since when."""

    referrer: str
    part: str
    at: datetime

    def words(self) -> dict[str, str]:
        """For a sentence that says so."""
        return {**self._asdict(), "when": f"{self.at:%Y-%m-%d %H:%M} UTC"}


def newly_missing(
    before: History, after: History, touched: frozenset[str], now: datetime
) -> Iterator[MissingPart]:
    """The parts that are missing with a change and were not without it, each once.

    Looked for at each window boundary from now on, in the touched objects and in all that have
    one of them as a part.
    """
    seen: set[tuple[str, str]] = set()
    involved = _involved(after, touched)
    parts = {p for key in involved for item in after.items.get(key, ()) for p in item.parts}
    for instant in [now, *(i for i in after.instants({*involved, *parts}) if i > now)]:
        was_broken = set(_missing(before, involved, instant))
        for referrer, part in _missing(after, involved, instant):
            if (referrer, part) not in was_broken | seen:
                seen.add((referrer, part))
                yield MissingPart(referrer, part, instant)


def _involved(history: History, touched: frozenset[str]) -> list[str]:
    """The touched objects and all that have one of them as a part."""
    inbound = (
        key
        for key, items in history.items.items()
        for item in items
        if item.parts and not touched.isdisjoint(item.parts)
    )
    return sorted(touched.union(inbound))


def _missing(history: History, keys: list[str], instant: datetime) -> Iterator[tuple[str, str]]:
    """(referrer, part) pairs; a block or an expired consent is no reason to refuse a release."""
    for key in keys:
        item = history.chosen(key, instant)
        for part in item.parts if item and item.edition else ():
            chosen = history.chosen(part, instant)
            if chosen is None or chosen.edition is None:
                yield key, part
