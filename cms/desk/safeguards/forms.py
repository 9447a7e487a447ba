from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.desk.dates import DayField
from cms.publishing.append import LONGEST_REASON
from cms.publishing.check import wrong_dates

CHECK_AGAIN_AFTER = timedelta(days=90)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays in the log for good."),
    )


class BlockForm(ReasonForm):
    """What to block: the object, or one of its inner parts."""

    target = forms.ChoiceField(label=_("What to block"), widget=forms.RadioSelect)

    field_order = ["target", "reason"]

    def __init__(self, *args: Any, targets: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker only.
        field.choices = targets


class SwitchForm(ReasonForm):
    market = forms.ChoiceField(
        label=_("Market"), choices=[(code, code) for code in settings.MARKETS]
    )
    is_on = forms.TypedChoiceField(
        label=_("Search interventions"),
        choices=[("", "–"), ("0", _("off")), ("1", _("on again"))],
        coerce=lambda value: value == "1",
    )

    field_order = ["market", "is_on", "reason"]


class CheckForm(forms.Form):
    how = forms.CharField(
        label=_("How it was checked"),
        max_length=300,
        help_text=_("Called, texted, asked the partner …"),
    )
    checked_on = DayField(label=_("Checked on"), initial=timezone.localdate)
    due_on = DayField(
        label=_("Next check due"),
        initial=lambda: timezone.localdate() + CHECK_AGAIN_AFTER,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"checked_on", "due_on"} <= given.keys():
            for name, message in wrong_dates(given["checked_on"], given["due_on"]):
                self.add_error(name, message)
        return given
