"""What is checked in the texts and pictures of every kind of content before it is published."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.levels import Level
from cms.library import measures
from cms.library.documents import ImageDocument
from cms.library.editorial import BadPattern, Hit, Rule, hits, plain
from cms.library.models import EditorialRule
from cms.library.topics import grave_for
from cms.publishing.documents import Document
from cms.publishing.findings import CheckContext, Finding, register, register_whole
from cms.publishing.snapshot import LiveContent


class PlainText(NamedTuple):
    """One text of a document in one language, as its readers see it."""

    field: str
    language: str
    text: str

    def finding(self, key: str, code: str, level: Level, message: str) -> Finding:
        return Finding(
            code=code,
            level=level,
            key=key,
            field=self.field,
            language=self.language,
            message=message,
        )


def plain_texts(document: Document) -> Iterator[PlainText]:
    for field, text in document.texts():
        for language, value in text.root.items():
            yield PlainText(field, language, plain(value))


@register
def wording(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    """Words that safe messaging advises against, and amounts where they do harm.

    A document that does not say its topics is held to every rule, but a reviewer may give a
    reason: nobody has said that it is about the rule's subject.
    """
    rules, unreadable = context.once(_active_rules)
    grave = grave_for(context)
    said: Collection[str] | None = getattr(document, "topics", None)
    ruled = {rule.topic for rule in rules}
    topics = ruled if said is None else set(said)
    if (topics & grave) - ruled:
        # Nobody has written rules for that one yet: it is held to those of all grave topics.
        topics |= grave
    for plain_text in plain_texts(document):
        found = list(hits(plain_text.text, rules, plain_text.language, topics))
        yield from _avoid(key, plain_text, found, is_certain=said is not None)
        if said is not None and grave & topics:
            yield from _amounts(key, plain_text, found)
    yield from _unchecked(key, document, {rule.locale for rule in rules}, unreadable)


def _active_rules() -> tuple[list[Rule], list[str]]:
    """The active rules, and the codes of those whose pattern can't be used."""
    rules, unreadable = [], []
    for rule in EditorialRule.objects.active():
        try:
            rules.append(rule.compiled())
        except BadPattern:
            unreadable.append(rule.code)
    return rules, unreadable


def _avoid(
    key: str, where: PlainText, found: Iterable[Hit], *, is_certain: bool
) -> Iterator[Finding]:
    quotes: dict[Rule, list[str]] = {}
    for hit in found:
        quotes.setdefault(hit.rule, []).append(hit.quote)
    for rule, quoted in quotes.items():
        if "" in quoted:
            message = _(
                "The editorial rule %(code)s takes too long over this text: read it for %(better)s."
            )
            yield where.finding(
                key,
                "rule_too_slow",
                Level.NEEDS_REASON,
                message % {"code": rule.code, "better": rule.better},
            )
            continue
        level = rule.level if is_certain else Level.NEEDS_REASON
        message = _("%(quotes)s: better “%(better)s” (%(source)s).") % {
            "quotes": _quoted(quoted),
            "better": rule.better,
            "source": rule.source,
        }
        yield where.finding(key, rule.code, level, message)


def _amounts(key: str, where: PlainText, found: list[Hit]) -> Iterator[Finding]:
    """Amounts that no rule has stopped already."""
    stopped = {
        position
        for hit in found
        if hit.rule.level is Level.BLOCKS
        for position in range(hit.start, hit.end)
    }
    amounts = [
        quote
        for start, quote in measures.amounts(where.text)
        if stopped.isdisjoint(range(start, start + len(quote)))
    ]
    if amounts:
        message = _("%(quotes)s: take the number out. Under this topic amounts can do harm.")
        message %= {"quotes": _quoted(amounts)}
        yield where.finding(key, "amount", Level.BLOCKS, message)


