from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.library import store


def test_a_file_is_named_by_its_content(media: Path) -> None:
    name = store.keep([b"WEB", b"VTT"], "vtt")

    assert name == store.keep([b"WEBVTT"], "vtt")
    assert name != store.keep([b"WEBVTT "], "vtt")
    assert store.path_of(name).read_bytes() == b"WEBVTT"


def test_a_file_that_breaks_off_leaves_nothing_behind(media: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"first half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.keep(broken(), "mp4")

    assert list(media.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["", "..", "../drafts/a.webp", "/etc/passwd", "A" * 32 + ".webp", "a" * 32, "a\0.vtt"]
)
def test_a_name_that_was_never_given_has_no_path(name: str) -> None:
    with pytest.raises(ValueError, match="not the name"):
        store.path_of(name)
