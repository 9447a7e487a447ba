"""Forms and form fields of campaigns."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from campaigns import clips
from campaigns.clips import Clip, NoClip
from cms.desk.dates import DayField
from cms.desk.locking import LockingForm


@dataclass(frozen=True)
class CheckedClip:
    """An uploaded video and what it was found to be, for `Video.keep`."""

    upload: UploadedFile
    clip: Clip

    @property
    def size(self) -> int:
        return self.upload.size or 0


class ClipField(forms.FileField):
    """An uploaded video: its cleaned value is a `CheckedClip`."""

    widget = forms.FileInput(attrs={"accept": "video/mp4,video/webm"})

    def clean(self, data: Any, initial: Any = None) -> CheckedClip | None:
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return None
        try:
            return CheckedClip(upload, clips.inspect(upload, upload.size or 0))
        except NoClip as problem:
            raise forms.ValidationError(str(problem)) from None


class CampaignForm(LockingForm):
    """The two days are no field of the campaign: they fill in the dates of all its markets."""

    first_day = DayField(
        label=_("First day"),
        required=False,
        help_text=_(
            "Every market starts at its own midnight, as this day begins. Empty: as below."
        ),
    )
    last_day = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Every market ends at its own midnight, as this day ends. Empty: as below."),
    )


def with_days_of_all(data: QueryDict) -> QueryDict:
    """A day given for all markets counts as if it had been typed into each of them."""
    first, last = _day(data, "first_day"), _day(data, "last_day")
    midnights = {"starts": first, "ends": last and last + timedelta(days=1)}
    typed = data.copy()
    for name in data:
        market, _dash, own = name.rpartition("-")
        if own == "country" and market.startswith("markets-") and data[name]:
            for each, day in midnights.items():
                if day:
                    typed[f"{market}-{each}"] = f"{day}T00:00"
    return typed


def _day(data: Any, name: str) -> date | None:
    try:
        day: date | None = DayField(required=False).clean(data.get(name))
    except forms.ValidationError:
        return None  # The campaign's own form says so.
    return day
