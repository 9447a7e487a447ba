"""Saves what visitors said about lines. It only makes staff try a number: it takes nothing down."""

from datetime import timedelta

from django.db import DatabaseError, transaction
from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone

from partners.models import Helpline, LineReport
from partners.reports import MOST, Said, tally

KEPT = timedelta(days=180)


def save_reports() -> None:
    """Adds this process's counts to those of the day; where it can't, they wait in memory."""
    taken = tally.take()
    if not taken:
        return
    try:
        _save(taken)
    except DatabaseError:
        for (key, reason), times in taken.items():
            tally.note(key, reason, times)
        raise


@transaction.atomic
def _save(taken: dict[Said, int]) -> None:
    today = timezone.localdate()
    helplines = Helpline.objects.in_bulk({key for key, _reason in taken}, field_name="key")
    for (key, reason), times in taken.items():
        if key in helplines:
            row, _made = LineReport.objects.get_or_create(
                helpline=helplines[key], reason=reason, day=today
            )
            # Each worker caps its own counts; what all of them add up to is capped here.
            LineReport.objects.filter(pk=row.pk).update(count=Least(F("count") + times, MOST))
    LineReport.objects.filter(day__lt=today - KEPT).delete()
