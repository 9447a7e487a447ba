"""The headers of an MP4 file (ISO 14496-12): nested boxes of size, name and content."""

from collections.abc import Iterator

from campaigns.containers import LARGEST_HEADER, Source, Track, Unreadable

Box = tuple[str, bytes]


def read(file: Source, size: int) -> tuple[float, list[Track]]:
    """Seconds and tracks."""
    movie = _movie(file, size)
    boxes = list(_inside(movie))
    seconds = next((_seconds(body) for name, body in boxes if name == "mvhd"), 0.0)
    tracks = [track for name, body in boxes if name == "trak" for track in _tracks(body)]
    return seconds, tracks


def _movie(file: Source, size: int) -> bytes:
    """The box that describes everything; the pictures themselves are jumped over."""
    at = 0
    while at + 8 <= size:
        file.seek(at)
        head = file.read(16)
        length, name = int.from_bytes(head[:4], "big"), head[4:8]
        skip = 8
        if length == 1:
            length, skip = int.from_bytes(head[8:16], "big"), 16
        elif length == 0:
            length = size - at
        if length < skip or at + length > size:
            raise Unreadable
        if name == b"moov":
            if length > LARGEST_HEADER:
                raise Unreadable
            file.seek(at + skip)
            headers: bytes = file.read(length - skip)
            return headers
        at += length
    raise Unreadable


def _inside(body: bytes, start: int = 0) -> Iterator[Box]:
    at = start
    while at + 8 <= len(body):
        length = int.from_bytes(body[at : at + 4], "big")
        if length < 8 or at + length > len(body):
            raise Unreadable
        yield body[at + 4 : at + 8].decode("latin-1"), body[at + 8 : at + length]
        at += length


def _seconds(header: bytes) -> float:
    wide = header[:1] == b"\x01"
    at, width = (20, 8) if wide else (12, 4)
    if len(header) < at + 4 + width:
        raise Unreadable
    scale = int.from_bytes(header[at : at + 4], "big")
    return int.from_bytes(header[at + 4 : at + 4 + width], "big") / scale if scale else 0.0


def _tracks(body: bytes) -> Iterator[Track]:
    for description in _found(body, ("mdia", "minf", "stbl", "stsd")):
        for codec, entry in _inside(description, 8):
            is_picture = codec[:2] in ("av", "he", "hv", "vp", "mp", "s2") and codec != "mp4a"
            if is_picture and len(entry) >= 28:
                width, height = (int.from_bytes(entry[n : n + 2], "big") for n in (24, 26))
                yield Track(codec, width, height)
            else:
                yield Track(codec)


def _found(body: bytes, path: tuple[str, ...]) -> Iterator[bytes]:
    """The content of every box at the path."""
    for name, inner in _inside(body):
        if name == path[0]:
            if path[1:]:
                yield from _found(inner, path[1:])
            else:
                yield inner
