"""Restricted lists: phrases known by keyed hashes only, so that nobody reads them in passing.

A phrase is sealed in the form it is compared in. In a query every run of whole words is hashed
alike and looked up. So disguises, spaces and short forms are forgiven; typing errors, marks and
words within words are not. Who has key and hashes can test guesses: it is a curtain, not a safe.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

from interventions.matching.emoji import phrase_with_emoji
from interventions.matching.folding import written_out
from interventions.matching.notation import NO_CLASSES, BadNotation, WordClasses, expand
from interventions.matching.skeleton import skeleton, words
from interventions.matching.terms import Term

SHOWN = "(restricted)"
"""What stands for such a term, and for its exceptions, in every explanation."""
_SOFTENS = "~"
_DIGEST_BYTES = 16
_MOST_WORDS = 10


class Sealed(NamedTuple):
    """One row: the hashes of its phrases and of its exceptions, `~` before those that soften."""

    digests: tuple[str, ...]
    lengths: tuple[int, ...]
    exceptions: tuple[str, ...] = ()
    response: str = ""
    target: str = ""


class Seal(NamedTuple):
    """What a hash stands for: the number of its row, and whether an exception softens."""

    row: int
    is_exception: bool = False
    softens: bool = False


def seal(term: Term, key: str, classes: WordClasses = NO_CLASSES) -> Sealed:
    """Raises BadNotation where the row is no family."""
    phrases = _compared(expand(term.text, term.locale, classes), term.locale)
    exceptions, lengths = list[str](), {len(phrase) for phrase in phrases}
    for row in term.exceptions:
        sign = _SOFTENS if row.startswith(_SOFTENS) else ""
        covers = _compared(
            expand(row.removeprefix(_SOFTENS).strip(), term.locale, classes), term.locale
        )
        lengths |= {len(cover) for cover in covers}
        exceptions += [sign + _digest(cover, key) for cover in covers]
    return Sealed(
        tuple(sorted({_digest(phrase, key) for phrase in phrases})),
        tuple(sorted(lengths)),
        tuple(sorted(set(exceptions))),
        term.response,
        term.target,
    )


def seal_all(terms: Iterable[Term], key: str, classes: WordClasses) -> Iterator[Sealed]:
    """Rows that hold; the form of a term has refused the others."""
    for term in terms:
        try:
            yield seal(term, key, classes)
        except BadNotation:
            continue


class Seals:
    """The hashes of one list."""

    __slots__ = ("_key", "_known", "_lengths", "rows")

    def __init__(self, key: str, rows: Sequence[Sealed]) -> None:
        self.rows = tuple(rows)
        self._key = key
        self._lengths = frozenset(length for row in rows for length in row.lengths)
        self._known: defaultdict[str, list[Seal]] = defaultdict(list)
        for number, row in enumerate(rows):
            for digest in row.digests:
                self._known[digest].append(Seal(number))
            for signed in row.exceptions:
                softens = signed.startswith(_SOFTENS)
                one = Seal(number, is_exception=True, softens=softens)
                self._known[signed.removeprefix(_SOFTENS)].append(one)

    def find(self, tokens: Sequence[str]) -> Iterator[tuple[Seal, int, int]]:
        """(what it stands for, first word, the word after its last) in the words of a query."""
        for start in range(len(tokens)):
            run = ""
            for end in range(start + 1, min(start + _MOST_WORDS, len(tokens)) + 1):
                run += tokens[end - 1]
                if len(run) in self._lengths:
                    for one in self._known.get(_digest(run, self._key), ()):
                        yield one, start, end


def tokens_of(text: str) -> list[str]:
    """The words of a text, each in the form that is compared."""
    return [skeleton(word) for word in words(text).split()]


def _compared(phrases: Iterable[str], locale: str) -> set[str]:
    language = locale.partition("-")[0].casefold()
    worded = [phrase_with_emoji(phrase) for phrase in phrases]
    return {
        skeleton(form) for phrase in worded for form in (phrase, written_out(phrase, language))
    } - {""}


def _digest(compared: str, key: str) -> str:
    return blake2b(
        compared.encode("utf-8", "surrogatepass"), key=key.encode(), digest_size=_DIGEST_BYTES
    ).hexdigest()
