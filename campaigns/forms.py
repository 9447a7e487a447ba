"""Form fields of campaigns."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from campaigns import clips
from campaigns.clips import Clip, NoClip


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
