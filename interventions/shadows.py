"""Terms that the matcher can't tell apart: it compares letters, whatever stands between them."""

from collections.abc import Iterator
from typing import NamedTuple

from interventions.documents import TermDocument, TermListDocument
from interventions.matching import is_family, normalise, skeleton


class Overlap(NamedTuple):
    """`text` is found wherever `other` is."""

    text: str
    other: str


def sounds_like(text: str, locale: str) -> str:
    """Equal for two terms if a query that holds the one holds the other.

    In Vietnamese the marks make the word; elsewhere they are often left out.
    """
    if locale.partition("-")[0] == "vi":
        return normalise(text).replace(" ", "")
    return skeleton(text)


def shadowed(document: TermListDocument) -> Iterator[Overlap]:
    """The terms of a list that another one makes superfluous: same letters, same answer.

    Families are left out: their phrases may well overlap.
    """
    first: dict[tuple[str, str, str, str], TermDocument] = {}
    for term in document.terms:
        name = (
            sounds_like(term.text, document.locale),
            term.response,
            term.target,
            "" if term.match == "phrase" else term.match,
        )
        if not name[0] or is_family(term.text):
            continue
        other = first.setdefault(name, term)
        if other is not term:
            yield Overlap(term.text, other.text)
