"""What a staged import would do in public: its lists as they would be released, and no more.

They are made of what is live and of the import's own differences: a colleague's unfinished edits
of the same list are not in them.
"""

from collections.abc import Iterator
from datetime import datetime

from cms.desk.imports.batches import in_turn, places_of, unpack, written
from cms.desk.imports.models import FileImport
from cms.desk.imports.rows import Difference
from cms.publishing.freeze import open_edition
from cms.publishing.log import History
from cms.publishing.models import Edition
from interventions.documents import TermListDocument, classes_of, term_document
from interventions.matching import normalise
from interventions.termfiles.row_types import TermRow
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
    for difference in _rows(file_import, place):
        row = TermRow(*(difference.after or difference.before or ()))
        locale, topic = row.locale, row.topic
        folded = difference.identity[1] if difference.identity else normalise(row.term)
        if difference.after and row.is_active:
            terms[row.match, folded] = term_document(
                row.match, row.term, row.options, row.exceptions, row.response, row.target
            )
        else:
            terms.pop((row.match, folded), None)
    ordered = sorted(terms.items(), key=lambda pair: pair[0][::-1])
    listed = tuple(term for _identity, term in ordered)
    return TermListDocument(
        topic=topic,
        locale=locale,
        terms=listed,
        classes=classes_of(listed, locale, stored_classes()),
    )


def _rows(file_import: FileImport, place: str) -> Iterator[Difference]:
    for batch in in_turn(written(file_import, place)):
        yield from unpack(batch)