def _unchecked(
    key: str, document: Document, locales: set[str], unreadable: list[str]
) -> Iterator[Finding]:
    for code in unreadable:
        yield Finding(
            code="rule_unreadable",
            level=Level.NEEDS_REASON,
            key=key,
            message=_("The editorial rule %(code)s can't be read and was not applied.")
            % {"code": code},
        )
    for language in sorted(document.languages_to_read() - locales):
        yield Finding(
            code="no_rules",
            level=Level.NOTE,
            key=key,
            language=language,
            message=_("No editorial rules exist yet for “%(language)s”: read it with more care.")
            % {"language": language},
        )


@register
def plain_words(key: str, document: Document, _proposed: CheckContext) -> Iterator[Finding]:
    """Long sentences, and figures that nobody can check."""
    for where in plain_texts(document):
        average = measures.words_per_sentence(where.text)
        if where.language in measures.WORDS_ARE_MARKED and average > measures.LONGEST_AVERAGE:
            message = _("The sentences have %(average)d words on average; aim at 20 or fewer.")
            message %= {"average": round(average)}
            yield where.finding(key, "long_sentences", Level.NEEDS_REASON, message)
        if figures := list(measures.bare_figures(where.text)):
            message = _("%(quotes)s: say which year this is from, and whose figure it is.")
            message %= {"quotes": _quoted(figures)}
            yield where.finding(key, "bare_figure", Level.NEEDS_REASON, message)


@register
def an_image_is_complete(
    key: str, document: Document, _proposed: CheckContext
) -> Iterator[Finding]:
    if not isinstance(document, ImageDocument):
        return
    if not document.renditions:
        message = _("%(key)s has no picture yet. Upload one.") % {"key": key}
        yield Finding(code="no_picture", level=Level.BLOCKS, key=key, message=message)
    if not document.alt:
        message = _("%(key)s has no alternative text. Write one.") % {"key": key}
        yield Finding(code="no_alt", level=Level.BLOCKS, key=key, field="alt", message=message)


@register
def pictures_are_described(
    key: str, document: Document, context: CheckContext
) -> Iterator[Finding]:
    """A picture needs words, for those who can't see it, in each language of its page."""
    images = {r.key for r in document.references() if r.key.startswith("image:")}
    for image in sorted(images):
        described = _described_in(image, context)
        if described is None:
            continue
        for language in sorted(document.languages_to_read() - described):
            yield Finding(
                code="no_alt",
                level=Level.BLOCKS,
                key=key,
                language=language,
                message=_(
                    "The picture %(image)s has no alternative text in “%(language)s”. "
                    "Write it, and add the picture to this release."
                )
                % {"image": image, "language": language},
            )


@register_whole
def pictures_stay_described(context: CheckContext) -> Iterator[Finding]:
    """A picture that is released without its pages keeps the words that these need."""
    images = frozenset(key for key in context.touched if key.startswith("image:"))
    missing: dict[tuple[str, str], str] = {}
    for instant in context.instants(images) if images else ():
        live = context.site(instant)
        for page in sorted(live.view.items.keys() - context.documents.keys()):
            for image, language in _undescribed(page, images, live):
                missing.setdefault((image, language), page)
    for (image, language), page in missing.items():
        yield Finding(
            code="no_alt",
            level=Level.BLOCKS,
            key=image,
            field="alt",
            language=language,
            message=_("%(page)s shows this picture in “%(language)s”. Write its words for that.")
            % {"page": page, "language": language},
        )


def _undescribed(page: str, images: frozenset[str], live: LiveContent) -> Iterator[tuple[str, str]]:
    """The pictures of the page that lack words, with each language of the page they lack."""
    document = live.get(page)
    for key in images.intersection(r.key for r in document.references()) if document else ():
        if document and (picture := live.get(key)):
            for language in sorted(document.languages_to_read() - picture.languages_to_read()):
                yield key, language


def _described_in(image: str, context: CheckContext) -> frozenset[str] | None:
    """The languages of the picture's words; None where no picture is to be shown."""
    document = context.documents.get(image)
    if document is not None:
        return document.languages_to_read()
    item = context.history.live_item(image, timezone.now())
    return frozenset(item.languages) if item else None


def _quoted(quotes: Iterable[str]) -> str:
    """Each different quote once: “one”, “two”."""
    return ", ".join(f"“{quote}”" for quote in dict.fromkeys(quotes))
