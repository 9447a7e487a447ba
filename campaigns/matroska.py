"""The headers of a WebM file (Matroska, EBML): nested elements of number, size and content."""

import struct
from collections.abc import Iterator

from campaigns.containers import LARGEST_HEADER, Headers, NotWebm, Source, Track, Unreadable

EBML = b"\x1a\x45\xdf\xa3"
_DOCTYPE = 0x4282
_SEGMENT = 0x18538067
_INFO, _SCALE, _DURATION = 0x1549A966, 0x2AD7B1, 0x4489
_TRACKS, _ENTRY, _CODEC, _VIDEO, _WIDTH, _HEIGHT = 0x1654AE6B, 0xAE, 0x86, 0xE0, 0xB0, 0xBA
_CLUSTER = 0x1F43B675
_UNKNOWN = 1 << 62
"""Longer than any file."""

Element = tuple[int, bytes]


def read(file: Source, size: int) -> Headers:
    """Seconds and tracks. Both stand before the first pictures, so only the head is read.

    Raises Unreadable where the file is shorter than it says, NotWebm for other Matroska files.
    """
    file.seek(0)
    body = file.read(min(size, LARGEST_HEADER))
    at, length, number = _head(body, 0)
    if number != int.from_bytes(EBML, "big") or at + length > len(body):
        raise Unreadable
    if dict(_inside(body[at : at + length])).get(_DOCTYPE) != b"webm":
        raise NotWebm
    at, length, number = _head(body, at + length)
    if number != _SEGMENT or (length != _UNKNOWN and at + length > size):
        raise Unreadable
    seconds, tracks = 0.0, []
    for number, element in _inside(body[at:], until=_CLUSTER):
        if number == _INFO:
            seconds = _seconds(dict(_inside(element)))
        elif number == _TRACKS:
            tracks = [_track(dict(_inside(e))) for n, e in _inside(element) if n == _ENTRY]
    return Headers(seconds, tracks)


def _inside(body: bytes, until: int = 0) -> Iterator[Element]:
    at = 0
    while at < len(body):
        start, length, number = _head(body, at)
        if number == until:
            return
        if start + length > len(body):
            raise Unreadable
        yield number, body[start : start + length]
        at = start + length


def _head(body: bytes, at: int) -> tuple[int, int, int]:
    """Where the content starts, how long it is, and the element's number.

    A length of nothing but ones says that it was not known yet when it was written.
    """
    wide = _width(body, at, 4)
    number = int.from_bytes(body[at : at + wide], "big")
    more = _width(body, at + wide, 8)
    raw = int.from_bytes(body[at + wide : at + wide + more], "big")
    start = at + wide + more
    if start > len(body):
        raise Unreadable
    most = (1 << 7 * more) - 1
    return start, _UNKNOWN if raw & most == most else raw & most, number


def _width(body: bytes, at: int, most: int) -> int:
    """A number says by its leading zero bits how many bytes it takes."""
    width = 9 - body[at].bit_length() if at < len(body) and body[at] else 0
    if not 0 < width <= most:
        raise Unreadable
    return width


def _seconds(info: dict[int, bytes]) -> float:
    raw = info.get(_DURATION, b"")
    if len(raw) not in (4, 8):
        return 0.0
    ticks: float = struct.unpack(">f" if len(raw) == 4 else ">d", raw)[0]
    return ticks * int.from_bytes(info.get(_SCALE, b"\x0f\x42\x40"), "big") / 1e9


def _track(entry: dict[int, bytes]) -> Track:
    video = dict(_inside(entry.get(_VIDEO, b"")))
    width, height = (int.from_bytes(video.get(name, b""), "big") for name in (_WIDTH, _HEIGHT))
    return Track(entry.get(_CODEC, b"").rstrip(b"\0").decode("latin-1"), width, height)
