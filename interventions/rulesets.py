"""The published term lists as the matcher needs them: one changed list is compiled alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings

from cms.library.documents import TopicDocument
from cms.publishing.snapshot import LiveContent
from interventions.documents import TermDocument, TermListDocument
from interventions.matching import (
    NO_CLASSES,
    CompiledList,
    Ruleset,
    Sealed,
    Term,
    Topic,
    WordClasses,
    compile_list,
    compile_sealed,
)
from interventions.named.terms import named_lists
from interventions.word_classes import as_classes
from partners.documents import HelplineDocument, PartnerDocument

ANSWERING = (TermListDocument, TopicDocument, HelplineDocument, PartnerDocument)
"""The kinds that decide how a query is answered: lists, and the names of lines and partners."""


_Compiled = dict[tuple[str, TermListDocument], CompiledList]
_kept: ContextVar[_Compiled | None] = ContextVar("kept", default=None)


@contextmanager
def compiling_once() -> Iterator[None]:
    """While it lasts, the same list is compiled once, for however many sites it is compiled.

    Workers need it not: they hold what is live. Whoever publishes very much at once does.
    """
    before = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(before)


def ruleset(live: LiveContent) -> Ruleset:
    """The matcher of everything live. Built with the snapshot, before a request needs it."""
    return live.derived(_build, of=ANSWERING)


def _build(live: LiveContent) -> Ruleset:
    compiled = [_compiled(live, key) for key, _document in live.all(TermListDocument)]
    return Ruleset(
        [*(part for part in compiled if part), *named_lists(live)],
        topics=topics_of(live),
        markets={code: market.languages for code, market in settings.MARKETS.items()},
    )


def topics_of(live: LiveContent) -> list[Topic]:
    """The live topics with their order and default responses."""
    return [
        Topic(document.key, document.priority, document.response)
        for document in live.documents(TopicDocument)
    ]


def _compiled(live: LiveContent, key: str) -> CompiledList | None:
    return live.edition_derived(key, compiled, live.digest(key))


def compiled(document: TermListDocument, edition: str) -> CompiledList:
    """A list made ready by itself."""
    kept = _kept.get()
    if kept is None:
        return _made_ready(document, edition)
    name = (edition, document)
    if name not in kept:
        kept[name] = _made_ready(document, edition)
    return kept[name]


def _made_ready(document: TermListDocument, edition: str) -> CompiledList:
    if document.seal_key:
        rows = sealed_rows(document)
        key = document.seal_key
        return compile_sealed(document.topic, document.locale, key, rows, edition)
    terms = (as_term(term, document) for term in document.terms)
    return compile_list(document.topic, document.locale, terms, edition, classes_in(document))


def sealed_rows(document: TermListDocument) -> list[Sealed]:
    return [
        Sealed(row.digests, row.lengths, row.exceptions, row.response, row.target)
        for row in document.sealed
    ]


def classes_in(document: TermListDocument) -> WordClasses:
    """The word classes that a list was published with."""
    words = {one.name: one.words for one in document.classes}
    return as_classes(words, document.locale) if words else NO_CLASSES


def as_term(term: TermDocument, document: TermListDocument) -> Term:
    return Term(
        text=term.text,
        locale=document.locale,
        topic=document.topic,
        match=term.match,
        options=frozenset(term.options),
        exceptions=term.exceptions,
        response=term.response,
        target=term.target,
    )
