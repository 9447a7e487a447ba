from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.codes import country_code
from partners.codes import CodesField, validate_countries
from partners.digits import plain_number
from partners.models.helplines import Helpline
from partners.validators import validate_number


class RetiredNumber(models.Model):
    """A number that must never be shown again, and why."""

    country = CodesField(
        _("country"),
        meant=country_code,
        max_length=2,
        validators=[validate_countries],
        help_text=_("Such as KR."),
    )
    dial = models.CharField(_("number"), max_length=40, validators=[validate_number])
    keyword = models.CharField(
        _("keyword"),
        max_length=20,
        blank=True,
        help_text=_("Where only this keyword is retired and the number goes on."),
    )
    helpline = models.ForeignKey(
        Helpline,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("only for"),
        help_text=_("Where the number is right for others and wrong for this helpline."),
    )
    reason = models.CharField(_("reason"), max_length=200)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["country", "dial"]
        verbose_name = _("retired number")
        verbose_name_plural = _("retired numbers")
        constraints: ClassVar = [
            # Two, because SQLite takes every empty helpline for another one.
            models.UniqueConstraint(
                name="number_retired_once",
                fields=["country", "dial", "keyword"],
                condition=Q(helpline=None),
                violation_error_message=_("This number is in the list already."),
            ),
            models.UniqueConstraint(
                name="number_retired_once_for_a_helpline",
                fields=["country", "dial", "keyword", "helpline"],
                violation_error_message=_("This number is in the list already."),
            ),
            models.CheckConstraint(
                name="retired_number_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the number must not be shown."),
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.country, self.dial, self.keyword]))

    def clean(self) -> None:
        self.dial = plain_number(self.dial)
