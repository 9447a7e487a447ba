"""Finds which of 100,000 keys stand in a skeleton, and where.

The automaton holds how long keys begin, so it is small: built in a blink, and nearly as fast
over 100,000 keys as over 1,000. Whether a key may go on as the text does is told by one bit for
each way to go on; only then are keys compared, which lie spread over the memory.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from operator import contains
from sys import intern
from typing import Generic, TypeVar

from interventions.matching.automaton import Automaton

_BEGINNING = 5
# Keys sharing their beginning are compared one after another: not more than these at once.
_MOST_TOGETHER = 100
_PROBE = 10
_BITS = 8
Entry = TypeVar("Entry")


@dataclass(slots=True)
class Keyed(Generic[Entry]):
    """Entries and their keys side by side: an entry with two keys stands there twice."""

    keys: list[str] = field(default_factory=list)
    # What the automaton looks for. Many keys begin alike: interned, it is hashed once for all.
    beginnings: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    # Keys that are all of a skeleton or none of it: 111 must not cost whoever types "will".
    whole: list[tuple[str, Entry]] = field(default_factory=list)

    def add(self, key: str, entry: Entry) -> None:
        self.keys.append(key)
        self.beginnings.append(intern(key if len(key) < _PROBE else key[:_BEGINNING]))
        self.entries.append(entry)


class KeyIndex(Generic[Entry]):
    """An index over several parts, which are left as they are."""

    __slots__ = (
        "_automaton",
        "_entries",
        "_first",
        "_goes_on",
        "_is_key",
        "_keys",
        "_last_bit",
        "_whole",
    )

    def __init__(self, parts: Iterable[Keyed[Entry]]) -> None:
        everything = list(parts)
        keys = list(chain.from_iterable(part.keys for part in everything))
        entries = list(chain.from_iterable(part.entries for part in everything))
        begin = chain.from_iterable(part.beginnings for part in everything)
        beginnings: list[str] = []
        # The keys of each group, and the place of the first one's entry: the others follow.
        self._keys: list[tuple[str, ...]] = []
        self._first: list[int] = []
        self._entries: list[Entry] = []
        for beginning, places in _group(keys, enumerate(begin), _BEGINNING):
            beginnings.append(beginning)
            self._keys.append(tuple([keys[place] for place in places]))
            self._first.append(len(self._entries))
            self._entries += [entries[place] for place in places]
        self._whole: defaultdict[str, list[Entry]] = defaultdict(list)
        for key, entry in chain.from_iterable(part.whole for part in everything):
            self._whole[key].append(entry)
        self._automaton = Automaton(beginnings)
        self._is_key = bytes(map(contains, self._keys, beginnings))
        self._last_bit = (1 << (len(keys) * _BITS).bit_length()) - 1
        self._goes_on = bytearray(self._last_bit // 8 + 1)
        for key in keys:
            if len(key) >= _PROBE:
                bit = hash(key[:_PROBE]) & self._last_bit
                self._goes_on[bit >> 3] |= 1 << (bit & 7)

    def find(self, skeleton: str) -> list[tuple[Entry, int, int]]:
        """(entry, start, end) for every key in the skeleton."""
        found = [(entry, 0, len(skeleton)) for entry in self._whole.get(skeleton, ())]
        is_key, goes_on, last_bit = self._is_key, self._goes_on, self._last_bit
        for group, start, _ in self._automaton.find(skeleton):
            bit = hash(skeleton[start : start + _PROBE]) & last_bit
            if is_key[group] or goes_on[bit >> 3] >> (bit & 7) & 1:
                found += [
                    (self._entries[place], start, start + len(key))
                    for place, key in enumerate(self._keys[group], self._first[group])
                    if skeleton.startswith(key, start)
                ]
        return found


def _group(
    keys: list[str], begin: Iterable[tuple[int, str]], size: int
) -> Iterator[tuple[str, list[int]]]:
    """Beginnings, and where keys begin so; a long group is told apart by more letters."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, beginning in begin:
        groups[beginning].append(place)
    for beginning, together in groups.items():
        longer = len(together) > _MOST_TOGETHER and any(len(keys[at]) > size for at in together)
        if longer:
            more = size + _BEGINNING
            yield from _group(keys, [(at, keys[at][:more]) for at in together], more)
        else:
            yield beginning, together
