"""Files for the public, named by their content. It takes a live document to make one public."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{3,4}")


def keep(chunks: Iterable[bytes], suffix: str) -> str:
    """Stores a file and returns its name: the hash of its content with the suffix, such as `webp`.

    The name appears only once the whole file is on disk, so a crash leaves no half file behind it.
    """
    folder = Path(settings.PUBLISHED_MEDIA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as file:
        part = Path(file.name)
        try:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
            name = f"{digest.hexdigest()[:32]}.{suffix}"
            part.chmod(settings.FILE_UPLOAD_PERMISSIONS)
            part.replace(folder / name)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return name


def path_of(name: str) -> Path:
    """Where the file lies; raises ValueError for a name that this module never gave."""
    if not NAME.fullmatch(name):
        raise ValueError("not the name of a stored file")
    return Path(settings.PUBLISHED_MEDIA_DIR) / name


def stored_text(name: str) -> str:
    """What a stored file of text says; '' where it is gone."""
    path = path_of(name)
    return path.read_text() if path.exists() else ""
