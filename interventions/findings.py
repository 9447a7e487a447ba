"""What is checked about term lists before they are published."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.levels import Level
from cms.library.topics import grave_for
from cms.publishing.documents import Document
from cms.publishing.findings import CheckContext, Finding, register, register_whole
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import kind_with
from cms.publishing.projected import site_by
from cms.translations.names import language_name
from interventions.documents import InterventionDocument, TermListDocument
from interventions.examples import DECIDING, Trial, blamed, trials, words_for
from interventions.fields import is_one_letter, sentence
from interventions.matching import BadNotation, expand
from interventions.matching.compiled import bare_exception
from interventions.promises import Promise, follows, promises_in
from interventions.reach import MADE_OF, Unreached, unreached
from interventions.rulesets import classes_in
from interventions.shadows import Overlap, shadowed

FUNCTION_WORDS = frozenset({"in", "with", "for", "với", "ở", "di", "en", "con"})
"""After these a sentence goes on: `tired of living with this pain` must never be lost."""
MOST_NAMED = 10


@register
def target_not_live(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    """What a term offers first has to be there, or nothing is offered."""
    if not isinstance(document, TermListDocument):
        return
    for target in sorted({term.target for term in document.terms if term.target}):
        if not context.now_live(target):
            yield Finding(
                code="target_not_live",
                level=Level.NEEDS_REASON,
                key=key,
                field=target,
                message=_(
                    "%(target)s is offered by a term and is not live. Add it to the release, or "
                    "say why the term goes first."
                )
                % {"target": target},
            )


@register
def one_letter(key: str, document: Document, _context: CheckContext) -> Iterator[Finding]:
    """A term that very many queries hold."""
    if not isinstance(document, TermListDocument):
        return
    for term in document.terms:
        if is_one_letter(term.text):
            yield Finding(
                code="one_letter",
                level=Level.NOTE,
                key=key,
                field=term.text,
                message=_("The term “%(term)s” is one letter: very many queries hold it.")
                % {"term": term.text},
            )


@register
def silencing_exception(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    """Only a title, a unit, a sport or a product may silence a cry for help."""
    if not isinstance(document, TermListDocument) or document.topic not in grave_for(context):
        return
    for term in document.terms:
        for phrase in term.exceptions:
            last = phrase.split()[-1].casefold()
            if not phrase.startswith("~") and last in FUNCTION_WORDS:
                yield Finding(
                    code="silencing_exception",
                    level=Level.NEEDS_REASON,
                    key=key,
                    field=f"{term.text}: {phrase}",
                    message=_(
                        "The exception “%(phrase)s” of “%(term)s” ends in “%(word)s”, where a "
                        "sentence goes on. Write “~%(phrase)s” to soften the answer instead."
                    )
                    % {"phrase": phrase, "term": term.text, "word": last},
                )


@register
def broken_family(key: str, document: Document, _context: CheckContext) -> Iterator[Finding]:
    """A row whose notation does not hold, for example as its word class has gone, finds nothing."""
    if not isinstance(document, TermListDocument):
        return
    classes = classes_in(document)
    for term in document.terms:
        for text in (term.text, *map(bare_exception, term.exceptions)):
            try:
                expand(text, document.locale, classes)
            except BadNotation as error:
                yield Finding(
                    code="broken_family",
                    level=Level.BLOCKS,
                    key=key,
                    field=term.text,
                    message=_("“%(text)s” does not hold: %(why)s")
                    % {"text": text, "why": sentence(error)},
                )


@register
def shadowed_terms(key: str, document: Document, _context: CheckContext) -> Iterator[Finding]:
    """Terms that another one of the list finds just as well."""
    if not isinstance(document, TermListDocument):
        return
    overlaps = list(shadowed(document))
    if overlaps:
        yield Finding(
            code="shadowed_terms",
            level=Level.NOTE,
            key=key,
            field="terms",
            message=_("Another term finds the same, so these add nothing: %(names)s")
            % {"names": _named(overlaps)},
        )


@register_whole
def wrong_answer(context: CheckContext) -> Iterator[Finding]:
    """Labelled queries that a release, or an undo, would have answered wrongly."""
    for one in blamed(_tried(context), context.documents):
        yield Finding(
            code="wrong_answer",
            level=Level.BLOCKS,
            key=_deciding(context)[0],
            field=one.query.query,
            language=one.query.locale,
            message=_("The labelled query “%(query)s” (%(locale)s) is answered wrongly: %(wrong)s.")
            % {"query": one.query.query, "locale": one.query.locale, "wrong": one.wrong},
        )


@register_whole
def other_answer(context: CheckContext) -> Iterator[Finding]:
    """Labelled queries whose answer changes, rightly so: a reviewer wants to know."""
    changed = [one for one in _tried(context) if one.is_changed and not one.wrong]
    if changed:
        names = [
            f"“{one.query.query}” ({words_for(one.before) or '–'} → {words_for(one.after) or '–'})"
            for one in changed[:MOST_NAMED]
        ]
        yield Finding(
            code="other_answer",
            level=Level.NOTE,
            key=_deciding(context)[0],
            field="queries",
            message=_("%(count)d labelled queries are answered otherwise, as labelled: %(names)s")
            % {"count": len(changed), "names": _listed(names, len(changed))},
        )


def _tried(context: CheckContext) -> list[Trial]:
    if not _deciding(context):
        return []
    return context.once(_trials, context)


def _trials(context: CheckContext) -> list[Trial]:
    return trials(context.documents, context.before, context.history, timezone.now())


def _deciding(context: CheckContext) -> list[str]:
    """The lists and topics of the release: those of other kinds change no answer."""
    return sorted(key for key in context.touched if key.startswith(DECIDING))


def _named(overlaps: list[Overlap]) -> str:
    names = [f"{one.text} ({one.other})" for one in overlaps[:MOST_NAMED]]
    return _listed(names, len(overlaps))


def _listed(names: list[str], of: int) -> str:
    return ", ".join([*names, "…"] if of > len(names) else names)


@register
def broken_promise(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    """Nobody is told to call the number below where no number may follow."""
    if not isinstance(document, InterventionDocument):
        return
    offered = [offer for offer in document.offers if context.now_live(offer)]
    for field in ("heading", "message"):
        for language, text in sorted(getattr(document, field).root.items()):
            for promise in promises_in(text, language):
                if not follows(promise, document.response, offered):
                    yield _broken(key, field, language, promise)


def _broken(key: str, field: str, language: str, promise: Promise) -> Finding:
    words = {
        Promise.NUMBER: _("a number, which an answer without a country has not"),
        Promise.LINES: _("helplines, which this response comes without"),
        Promise.GUIDES: _("guides, and offers none that is live"),
        Promise.STORIES: _("stories, and offers none that are live"),
    }
    return Finding(
        code="broken_promise",
        level=Level.NEEDS_REASON,
        key=key,
        field=field,
        language=language,
        message=_("In “%(language)s” the text promises %(what)s. Say what holds in every case.")
        % {"language": language_name(language), "what": words[promise]},
    )


@register_whole
def searches_lead_there(context: CheckContext) -> Iterator[Finding]:
    """What searches will not lead to: of the release, and of what they led to until now."""
    kinds = {kind_with(document).name for document in MADE_OF}
    if not any(ObjectKey(key).kind in kinds for key in context.touched):
        return
    now = timezone.now()
    before = {one.wanted: one for one in unreached(site_by(context.before, now, of=MADE_OF))}
    for one in unreached(context.site(now, *MADE_OF)):
        is_known = one == before.get(one.wanted)
        if one.wanted.key in context.touched or not is_known:
            yield _not_reached(one)


def _not_reached(one: Unreached) -> Finding:
    message = (
        _("No search leads to %(name)s on “%(topic)s”: no term gives this answer.")
        if one.is_nowhere
        else _("No search in %(languages)s leads to %(name)s on “%(topic)s”.")
    )
    languages = ", ".join(map(language_name, one.languages))
    return Finding(
        code="not_reached",
        level=Level.NEEDS_REASON if one.is_nowhere else Level.NOTE,
        key=one.wanted.key,
        field=one.wanted.topic,
        message=message
        % {"name": one.wanted.key, "topic": one.wanted.topic, "languages": languages},
    )
