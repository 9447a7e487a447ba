from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.codes import validate_countries, validate_languages


class Placed(models.Model):
    """Where something is offered, and in which languages: codes with spaces between."""

    countries = models.CharField(
        _("countries"),
        max_length=200,
        blank=True,
        validators=[validate_countries],
        help_text=_("Codes of two letters with spaces between: GB IE. Empty: everywhere."),
    )
    languages = models.CharField(
        _("languages"),
        max_length=200,
        blank=True,
        validators=[validate_languages],
        help_text=_("The languages people there speak with you, with spaces between: en vi."),
    )

    class Meta:
        abstract = True
