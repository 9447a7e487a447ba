from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.codes import country_code, language_code
from partners.codes import CodesField, validate_countries, validate_languages


class Placed(models.Model):
    """Where something is offered, and in which languages: codes with spaces between."""

    countries = CodesField(
        _("countries"),
        meant=country_code,
        max_length=200,
        blank=True,
        validators=[validate_countries],
        help_text=_("Codes of two letters with spaces between: GB IE. Empty: everywhere."),
    )
    languages = CodesField(
        _("languages"),
        meant=language_code,
        max_length=200,
        blank=True,
        validators=[validate_languages],
        help_text=_("The languages people there speak with you, with spaces between: en vi."),
    )

    class Meta:
        abstract = True
