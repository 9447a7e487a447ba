"""How staff want to see the desk, which forms they have open, and who was given a say."""

from typing import ClassVar
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.desk.preview.models import PreviewLink

__all__ = ["AccessChange", "Preference", "Presence", "PreviewLink"]


def is_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("This is no time zone. Write one like Asia/Ho_Chi_Minh."))


class Preference(models.Model):
    """The time zone in which a person reads and types instants. They are stored in UTC."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preference"
    )
    zone = models.CharField(
        _("time zone"), max_length=64, default=settings.TIME_ZONE, validators=[is_time_zone]
    )

    class Meta:
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")

    def __str__(self) -> str:
        return self.zone


class Presence(models.Model):
    """A person opened the form of an object, and has not saved or left it as far as is known."""

    key = models.CharField(max_length=120)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="present_once", fields=["key", "user"])
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.key}"


class AccessChange(models.Model):
    """Somebody gave another person a say in reviews, or a way into that person's account."""

    class What(models.TextChoices):
        REVIEW = "review", _("may review")
        PASSWORD = "password", _("has a new password")
        EMAIL = "email", _("has a new e-mail address")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=What.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.user} {self.get_what_display()}, by {self.by}"
