"""Long texts that staff write. Each has a limit, whatever the way it comes in."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db import models

from cms.publishing.documents import with_plain_lines


class LongTextField(models.TextField):  # type: ignore[type-arg]
    """A text of at most `max_length` characters.

    Django's own field holds only forms to it. A file that is imported is held to it here. What is
    too long is refused before anything else looks at it.
    """

    def run_validators(self, value: Any) -> None:
        refuse_longer(value, self.max_length or 0)
        super().run_validators(value)

    def from_db_value(self, value: Any, *_args: Any) -> Any:
        return with_plain_lines(value)

    def get_prep_value(self, value: Any) -> Any:
        return with_plain_lines(super().get_prep_value(value))

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        return super().formfield(**{"form_class": LongTextInput, **kwargs})

    def deconstruct(self) -> Any:
        """In migrations an ordinary text."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class LongTextInput(forms.CharField):
    """A text whose outer blank lines, which no form keeps, are no change of it."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed((initial or "").strip(), data)


def refuse_longer(value: Any, most: int) -> None:
    """Raises ValidationError where a text has more than `most` characters."""
    if isinstance(value, str):
        MaxLengthValidator(most)(value)
