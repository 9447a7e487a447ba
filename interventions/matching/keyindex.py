"""Finds which of 100,000 keys stand in a skeleton, and where.

The automaton holds how long keys begin, so it is small: built in a blink, and nearly as fast
over 100,000 keys as over 1,000. Whether a key may go on as the text does is told by one bit for
each way to go on; only then are keys compared, which lie spread over the memory.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
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
        "_places",
        "_whole",
    )

    def __init__(self, parts: Iterable[Keyed[Entry]]) -> None:
        # Step by step: no call may hold up other threads for long.
        self._keys: list[str] = []
        self._entries: list[Entry] = []
        self._whole: defaultdict[str, list[Entry]] = defaultdict(list)
        begin: list[str] = []
        for part in parts:
            self._keys += part.keys
            self._entries += part.entries
            begin += part.beginnings
            for key, entry in part.whole:
                self._whole[key].append(entry)
        keys = self._keys
        # The places of the keys group by group, and where each group begins among them.
        self._places = array("I")
        self._first = array("I", [0])
        beginnings: list[str] = []
        for beginning, places in _group(keys, enumerate(begin), _BEGINNING):
            beginnings.append(beginning)
            self._places.extend(places)
            self._first.append(len(self._places))
        self._automaton = Automaton(beginnings)
        longest = max(map(len, beginnings), default=0)
        short = {key for key in keys if len(key) <= longest}
        self._is_key = bytes(map(short.__contains__, beginnings))
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
        keys, places, first = self._keys, self._places, self._first
        for group, start, _ in self._automaton.find(skeleton):
            bit = hash(skeleton[start : start + _PROBE]) & last_bit
            if is_key[group] or goes_on[bit >> 3] >> (bit & 7) & 1:
                for place in places[first[group] : first[group + 1]]:
                    if skeleton.startswith(keys[place], start):
                        end = start + len(keys[place])
                        found.append((self._entries[place], start, end))
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
