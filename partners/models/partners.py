# modeltranslation makes managers while Django starts, where the type checker can't follow.
# mypy: disable-error-code="django-manager-missing"

from typing import ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.library.longtext import LongTextField
from cms.publishing.models import WorkingCopy
from cms.translations.columns import text_of
from partners.models.places import Placed


class Partner(Placed, WorkingCopy):
    """An organisation that helps people. Its helplines are records of their own."""

    TRANSLATED: ClassVar = ("name", "summary")

    name = models.CharField(_("name"), max_length=120)
    summary = LongTextField(
        _("summary"),
        max_length=1_000,
        blank=True,
        help_text=_("Who they are and whom they help, in two sentences."),
    )
    website = models.URLField(
        _("website"),
        blank=True,
        validators=[URLValidator(schemes=["https", "http"])],
        help_text=_("Leave it empty where nobody is sure: a wrong link is worse than none."),
    )
    topics = models.ManyToManyField("library.Topic", blank=True, verbose_name=_("topics"))
    logo = models.ForeignKey(
        "library.Image",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    contact = LongTextField(
        _("contact"),
        max_length=1_000,
        blank=True,
        help_text=_("Whom to ask there. Only staff see this."),
    )
    agreement_from = models.DateField(_("agreement from"), null=True, blank=True)
    agreement_until = models.DateField(
        _("agreement until"), null=True, blank=True, help_text=_("Only staff see this.")
    )

    class Meta:
        ordering: ClassVar = ["key"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="agreement_in_order",
                condition=Q(agreement_from=None)
                | Q(agreement_until=None)
                | Q(agreement_from__lte=F("agreement_until")),
                violation_error_message=_("The agreement must end after it starts."),
            )
        ]

    def __str__(self) -> str:
        return text_of(self, "name").source or self.key
