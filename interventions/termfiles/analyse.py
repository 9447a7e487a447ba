"""What staff should know of a staged import before they apply it, beyond its rows.

Which labelled queries would be answered otherwise, and which terms get in each other's way.
"""

from collections.abc import Iterator
from operator import itemgetter

from django.utils import timezone

from cms.desk.imports.models import FileImport
from cms.desk.imports.rows import Answer
from cms.desk.log_now import log_now
from cms.tables.reports import MOST_KEPT
from interventions.examples import trials, words_for
from interventions.termfiles.overlaps import overlaps
from interventions.termfiles.projected_lists import documents_of

MOST_TRIED = 20_000
"""Rows beyond which labelled queries are tried only when the lists are released."""


def analyse(file_import: FileImport) -> None:
    """Adds to a staged import of terms what its rows do to each other and to the answers."""
    for finding in overlaps(file_import):
        file_import.finding_counts[finding.level] = (
            file_import.finding_counts.get(finding.level, 0) + 1
        )
        if len(file_import.findings) < MOST_KEPT:
            file_import.findings.append(list(finding))
    file_import.findings.sort(key=itemgetter(1))
    differing = sum(file_import.batches.values_list("size", flat=True))
    if differing <= MOST_TRIED:
        file_import.answers = [list(answer) for answer in changed_answers(file_import)]
    file_import.save(update_fields=["findings", "finding_counts", "answers"])


def changed_answers(file_import: FileImport) -> Iterator[Answer]:
    """In the order of the queries' locales."""
    history, now = log_now(), timezone.now()
    for one in trials(documents_of(file_import, history, now), history, history, now):
        if one.is_changed:
            before, after = words_for(one.before), words_for(one.after)
            yield Answer(one.query.query, one.query.locale, before, after, not one.wrong)
