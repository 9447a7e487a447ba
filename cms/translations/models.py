"""Who translates into which language, and which translation was made for which source text."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Assignment(models.Model):
    """A language that a translator may write in. The source language is never assigned."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments"
    )
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)

    class Meta:
        verbose_name = _("assigned language")
        verbose_name_plural = _("assigned languages")
        permissions: ClassVar = [("translate", _("Can translate content into assigned languages"))]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="language_assigned_once",
                fields=["user", "language"],
                violation_error_message=_("This language is assigned already."),
            ),
            models.CheckConstraint(
                name="source_language_not_assigned",
                condition=~models.Q(language=settings.LANGUAGE_CODE),
                violation_error_message=_("The source language is for editors only."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.language}"


class Mark(models.Model):
    """A person's word that a translation says what a source text says.

    Both texts are known by their hashes, so it holds wherever the two stand side by side again:
    after sections were sorted anew, after an undo, in a frozen edition.
    """

    key = models.CharField(max_length=120)
    language = models.CharField(max_length=8)
    source_hash = models.CharField(max_length=64)
    target_hash = models.CharField(max_length=64)
    source = models.TextField(help_text=_("The source text as it was."))
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="mark_once", fields=["key", "language", "source_hash", "target_hash"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.language}"


def assigned_languages(user: Any) -> frozenset[str]:
    """The languages that the person was asked to translate into."""
    return frozenset(Assignment.objects.filter(user=user).values_list("language", flat=True))
