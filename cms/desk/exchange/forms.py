"""The forms of files of content."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.desk.exchange.resource import ContentResource
from cms.tables.sheets import LARGEST_FILE
from cms.tables.writers import FORMATS

LONGEST_PREVIEW = 1_900_000
"""Characters; Django takes no larger form."""
PREVIEW_SECONDS = 24 * 60 * 60


class WhatForm(forms.Form):
    """`what` names one of the resources by its model."""

    what = forms.ChoiceField(label=_("What it holds"))

    def __init__(
        self, *args: Any, resources: Sequence[type[ContentResource]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.resources = {name_of(resource): resource for resource in resources}
        field: Any = self.fields["what"]
        field.choices = [(name, it.get_display_name()) for name, it in self.resources.items()]

    @property
    def resource(self) -> ContentResource:
        return self.resources[self.cleaned_data["what"]]()


class ImportForm(WhatForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, TSV or XLSX, at most %(most)d MB.") % {"most": LARGEST_FILE // 2**20},
    )


class ExportForm(WhatForm):
    format = forms.ChoiceField(
        label=_("Format"), choices=[(suffix, suffix.upper()) for suffix in FORMATS]
    )


class ConfirmForm(forms.Form):
    """What was shown travels with the page, signed for the person who saw it."""

    preview = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.salt = f"desk.exchange:{by.pk}"

    def sealed(self, what: str, rows: Any, fingerprint: str) -> str:
        return signing.dumps([what, rows, fingerprint], salt=self.salt, compress=True)

    def clean_preview(self) -> Any:
        """The resource's name, the rows, and the fingerprint of what they were to change."""
        try:
            return signing.loads(
                self.cleaned_data["preview"], salt=self.salt, max_age=PREVIEW_SECONDS
            )
        except signing.BadSignature:
            raise ValidationError(_("This preview is too old.")) from None


def name_of(resource: type[ContentResource] | ContentResource) -> str:
    return str(resource._meta.model._meta.model_name)
