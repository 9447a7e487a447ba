"""All models of the desk, where Django looks for them. Each stands beside what is done with it."""

from cms.desk.access import AccessChange
from cms.desk.content.presence import Presence
from cms.desk.imports.models import FileImport, ImportBatch
from cms.desk.preview.models import PreviewLink, TypedPreview
from cms.desk.zones import Preference

__all__ = [
    "AccessChange",
    "FileImport",
    "ImportBatch",
    "Preference",
    "Presence",
    "PreviewLink",
    "TypedPreview",
]
