"""The wordings that safe messaging advises against, found in plain text.

Pure: rules and text in, hits out.

    stored text --plain--> lines, NFC --hits(rules)--> what was found, where, and the better wording
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3
import regex

from cms.levels import Level
from cms.library.html import shallow

LONGEST_PATTERN = 1000
PIECE = 2000
"""Characters that one search looks at, so that no pattern can take long over a long text."""
LONGEST_SEARCH = 0.2
"""Seconds that a pattern may take over one text; an ordinary one takes some microseconds."""
OVERLAP = 200

# Talk of a subject comes up under its neighbours too, and does the same harm there.
ALSO_UNDER = {
    "suicide": frozenset({"self_harm", "distress", "recovery", "sensitive"}),
    "self_harm": frozenset({"suicide", "distress", "recovery", "sensitive"}),
    "eating_disorder": frozenset({"recovery", "sensitive"}),
}

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_LINE_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "div"})
_only_lines = nh3.Cleaner(tags={*_LINE_TAGS, "br"}, attributes={}, link_rel=None)
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}|\{\d*,?\d{2,}\}")
_ATOM = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


class BadPattern(ValueError):
    """A pattern that can't be used; the message says why, in one sentence."""


@dataclass(frozen=True)
class Rule:
    """A wording to avoid in one language, under one topic (empty: under every topic)."""

    code: str
    locale: str
    topic: str
    level: Level
    pattern: regex.Pattern[str]
    better: str
    source: str = ""

    def is_about(self, topics: Collection[str]) -> bool:
        if not self.topic or self.topic in topics:
            return True
        return not ALSO_UNDER.get(self.topic, frozenset()).isdisjoint(topics)

    def finds(self, text: str) -> bool:
        """Raises TimeoutError where the pattern takes too long over the text."""
        return bool(self.pattern.search(plain(text), timeout=LONGEST_SEARCH))


@dataclass(frozen=True)
class Hit:
    """What a rule found: `start` and `end` count characters of the plain text.

    The quote is '' where the search took too long and was given up.
    """

    rule: Rule
    quote: str
    start: int
    end: int


def compile_pattern(pattern: str) -> regex.Pattern[str]:
    """The pattern, ready for use; raises BadPattern where it is wrong or could run for hours."""
    if len(pattern) > LONGEST_PATTERN:
        raise BadPattern(f"The pattern is longer than {LONGEST_PATTERN} characters.")
    try:
        compiled = regex.compile(unicodedata.normalize("NFC", pattern), regex.IGNORECASE)
    except (regex.error, OverflowError, RecursionError) as problem:
        raise BadPattern(f"The pattern can't be read: {problem}.") from None
    if compiled.match(""):
        raise BadPattern("The pattern finds nothing at all: it matches an empty text.")
    _refuse_slow(pattern)
    _refuse_slow_over_runs(compiled, pattern)
    return compiled


def hits(text: str, rules: Iterable[Rule], language: str, topics: Collection[str]) -> Iterator[Hit]:
    """What the rules of the language and topics find in a plain text."""
    fitting = [rule for rule in rules if rule.locale == language and rule.is_about(topics)]
    pieces = list(_pieces(text))
    for rule in fitting:
        try:
            yield from _hits(text, rule, pieces)
        except TimeoutError:
            yield Hit(rule, "", 0, 0)


def _hits(text: str, rule: Rule, pieces: Iterable[tuple[int, int]]) -> Iterator[Hit]:
    seen = set()
    for start, end in pieces:
        for match in rule.pattern.finditer(text, start, end, timeout=LONGEST_SEARCH):
            if match.span() not in seen:
                seen.add(match.span())
                yield Hit(rule, match[0], *match.span())


def plain(html: str) -> str:
    """The text that a reader sees, in NFC, each paragraph, heading or list item on a line."""
    reader = _Reader()
    # Made well formed: of tags that never end the reader would read each to the end.
    reader.feed(_only_lines.clean(shallow(html)))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    text = "\n".join(line for line in lines if line)
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINE_TAGS:
            self.parts.append("\n")
        elif tag == "br":
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINE_TAGS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " "))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Spans of whole lines; a line that is too long comes in overlapping spans."""
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        for first in range(start, max(end - OVERLAP, start + 1), PIECE - OVERLAP):
            yield first, min(first + PIECE, end)
        start = end


def _refuse_slow_over_runs(compiled: regex.Pattern[str], pattern: str) -> None:
    """Tries each letter of the pattern many times over: several repeats share such a run."""
    try:
        for letter in sorted(set(pattern)):
            compiled.search(letter * PIECE, timeout=LONGEST_SEARCH)
    except TimeoutError:
        raise BadPattern(
            f"The pattern takes too long over a text of many “{letter}”. Repeat less in it."
        ) from None


def _refuse_slow(pattern: str) -> None:
    """Refuses a repeated group that itself repeats or chooses: its time grows without bound."""
    inner = [False]
    position = 0
    while position < len(pattern):
        atom = _ATOM.match(pattern, position)
        if atom is None:
            return
        position = atom.end()
        if atom[0] == "(":
            inner.append(False)
        elif atom[0] == ")" and len(inner) > 1:
            holds_choice = inner.pop()
            repeat = _UNBOUNDED.match(pattern, position)
            if repeat and holds_choice:
                raise BadPattern("A repeated group may not repeat or choose inside itself.")
            inner[-1] = inner[-1] or holds_choice or bool(repeat)
        elif atom[0] == "|":
            inner[-1] = True
        elif repeat := _UNBOUNDED.match(pattern, position):
            inner[-1] = True
            if atom[0] == ".":
                raise BadPattern("Say what may stand between: “.” may not be repeated.")
            position = repeat.end()
