"""The form of a working copy: it notices when somebody else has saved meanwhile."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.desk.generic import AnyModelForm

CONFLICT = "conflict"


class ContentForm(AnyModelForm):
    """`revision` tells which state of the object the person was looking at."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk and self.cleaned_data.get("revision") != self.instance.revision:
            raise ValidationError(
                _(
                    "Somebody else saved this while you were working on it. Nothing of yours is "
                    "lost: below each text that differs you see theirs. Make one of the two, then "
                    "save again."
                ),
                code=CONFLICT,
            )
        return cleaned

    @property
    def is_in_conflict(self) -> bool:
        return self.is_bound and self.has_error("__all__", CONFLICT)
