"""Form fields of the library."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from cms.errors import Refused
from cms.library import pictures
from cms.library.pictures import Picture


class PictureField(forms.FileField):
    """An uploaded picture: its cleaned value is a decoded `Picture`, for `Image.keep`."""

    widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/avif"})

    def clean(self, data: Any, initial: Any = None) -> Picture | None:
        upload = super().clean(data, initial)
        if not isinstance(upload, UploadedFile):
            return None
        try:
            return pictures.take(upload.read(pictures.LARGEST_FILE + 1))
        except Refused as problem:
            raise forms.ValidationError(str(problem)) from None
