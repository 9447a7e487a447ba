from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models.helplines import Helpline
from partners.reports import Reason


class LineReport(models.Model):
    """How often visitors said on one day that a line did not work or did not fit. Nothing else."""

    helpline = models.ForeignKey(
        Helpline, on_delete=models.CASCADE, related_name="reports", verbose_name=_("helpline")
    )
    reason = models.CharField(
        _("reason"), max_length=12, choices=[(reason.value, reason.value) for reason in Reason]
    )
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        ordering: ClassVar = ["-day", "helpline"]
        verbose_name = _("visitors' report")
        verbose_name_plural = _("visitors' reports")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="reports_counted_by_day", fields=["helpline", "reason", "day"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.helpline_id} {self.reason} {self.day}"
