"""The forms of terms, files and queries."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.desk.locking import LockingForm
from cms.publishing.models import Release
from cms.translations.columns import languages
from interventions.fields import check_families
from interventions.locales import locale_name
from interventions.matching import LONGEST_QUERY, is_family
from interventions.models import TermList
from interventions.word_classes import stored_classes


class TermForm(LockingForm):
    def _get_validation_exclusions(self) -> set[str]:
        """`folded` follows from the text, so that a twin is refused in words."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"folded"}

    def clean(self) -> dict[str, Any] | None:
        """The notation of the term and of its exceptions, with the classes of its language."""
        cleaned = super().clean()
        said = self.cleaned_data
        text, exceptions = said.get("text") or "", said.get("exceptions") or ""
        if is_family(text + exceptions) and said.get("term_list"):
            try:
                check_families(text, exceptions, said["term_list"].locale, stored_classes())
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned


class MoveForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Move to the list"), queryset=TermList.objects.filter(is_restricted=False)
    )


def menu_languages() -> list[tuple[str, str]]:
    """The languages of the pages, and those that have a term list."""
    tags = TermList.objects.order_by("locale").values_list("locale", flat=True).distinct()
    return [(tag, locale_name(tag)) for tag in dict.fromkeys([*languages(), *tags])]


class TryForm(forms.Form):
    query = forms.CharField(
        label=_("Query"),
        max_length=LONGEST_QUERY,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    locale = forms.ChoiceField(label=_("Language of the menus"), choices=menu_languages)
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        choices=[("", _("not known")), *((code, code) for code in sorted(settings.MARKETS))],
    )
    release = forms.ModelChoiceField(
        label=_("Answered by"),
        required=False,
        empty_label=_("what is live now"),
        queryset=Release.objects.on_their_way()
        .filter(items__key__startswith="termlist:")
        .distinct(),
        help_text=_("Or by what would be live with a release that is not approved yet."),
    )
