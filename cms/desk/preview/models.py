"""What previews are made of: links for who has no account, and what is typed and not saved."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PreviewLink(models.Model):
    """A preview that somebody without an account may look at, for some days."""

    scope = models.CharField(max_length=120)
    shown_at = models.DateTimeField(null=True, blank=True)
    """The instant at which the pages are shown; None for that of the visit."""
    note = models.CharField(_("for whom"), max_length=120)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="preview_link_ends_within_a_week",
                condition=models.Q(expires_at__lte=models.F("made_at") + timedelta(days=7)),
                violation_error_message=_("A link ends within seven days."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope}: {self.note}"


class TypedPreview(models.Model):
    """What somebody typed into the form of an object, for a look: theirs alone, and for hours."""

    key = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    schema = models.PositiveSmallIntegerField()
    payload = models.BinaryField(help_text=_("Compressed JSON, as in an edition."))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_typed_preview", fields=["key", "by"])
        ]

    def __str__(self) -> str:
        return f"{self.key} by {self.by}"
