"""What a staged import would do in public: its lists as they would be released, and no more.

They are made of what is live and of the import's own differences: a colleague's unfinished edits
of the same list are not in them.
"""

from collections.abc import Iterator
from datetime import datetime

from cms.publishing.freeze import open_edition
from cms.publishing.log import History
from cms.publishing.models import Edition
from interventions.documents import TermListDocument, classes_of, term_document
from interventions.matching import normalise
from interventions.staged import FileImport
from interventions.termfiles.apply import places_of, statuses
from interventions.termfiles.batches import batches_of, unpack
from interventions.termfiles.choices import YES
from interventions.termfiles.differences import Difference
from interventions.word_classes import stored_classes


def documents_of(
    file_import: FileImport, history: History, now: datetime
) -> dict[str, TermListDocument]:
    """The changed lists by their keys."""
    return {
        f"termlist:{place}": _document(file_import, place, _live(place, history, now))
        for place in places_of(file_import)
    }


def _live(place: str, history: History, now: datetime) -> TermListDocument | None:
    key = f"termlist:{place}"
    item = history.live_item(key, now)
    # Where it is damaged this raises: a list made without it would lack all its other terms.
    document = open_edition(Edition.objects.get(pk=item.edition)) if item else None
    return document if isinstance(document, TermListDocument) else None


def _document(
    file_import: FileImport, place: str, live: TermListDocument | None
) -> TermListDocument:
    terms = {(term.match, normalise(term.text)): term for term in live.terms} if live else {}
    topic = locale = ""
    for row in _rows(file_import, place):
        values = row.after or row.before or ()
        locale, topic = values[1], values[2]
        identity = (values[3], row.identity[1] if row.identity else normalise(values[0]))
        if row.after and row.after[9] == YES:
            text, _locale, _topic, match, options, exceptions, response, target = row.after[:8]
            terms[identity] = term_document(match, text, options, exceptions, response, target)
        else:
            terms.pop(identity, None)
    ordered = sorted(terms.items(), key=lambda pair: pair[0][::-1])
    listed = tuple(term for _identity, term in ordered)
    return TermListDocument(
        topic=topic,
        locale=locale,
        terms=listed,
        classes=classes_of(listed, locale, stored_classes()),
    )


def _rows(file_import: FileImport, place: str) -> Iterator[Difference]:
    batches = batches_of(file_import, *statuses(file_import)).filter(place=place)
    for batch in batches.iterator(chunk_size=10):
        yield from unpack(batch)
