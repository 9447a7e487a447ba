"""Terms of a staged import that get in each other's way, or in the way of what is stored."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from cms.desk.imports.batches import differences
from cms.desk.imports.models import FileImport
from cms.levels import Level
from cms.tables.reports import RowFinding, shorten
from interventions.models import Term, phrases
from interventions.shadows import sounds_like
from interventions.termfiles.row_types import TermRow
from interventions.termfiles.term_store import EXPORTED, term_values

_CHUNK = 2_000


class Spoken(NamedTuple):
    """A term in a file, or a stored one as far as it can get in another's way: of line 0."""

    line: int
    row: TermRow

    @property
    def name(self) -> int:
        """Equal for terms that the matcher can't tell apart."""
        return hash(sounds_like(self.row.term, self.row.locale))


def overlaps(file_import: FileImport) -> Iterator[RowFinding]:
    """One finding for each pair of terms that the matcher can't tell apart."""
    meeting = _meeting(file_import)
    for term in _terms(file_import):
        yield from _silenced_by_itself(term)
        name = term.name
        if name in meeting:
            for other in meeting[name]:
                yield from _between(term, other)
            meeting[name].append(term)


def _meeting(file_import: FileImport) -> dict[int, list[Spoken]]:
    """The stored terms that those of the file meet, by name; none where two of the file meet.

    Only these are held in memory: of all others a number is enough.
    """
    fresh: set[int] = set()
    meeting: dict[int, list[Spoken]] = {}
    for term in _terms(file_import):
        if term.name in fresh:
            meeting[term.name] = []
        fresh.add(term.name)
    for stored in _stored(file_import) if fresh else ():
        if stored.name in fresh:
            meeting.setdefault(stored.name, []).append(stored)
    return meeting


def _terms(file_import: FileImport) -> Iterator[Spoken]:
    """What will be active once the import is applied."""
    for _place, row in differences(file_import):
        if row.after and (term := TermRow(*row.after)).is_active:
            yield Spoken(row.line, term)


def _stored(file_import: FileImport) -> Iterator[Spoken]:
    """What is stored and stays as it is."""
    replaced = {row.pk for _place, row in differences(file_import) if row.pk is not None}
    fields = ("pk", "term_list__locale", "term_list__topic__key", *EXPORTED)
    rows = Term.objects.active().order_by().values_list(*fields)
    for pk, locale, topic, *rest in rows.iterator(_CHUNK):
        if pk not in replaced:
            yield Spoken(0, term_values(rest, locale, topic or ""))


def _between(one: Spoken, two: Spoken) -> Iterator[RowFinding]:
    term, other = one.row, two.row
    if message := _conflict(term, other):
        place = _("line %(line)d") % {"line": two.line} if two.line else _("stored")
        where = {"other": shorten(other.term), "topic": other.topic or "-", "place": place}
        text = message % {**where, "locale": other.locale}
        yield _noted(one, "term", term.term, text)


def _conflict(term: TermRow, other: TermRow) -> str:
    """Why two terms that sound alike should not both be there; '' where they may."""
    if Term.Match.ALLOW in (term.match, other.match):
        if term.match == other.match:
            return ""
        return _("“%(other)s” (%(place)s, %(locale)s) silences it, as one of them is an allow row.")
    if term.topic != other.topic:
        return _(
            "“%(other)s” (%(place)s, %(topic)s, %(locale)s) has the same letters: only the more "
            "urgent topic of the two can answer."
        )
    if term.locale != other.locale or term.match != other.match:
        return ""
    if (term.response, term.target) == (other.response, other.target):
        return _("“%(other)s” (%(place)s) is found just as well: one of the two is enough.")
    return _("“%(other)s” (%(place)s) has the same letters and another answer. Keep one.")


def _silenced_by_itself(one: Spoken) -> Iterator[RowFinding]:
    term = one.row
    own = sounds_like(term.term, term.locale) if term.exceptions else ""
    for phrase in phrases(term.exceptions) if own else ():
        if not phrase.startswith("~") and sounds_like(phrase, term.locale) == own:
            said = _(
                "This exception is the term itself, so the term can never be found. Remove one."
            )
            yield _noted(one, "exceptions", phrase, said)


def _noted(one: Spoken, column: str, value: str, message: str) -> RowFinding:
    return RowFinding(Level.NOTE.value, one.line, column, shorten(value), message)
