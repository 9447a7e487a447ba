"""What is said before, or beside, content that may be hard to see."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.library.longtext import LongTextField
from cms.publishing.models import WorkingCopy
from cms.translations.columns import text_of


class ContentNotice(WorkingCopy):
    """A short warning that leaves the choice to the visitor."""

    TRANSLATED: ClassVar = ("label", "message")

    class Kind(models.TextChoices):
        OPT_IN = "opt_in", _("covers it until a visitor chooses to see it")
        ADVISORY = "advisory", _("stands beside it")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.OPT_IN)
    label = models.CharField(
        _("label"), max_length=60, help_text=_("A few words that also stand in lists.")
    )
    message = LongTextField(
        _("message"),
        max_length=300,
        help_text=_("What it is about, that nobody has to see it, and that help is there."),
    )

    class Meta:
        ordering: ClassVar = ["key"]
        verbose_name = _("content notice")
        verbose_name_plural = _("content notices")

    def __str__(self) -> str:
        return text_of(self, "label").source or self.key
