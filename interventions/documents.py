"""Editions of term lists and interventions."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.conf import settings

from cms.publishing.documents import JSON, Document, Part, Reference, Run, Text, Upcaster
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import Kind, register
from cms.translations.columns import text_of
from interventions.matching import Term as MatchedTerm
from interventions.matching import WordClasses, seal_all
from interventions.models import Intervention, TermList, phrases
from interventions.word_classes import named_in, stored_classes
from partners.codes import split_codes


class TermDocument(Document):
    """One active term. Its list gives topic and locale."""

    text: str
    match: str
    options: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    response: str = ""
    target: str = ""

    @property
    def key(self) -> str:
        """What a reviewer's difference calls it: lists are compared term by term."""
        return self.text if self.match == "phrase" else f"{self.text} ({self.match})"


class WordClassDocument(Document):
    """A word class as far as a list needs it: `words` are plain phrases."""

    name: str
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{{{self.name}}}"


class SealedTermDocument(Document):
    """A row of a restricted list, as `matching.sealed` makes it."""

    digests: tuple[str, ...]
    lengths: tuple[int, ...]
    exceptions: tuple[str, ...] = ()
    response: str = ""
    target: str = ""

    @property
    def key(self) -> str:
        return self.digests[0] if self.digests else ""


class TermListDocument(Document):
    """The active terms of one topic ('' for a general list) in one locale."""

    topic: str
    locale: str
    terms: tuple[TermDocument, ...]
    classes: tuple[WordClassDocument, ...] = ()
    """The word classes that its terms name, as they were when the list was frozen."""
    seal_key: str = ""
    sealed: tuple[SealedTermDocument, ...] = ()
    """Of a restricted list, instead of its terms: hashes, and what they are made with."""

    def label(self) -> str:
        hidden = ", restricted" if self.sealed else ""
        return f"{self.topic or 'general'} ({self.locale}){hidden}"

    def references(self) -> Iterator[Reference]:
        if self.topic:
            yield Reference(f"topic:{self.topic}", is_part=True)
        targets = {*(term.target for term in self.terms), *(row.target for row in self.sealed)}
        for target in sorted(targets - {""}):
            yield Reference(target, is_part=False)

    def languages_to_read(self) -> frozenset[str]:
        """A list is read in its own locale, which need not be a language of the pages."""
        return frozenset({self.locale})

    def in_languages(self, languages: frozenset[str]) -> "TermListDocument":
        return self

    def keeping(self, before: Document, languages: frozenset[str]) -> "TermListDocument":
        """A list is read as a whole."""
        if isinstance(before, TermListDocument) and self.locale in languages:
            return before
        return self


def _offer_in_order(payload: JSON) -> JSON:
    """1 -> 2: guides and series are offered in one order, the one that staff give."""
    offers = [f"series:{key}" for key in payload.get("series", ())]
    offers += [f"guide:{key}" for key in payload.get("guides", ())]
    kept = {name: value for name, value in payload.items() if name not in ("series", "guides")}
    return kept | {"offers": offers}


class Offer(Part):
    """What is offered, as a row of the form."""

    key: str

    def in_fields(self) -> dict[str, Any]:
        named = ObjectKey(self.key)
        return {"guide": None, "series": None} | {named.kind: named.name}


class InterventionDocument(Document):
    """What a visitor is told for a topic and a response."""

    topic: str
    response: str
    heading: Text
    message: Text
    message_for_a_friend: Text
    notice: str = ""
    offers: tuple[str, ...] = ()
    """The keys of what is offered beside the help lines, in their order."""
    markets: tuple[str, ...] = ()

    schema_number: ClassVar[int] = 2
    upcasters: ClassVar[tuple[Upcaster, ...]] = (_offer_in_order,)

    @property
    def topics(self) -> tuple[str, ...]:
        return (self.topic,)

    def label(self) -> str:
        return f"{self.topic}: {self.response}"

    def in_fields(self) -> dict[str, Any]:
        offers = tuple(Offer(key=key) for key in self.offers)
        return self.in_fields_but(offers={"offers": offers})

    def references(self) -> Iterator[Reference]:
        yield Reference(f"topic:{self.topic}", is_part=True)
        if self.notice:
            yield Reference(f"notice:{self.notice}", is_part=False)
        yield from (Reference(key, is_part=False) for key in self.offers)

    def runs(self) -> Iterator[Run]:
        yield from map(Run, self.markets)


