"""The forms of files: one brought, one taken away, and the word that one is applied."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.desk.imports.kinds import FileKind
from cms.tables.sheets import LARGEST_FILE
from cms.tables.writers import FORMATS


class KindForm(forms.Form):
    """`what` is asked where there are several kinds of file."""

    what = forms.ChoiceField(label=_("What it holds"))

    def __init__(self, *args: Any, kinds: Sequence[FileKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {kind.name: kind for kind in kinds}
        field: Any = self.fields["what"]
        field.choices = [(kind.name, kind.label) for kind in kinds]
        if len(kinds) == 1:
            del self.fields["what"]

    @property
    def kind(self) -> FileKind:
        return self.kinds[self.cleaned_data.get("what") or next(iter(self.kinds))]


class UploadForm(KindForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, TSV or XLSX, at most %(most)d MB.") % {"most": LARGEST_FILE // 2**20},
    )
    is_replacing = forms.BooleanField(
        label=_("Replace: remove rows of the same lists that the file does not have"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not all(kind.can_replace for kind in self.kinds.values()):
            del self.fields["is_replacing"]


class ExportForm(KindForm):
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[(suffix, suffix.upper()) for suffix in FORMATS],
        help_text=_("In XLSX, what looks like a number or a date stays the text it is: 000, 24/7."),
    )
    place = forms.MultipleChoiceField(
        label=_("Only these"), required=False, help_text=_("None chosen: all.")
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["place"]
        field.choices = places
        if not places:
            del self.fields["place"]


class ApplyForm(forms.Form):
    """What a person has to say before an import is applied."""

    take_conflicts = forms.BooleanField(
        label=_("Write the rows in conflict, too: the edits made since are lost"), required=False
    )
    removed = forms.IntegerField(label=_("Number of rows to remove"), required=False)

    def __init__(self, *args: Any, conflicts: int, removes: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.removes = removes
        if not conflicts:
            del self.fields["take_conflicts"]
        if not removes:
            del self.fields["removed"]

    def clean_removed(self) -> int | None:
        typed: int | None = self.cleaned_data["removed"]
        if typed != self.removes:
            raise ValidationError(
                _("Type %(number)d to say that this many rows are to be removed."),
                params={"number": self.removes},
            )
        return typed
