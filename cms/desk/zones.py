"""Instants are stored in UTC and shown, and typed, in the zone that the person chose."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


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


def zone_of(user: Any) -> ZoneInfo:
    name = Preference.objects.filter(user=user).values_list("zone", flat=True).first()
    return ZoneInfo(name or settings.TIME_ZONE)


def in_both_zones(instant: datetime | None) -> str:
    """`1 Dec. 2026, 09:00 Asia/Ho Chi Minh (02:00 UTC)`; '' for no instant."""
    if instant is None:
        return ""
    zone = timezone.get_current_timezone_name()
    local, universal = timezone.localtime(instant), instant.astimezone(UTC)
    shown = f"{date_format(local, 'j M Y, H:i')} {zone.replace('_', ' ')}"
    if zone == "UTC":
        return shown
    same_day = local.date() == universal.date()
    return f"{shown} ({date_format(universal, 'H:i' if same_day else 'j M, H:i')} UTC)"
