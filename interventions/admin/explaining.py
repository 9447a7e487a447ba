"""Why a term is found, or is not: what the matcher makes of it, as it is live."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cms.desk.imports.batches import in_turn, unpack, written
from cms.desk.imports.models import FileImport
from cms.desk.imports.preview import CellChange, changes_of
from cms.publishing import catalog
from interventions.examples import labelled_queries
from interventions.matching import BadNotation, Found, Match, Ruleset, expand, is_family, skeleton
from interventions.models import Term
from interventions.rulesets import ruleset
from interventions.termfiles.file_kinds import TERMS
from interventions.word_classes import stored_classes

MOST_SHOWN, MOST_IMPORTS = 10, 5


class Touched(NamedTuple):
    """An import that wrote the term, and the cells that it changed."""

    file_import: FileImport
    changes: list[CellChange]


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """`letters` is what is compared; `queries` are the labelled ones that this term answers."""

    folded: str
    phrases: tuple[str, ...]
    """What it stands for; the phrase itself where it is no family."""
    letters: str
    is_live: bool
    match: Match
    others: tuple[Found, ...]
    queries: tuple[str, ...]
    touched: tuple[Touched, ...]

    @property
    def sample(self) -> tuple[str, ...]:
        """Phrases from all over the family."""
        step = max(len(self.phrases) // MOST_SHOWN, 1)
        return self.phrases[::step][:MOST_SHOWN]

    @property
    def is_first(self) -> bool:
        """Whether the term answers its own text."""
        return self.is_live and self.match.first not in self.others


def explain(term: Term) -> Explanation:
    rules = ruleset(catalog.current())
    phrases = _phrases(term)
    match = rules.match(phrases[0], term.term_list.locale)
    mine = [found for found in match.matches if _is(found, term)]
    return Explanation(
        folded=term.folded,
        phrases=phrases,
        letters=skeleton(phrases[0]),
        is_live=bool(mine),
        match=match,
        others=tuple(found for found in match.matches if not _is(found, term)),
        queries=tuple(_answered(term, rules)),
        touched=tuple(_touched(term)),
    )


def _phrases(term: Term) -> tuple[str, ...]:
    """With the word classes as they are now; the text where its notation no longer holds."""
    if not is_family(term.text):
        return (term.text,)
    try:
        return expand(term.text, term.term_list.locale, stored_classes())
    except BadNotation:
        return (term.text,)


def _is(found: Found, term: Term) -> bool:
    owner = term.term_list
    topic = owner.topic.key if owner.topic else ""
    return (found.list.topic, found.list.locale, found.term) == (topic, owner.locale, term.text)


def _answered(term: Term, rules: Ruleset) -> list[str]:
    found: list[str] = []
    for query in labelled_queries():
        first = rules.match(query.query, query.locale).first
        if first and _is(first, term):
            found.append(query.query)
            if len(found) == MOST_SHOWN:
                break
    return found


def _touched(term: Term) -> Iterator[Touched]:
    """The latest imports of the term's list in which it stands; others are not looked through."""
    place, identity = term.term_list.key, (term.match, term.folded)
    applied = FileImport.objects.filter(applied_at__isnull=False, batches__place=place)
    for it in applied.select_related("applied_by").distinct()[:MOST_IMPORTS]:
        for batch in in_turn(written(it, place)):
            for row in unpack(batch):
                if row.identity == identity:
                    yield Touched(it, changes_of(row, TERMS))
