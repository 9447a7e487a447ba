"""Looks for terms and exceptions in one reading of a query."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from interventions.matching.compiled import CompiledList, Exclusion, Rule
from interventions.matching.keyindex import KeyIndex
from interventions.matching.occurrence import (
    HOWS,
    Candidate,
    Demands,
    Languages,
    number_before,
    occurs,
)
from interventions.matching.reading import Reading, View
from interventions.matching.sealed import SHOWN, Seal
from interventions.matching.shape import shape_of
from interventions.matching.skeleton import keys_of

# A text of one term a thousand times says no more than a text of it eight times.
_MOST_EXAMINED = 64
_MOST_KEPT = 8
_NOT_IN_EXCEPTIONS = frozenset(("spaced", "split"))

Span = tuple[int, int]
Entry = TypeVar("Entry")


class Hit(NamedTuple):
    """A term found; `spans` has one span, or one for each word of an all-words term."""

    rule: Rule
    how: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def span(self) -> Span:
        return self.spans[0][0], max(end for _, end in self.spans)


class Cover(NamedTuple):
    """An exception found."""

    exclusion: Exclusion
    span: Span


class Search:
    """One query's search, with the counts that keep a hostile text from costing more."""

    def __init__(
        self,
        rules: KeyIndex[Rule],
        exclusions: KeyIndex[Exclusion],
        languages: Languages,
        restricted: Sequence[CompiledList] = (),
    ) -> None:
        self._restricted = restricted
        self._rules = rules
        self._exclusions = exclusions
        self._languages = languages
        self._examined: Counter[Rule] = Counter()
        self._kept: Counter[Rule] = Counter()

    def hits(self, reading: Reading) -> Iterator[Hit]:
        for view in reading.views():
            for rule, start, end in _found(self._rules, view):
                hit = self._examine(rule, reading, view, start, end)
                if hit is not None:
                    yield hit

    def _examine(
        self, rule: Rule, reading: Reading, view: View, start: int, end: int
    ) -> Hit | None:
        if self._kept[rule] >= _MOST_KEPT or self._examined[rule] >= _MOST_EXAMINED:
            return None
        self._examined[rule] += 1
        hit = self._hit(rule, reading, view, start, end)
        self._kept[rule] += hit is not None
        return hit

    def _hit(self, rule: Rule, reading: Reading, view: View, start: int, end: int) -> Hit | None:
        if rule.demands.match == "allwords":
            return _all_words(rule, reading, view, self._languages)
        shape = shape_of(rule.sought)
        how = occurs(Candidate(shape, rule.demands, reading, start, end), self._languages)
        if how is None:
            return None
        if rule.demands.after_article:
            start = _with_article(reading, start)
        return Hit(rule, how, (reading.span(start, end),))

    def sealed(self, *readings: Reading) -> tuple[list[Hit], list[Cover]]:
        """What restricted lists know of the readings."""
        hits, covers = list[Hit](), list[Cover]()
        for reading in readings if self._restricted else ():
            for part, one, span in self._seals(reading):
                if one.is_exception:
                    excluded = Exclusion(SHOWN, "", part.name.topic, one.softens, Demands())
                    covers.append(Cover(excluded, span))
                else:
                    hits.append(Hit(part.sealed_rules[one.row], reading.how, (span,)))
        return hits[:_MOST_EXAMINED], covers[:_MOST_EXAMINED]

    def _seals(self, reading: Reading) -> Iterator[tuple[CompiledList, Seal, Span]]:
        edges = reading.words()
        tokens = [reading.skeleton[start:end] for start, end in edges]
        for part in self._restricted:
            for one, first, after in part.seals.find(tokens) if part.seals else ():
                yield part, one, reading.span(edges[first][0], edges[after - 1][1])

    def covers(self, reading: Reading) -> Iterator[Cover]:
        for view in reading.views():
            for exclusion, start, end in _found(self._exclusions, view):
                span = self._cover(exclusion, reading, start, end)
                if span is not None:
                    yield Cover(exclusion, span)

    def _cover(self, exclusion: Exclusion, reading: Reading, start: int, end: int) -> Span | None:
        shape = shape_of(exclusion.text)
        how = occurs(Candidate(shape, exclusion.demands, reading, start, end), self._languages)
        if how is None or not _NOT_IN_EXCEPTIONS.isdisjoint(how):
            return None
        if exclusion.demands.numbered:
            start = number_before(reading, start) or 0
        return reading.span(start, end)


def _found(index: KeyIndex[Entry], view: View) -> Iterator[tuple[Entry, int, int]]:
    """(entry, start, end) in the reading; what looks the same without repeats was found before."""
    for entry, first, last in index.find(view.skeleton):
        start, end = view.bounds[first], view.bounds[last]
        if not view.is_collapsed or end - start > last - first:
            yield entry, start, end


def _with_article(reading: Reading, start: int) -> int:
    return start - 2 if reading.skeleton[max(start - 2, 0) : start] == "ال" else start


def _all_words(rule: Rule, reading: Reading, view: View, languages: Languages) -> Hit | None:
    hows: set[str] = set()
    spans: list[Span] = []
    demands = rule.demands._replace(match="phrase")
    for word in rule.sought.split():
        place = next(
            (
                (how, span)
                for how, span in _word_places(word, demands, reading, view, languages)
                if not any(span[0] < end and start < span[1] for start, end in spans)
            ),
            None,
        )
        if place is None:
            return None
        hows.update(place[0])
        spans.append(place[1])
    return Hit(rule, tuple(how for how in HOWS if how in hows), tuple(sorted(spans)))


def _word_places(
    word: str, demands: Demands, reading: Reading, view: View, languages: Languages
) -> Iterator[tuple[tuple[str, ...], Span]]:
    shape = shape_of(word)
    for key in keys_of(word):
        at = view.skeleton.find(key)
        tries = 0
        while at >= 0 and tries < _MOST_EXAMINED:
            start, end = view.bounds[at], view.bounds[at + len(key)]
            how = occurs(Candidate(shape, demands, reading, start, end), languages)
            if how is not None:
                yield how, reading.span(start, end)
            at = view.skeleton.find(key, at + 1)
            tries += 1
