"""People who show their own experience, and what they agreed to."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.codes import language_code
from cms.library.longtext import LongTextField
from cms.publishing.models import WorkingCopy
from partners.codes import CodesField, validate_languages


class Creator(WorkingCopy):
    """A person in our videos. Without their consent nothing of theirs is shown."""

    TRANSLATED: ClassVar = ("bio",)

    name = models.CharField(_("name"), max_length=80, help_text=_("As they want to be called."))
    handle = models.CharField(
        _("handle"),
        max_length=60,
        blank=True,
        validators=[RegexValidator(r"^@[\w.-]+\Z", _("Write it with the @, such as @linh.draws."))],
    )
    languages = CodesField(
        _("languages"),
        meant=language_code,
        max_length=60,
        blank=True,
        validators=[validate_languages],
        help_text=_("The codes of those they speak in, with spaces between: vi en."),
    )
    bio = LongTextField(
        _("about them"), max_length=400, blank=True, help_text=_("One or two sentences.")
    )
    avatar = models.ForeignKey(
        "library.Image",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )
    consent_given_on = models.DateField(_("consent given on"), null=True, blank=True)
    consent_scope = LongTextField(
        _("what they agreed to"),
        max_length=2_000,
        blank=True,
        help_text=_("Which videos, where and in which languages. Only staff see this."),
    )
    consent_expires_on = models.DateField(
        _("consent holds until"),
        null=True,
        blank=True,
        help_text=_("The last day, by UTC. What shows them leaves the public by itself then."),
    )
    consent_withdrawn_on = models.DateField(
        _("consent withdrawn on"),
        null=True,
        blank=True,
        help_text=_("This alone takes nothing down at once: have a reviewer block the creator."),
    )

    class Meta:
        ordering: ClassVar = ["key"]
        verbose_name = _("creator")
        verbose_name_plural = _("creators")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="consent_expires_after_it_was_given",
                condition=Q(consent_expires_on=None)
                | Q(consent_given_on__isnull=False, consent_given_on__lte=F("consent_expires_on")),
                violation_error_message=_(
                    "Write the day on which consent was given; it can't end before that day."
                ),
            ),
            models.CheckConstraint(
                name="consent_withdrawn_after_it_was_given",
                condition=Q(consent_withdrawn_on=None)
                | Q(
                    consent_given_on__isnull=False, consent_given_on__lte=F("consent_withdrawn_on")
                ),
                violation_error_message=_(
                    "Write the day on which consent was given; it can't be withdrawn before it."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.key
