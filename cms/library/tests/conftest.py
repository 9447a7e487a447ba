"""Pictures drawn for one test, and folders that end with it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Pixels

DrawFile = Callable[..., bytes]


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    """The folders of drafts and published files, empty; returns the second."""
    settings.MEDIA_ROOT = settings.DRAFT_MEDIA_DIR = tmp_path / "drafts"
    settings.PUBLISHED_MEDIA_DIR = tmp_path / "published"
    return tmp_path / "published"


@pytest.fixture
def draw() -> DrawFile:
    """A picture file: red on the left, blue on the right."""

    def file(width: int = 80, height: int = 40, form: str = "png", **options: Any) -> bytes:
        pixels = Pixels.new(options.pop("mode", "RGB"), (width, height), options.pop("fill", "red"))
        if pixels.mode == "RGB":
            pixels.paste("blue", (width // 2, 0, width, height))
        target = BytesIO()
        pixels.save(target, form, **options)
        return target.getvalue()

    return file