_COLUMNS = ("folded", "match", "text", "options", "exceptions", "response", "target")


def term_list_document(term_list: TermList) -> TermListDocument:
    rows = term_list.terms.active().order_by().values_list(*_COLUMNS)
    topic = term_list.topic.key if term_list.topic else ""
    if term_list.is_restricted:
        return _sealed_document(term_list, topic, list(rows))
    return list_document(topic, term_list.locale, rows, stored_classes())


Row = tuple[str, str, str, str, str, str, str]
"""folded, match, text, options, exceptions, response, target"""


def list_document(
    topic: str, locale: str, rows: Iterable[Row], classes: WordClasses
) -> TermListDocument:
    """Sorted here: databases differ in how they sort, and one list has one hash."""
    terms = tuple(term_document(*row) for _folded, *row in sorted(rows))
    return TermListDocument(
        topic=topic, locale=locale, terms=terms, classes=classes_of(terms, locale, classes)
    )


def _sealed_document(term_list: TermList, topic: str, rows: list[Row]) -> TermListDocument:
    """Sorted by hashes: not even the order of its rows tells anything."""
    terms = [
        MatchedTerm(
            text=text,
            locale=term_list.locale,
            topic=topic,
            exceptions=phrases(exceptions),
            response=response,
            target=target,
        )
        for _folded, _match, text, _options, exceptions, response, target in rows
    ]
    sealed = sorted(seal_all(terms, term_list.seal_key, stored_classes()))
    return TermListDocument(
        topic=topic,
        locale=term_list.locale,
        terms=(),
        seal_key=term_list.seal_key,
        sealed=tuple(SealedTermDocument(**row._asdict()) for row in sealed),
    )


def classes_of(
    terms: Iterable[TermDocument], locale: str, classes: WordClasses
) -> tuple[WordClassDocument, ...]:
    """Those of the classes that the terms name."""
    texts = (text for term in terms for text in (term.text, *term.exceptions) if "{" in text)
    return tuple(
        WordClassDocument(name=name, words=words)
        for name, words in named_in(texts, locale, classes).items()
    )


def term_document(
    match: str, text: str, options: str, exceptions: str, response: str, target: str
) -> TermDocument:
    return TermDocument(
        text=text,
        match=match,
        options=tuple(sorted(options.split())),
        exceptions=phrases(exceptions),
        response=response,
        target=target,
    )


def intervention_document(intervention: Intervention) -> InterventionDocument:
    return InterventionDocument(
        topic=intervention.topic.key,
        response=intervention.response,
        heading=text_of(intervention, "heading"),
        message=text_of(intervention, "message"),
        message_for_a_friend=text_of(intervention, "message_for_a_friend"),
        notice=intervention.notice.key if intervention.notice else "",
        offers=tuple(
            offer.object_key for offer in intervention.offers.select_related("guide", "series")
        ),
        markets=split_codes(intervention.markets),
    )


register(
    Kind(
        name="termlist",
        model=TermList,
        document=TermListDocument,
        build=term_list_document,
        switches=tuple(settings.MARKETS),
        # Thousands of rows in each: terms and imports keep what was changed of them.
        keeps_states=False,
    )
)
register(
    Kind(
        name="intervention",
        model=Intervention,
        document=InterventionDocument,
        build=intervention_document,
        switches=tuple(settings.MARKETS),
    )
)
