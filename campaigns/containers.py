"""What the readers of both video containers share."""

from dataclasses import dataclass
from typing import Any, Protocol

LARGEST_HEADER = 8 * 1024 * 1024
"""Bytes of headers that are read into memory; a video of an hour needs about two million."""


class Unreadable(ValueError):
    """The file is damaged or cut short."""


class Fragmented(ValueError):
    """The file is cut in pieces that each tell of themselves, as for streaming."""


class NotWebm(ValueError):
    """Matroska's larger family, which browsers do not play."""


class Source(Protocol):
    """An open file, on disk or as uploaded."""

    @property
    def read(self) -> Any: ...
    @property
    def seek(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Track:
    """One stream: its codec as the container names it; a size only where it is a picture."""

    codec: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Headers:
    """What a file says of itself; no seconds: it does not say how long it is."""

    seconds: float
    tracks: list[Track]
