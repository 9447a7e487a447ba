"""Removing files that nothing names any more, such as those of an erased edition."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from cms.library.models import Image
from cms.publishing.documents import Document
from cms.publishing.freeze import open_edition
from cms.publishing.kinds import all_kinds
from cms.publishing.models import Change, Edition

GRACE = timedelta(days=1)
"""A file is stored before the row that names it: a younger one may belong to work under way."""


def sweep() -> int:
    """Deletes what no working copy, as it is or was saved, and no edition names.

    Returns how many files.
    """
    unused = [
        *_others(Path(settings.PUBLISHED_MEDIA_DIR), _files_named()),
        *_others(Path(settings.DRAFT_MEDIA_DIR) / "images", _originals()),
    ]
    for path in unused:
        path.unlink(missing_ok=True)
    return len(unused)


def _files_named() -> set[str]:
    copies = (kind.build(o) for kind in all_kinds() for o in kind.model._default_manager.all())
    named = {name for document in copies for name in document.files()}
    with_files = [k for k in all_kinds() if k.document.files is not Document.files]
    for kind in with_files:
        for stored in (Edition, Change):
            kept = stored.objects.filter(key__startswith=f"{kind.name}:").exclude(payload=None)
            for row in kept.iterator():
                named.update(open_edition(row).files())
    return named


def _originals() -> set[str]:
    names = Image.objects.exclude(original="").values_list("original", flat=True)
    return {Path(name).name for name in names}


def _others(folder: Path, named: set[str]) -> Iterator[Path]:
    """The files in the folder that are old enough and not named."""
    before = (timezone.now() - GRACE).timestamp()
    for path in folder.glob("*"):
        if path.is_file() and path.name not in named and path.stat().st_mtime < before:
            yield path
