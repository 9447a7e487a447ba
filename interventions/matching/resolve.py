"""From all that was found to the answer: what exceptions silence or soften, what counts most."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from interventions.matching.match import STRENGTHS, Found, Suppressed, strength_of
from interventions.matching.reading import Reading
from interventions.matching.search import Cover, Hit, Span
from interventions.matching.shape import shape_of
from interventions.matching.terms import CRISIS, SOFT, Topic

# A list of a topic nobody described comes last and offers support.
_UNKNOWN = Topic("", 1_000_000, "support")
_HELPER = "helper"
_LESS_GRAVE = frozenset(("support", SOFT))
# Its support is for those left behind: "my brother died by suicide" is no crisis of his.
_BEREAVED = "bereavement"


class Kept(NamedTuple):
    hit: Hit
    soft: bool
    letters: frozenset[int]

    @property
    def topic(self) -> str:
        return self.hit.rule.list.topic


def settle(
    hits: Iterable[Hit],
    covers: Sequence[Cover],
    reading: Reading,
    topics: Mapping[str, Topic],
    locale: str,
) -> tuple[tuple[Found, ...], tuple[Suppressed, ...]]:
    """What stands and what was suppressed, each in the order in which it is told."""
    kept, suppressed = _apply(covers, _strongest(hits), frozenset(reading.source))
    largest = _largest(kept, topics)
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for one in largest:
        beside[one.topic].add(_response(one, topics))
    ranked = sorted(largest, key=lambda one: _rank(one, topics, locale, beside[one.topic]))
    found = tuple(_found(one, reading.text, topics) for one in ranked)
    return found, tuple(dict.fromkeys(suppressed))


def _largest(kept: list[Kept], topics: Mapping[str, Topic]) -> list[Kept]:
    """Without those whose letters are but a part of another's; no crisis gives way to support."""
    holding: defaultdict[int, list[Kept]] = defaultdict(list)
    for one in kept:
        for place in one.letters:
            holding[place].append(one)
    return [
        one
        for one in kept
        if not any(
            one.letters < other.letters and _gives_way(one, other, topics)
            for other in holding[min(one.letters)]
        )
    ]


def _gives_way(one: Kept, other: Kept, topics: Mapping[str, Topic]) -> bool:
    """Whether the longer of two says better what is meant: my friend is suicidal, not suicidal.

    "So tired of life I want to end it" is a crisis, though support has more of its words.
    """
    if other.topic == _BEREAVED:
        return True
    return _response(one, topics) != CRISIS or _response(other, topics) not in _LESS_GRAVE


def _strongest(hits: Iterable[Hit]) -> list[Hit]:
    """One hit for each term and place: that which needed the least indulgence."""
    best: dict[tuple[object, ...], Hit] = {}
    for hit in hits:
        rule = hit.rule
        place = (rule.list, rule.text, rule.demands.match, hit.spans)
        if place not in best or _weakness(hit) < _weakness(best[place]):
            best[place] = hit
    return list(best.values())


def _weakness(hit: Hit) -> tuple[int, int]:
    return STRENGTHS.index(strength_of(hit.how)), len(hit.how)


def _apply(
    covers: Sequence[Cover], hits: list[Hit], letters: frozenset[int]
) -> tuple[list[Kept], list[Suppressed]]:
    kept, suppressed = [], []
    for hit in hits:
        covering = list(_covering(covers, hit))
        hard = next((cover for cover in covering if not cover.exclusion.soft), None)
        if hard is None:
            places = frozenset(place for span in hit.spans for place in range(*span))
            # Flags that spell a word hold none of the letters of the plain reading.
            kept.append(Kept(hit, bool(covering), places & letters or places))
        else:
            phrase = hard.exclusion.phrase
            suppressed.append(Suppressed(hit.rule.list.topic, hit.rule.text, phrase, hard.span))
    return kept, suppressed


def _covering(covers: Iterable[Cover], hit: Hit) -> Iterator[Cover]:
    """An exception speaks for its own topic, and takes its words from any all-words term."""
    span, topics = hit.span, ("", hit.rule.list.topic)
    is_spread = len(hit.spans) > 1
    for cover in covers:
        is_over = _within(span, cover.span) and cover.exclusion.topic in topics
        takes = is_spread and not cover.exclusion.soft
        if is_over or (takes and any(_within(one, cover.span) for one in hit.spans)):
            yield cover


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _response(one: Kept, topics: Mapping[str, Topic]) -> str:
    if one.soft:
        return SOFT
    default = topics.get(one.hit.rule.list.topic, _UNKNOWN).response
    return one.hit.rule.response or default


def _gravity(one: Kept, topics: Mapping[str, Topic], beside: Collection[str]) -> int:
    """The smallest comes first within a topic; `beside` are all responses found for it.

    A crisis comes before support. Beside a helper's phrase it has to be a phrase, too, and no mere
    word: in "my friend wants to die and I want to die" somebody speaks of themselves.
    """
    response, shape = _response(one, topics), shape_of(one.hit.rule.sought)
    if response == SOFT:
        return 3
    if response == CRISIS:
        return 0 if _HELPER not in beside or shape.breaks or shape.spaceless else 1
    return 2 if response == "support" and CRISIS in beside else 1


def _rank(
    one: Kept, topics: Mapping[str, Topic], locale: str, beside: Collection[str]
) -> tuple[object, ...]:
    rule = one.hit.rule
    topic = topics.get(rule.list.topic, _UNKNOWN)
    return (
        topic.priority,
        topic.slug or rule.list.topic,
        _gravity(one, topics, beside),
        STRENGTHS.index(strength_of(one.hit.how)),
        -len(one.letters),
        one.hit.span[0],
        rule.list.locale.casefold() != locale,
        (rule.list.locale, rule.demands.match, rule.text),
    )


def _found(one: Kept, text: str, topics: Mapping[str, Topic]) -> Found:
    rule, (start, end) = one.hit.rule, one.hit.span
    return Found(
        topic=rule.list.topic,
        response=_response(one, topics),
        list=rule.list,
        term=rule.text,
        target=rule.target,
        span=(start, end),
        span_utf16=(_utf16(text[:start]), _utf16(text[:end])),
        how=one.hit.how,
    )


def _utf16(text: str) -> int:
    """The length of a text in UTF-16 units; half of a surrogate pair is one by itself."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
