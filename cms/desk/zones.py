"""Instants are stored in UTC and shown, and typed, in the zone that the person chose."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from cms.desk.models import Preference


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
