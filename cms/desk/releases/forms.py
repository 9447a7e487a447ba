from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext_lazy as _

from cms.desk.dates import DayField, InstantField, first_midnight, last_midnight
from cms.publishing.append import LONGEST_REASON
from cms.publishing.kinds import UnknownKind, object_for
from cms.publishing.models import Release, ReleaseItem


def an_object(key: str) -> None:
    """Refuses a key that names nothing."""
    try:
        object_for(key)
    except (UnknownKind, ObjectDoesNotExist):
        message = _("Nothing has the key “%(key)s”.")
        raise ValidationError(message, params={"key": key[:80]}) from None


class ReleaseForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    reason = forms.CharField(
        label=_("Why this should go live"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Write to authors and reviewers"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Signed with your name. It makes you no author, and the log does not hold it."),
    )


class ItemForm(forms.Form):
    """The window of an item, typed in the person's zone; empty means at once, or for good."""

    starts_at = InstantField(label=_("From"), required=False)
    ends_at = InstantField(label=_("Until"), required=False)
    scheduled = forms.ChoiceField(
        label=_("What is scheduled later"),
        required=False,
        choices=ReleaseItem.Scheduled.choices,
    )


class DaysForm(forms.Form):
    """One window for all items: whole days, from the first midnight of a market to the last."""

    first_day = DayField(label=_("First day"), required=False, help_text=_("Empty: at once."))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Empty: for good."))
    markets = forms.MultipleChoiceField(
        label=_("Only these markets"), required=False, help_text=_("None chosen: all.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["markets"]
        field.choices = [(code, code) for code in sorted(settings.MARKETS)]

    @property
    def window(self) -> dict[str, datetime | None]:
        """From where the first day begins first until where the last one ends last."""
        first, last = self.cleaned_data["first_day"], self.cleaned_data["last_day"]
        countries = self.cleaned_data["markets"] or settings.MARKETS
        return {
            "starts_at": first and first_midnight(first, countries),
            "ends_at": last and last_midnight(last, countries),
        }


class NewItemForm(ItemForm):
    key = forms.CharField(label=_("Object"), max_length=120, validators=[an_object])
    is_removal = forms.BooleanField(label=_("Take it down"), required=False)

    field_order = ["key", "is_removal", "starts_at", "ends_at", "scheduled"]


class ChooseReleaseForm(forms.Form):
    """A draft that is open already, or the title of a new one."""

    release = forms.ModelChoiceField(
        label=_("Open release"),
        required=False,
        empty_label=_("a new one"),
        queryset=Release.objects.filter(state__in=Release.EDITABLE),
    )
    title = forms.CharField(label=_("Title of a new one"), required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("release") and not cleaned.get("title"):
            raise ValidationError(_("Choose a release, or give a new one a title."))
        return cleaned
