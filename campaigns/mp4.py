"""The headers of an MP4 file (ISO 14496-12): nested boxes of size, name and content."""

from collections.abc import Iterator

from campaigns.containers import (
    LARGEST_HEADER,
    Fragmented,
    Headers,
    Source,
    Track,
    Unreadable,
)

Box = tuple[str, bytes]

MEDIA = (b"vide", b"soun", b"")
"""Kinds of tracks that are played. Cameras add others: timecode, chapters, places."""
_OWN = ("ftyp", "moov", "mdat", "moof", "free", "skip", "uuid", "meta", "sidx")
"""Boxes that may not be cut short; what a camera hangs on behind them may be anything."""
_ENABLED = 1
_UPRIGHT = 0x00010000


def read(file: Source, size: int) -> Headers:
    """Seconds and tracks. Raises Unreadable where something is missing from the file."""
    movie = _movie(file, size)
    boxes = list(_inside(movie))
    if any(name == "mvex" for name, _body in boxes):
        raise Fragmented
    seconds = next((_seconds(body) for name, body in boxes if name == "mvhd"), 0.0)
    played = [body for name, body in boxes if name == "trak" and _handler(body) in MEDIA]
    enabled = [body for body in played if _is_enabled(body)]
    tracks = [track for body in enabled or played for track in _tracks(body, size)]
    return Headers(seconds, tracks)


def _movie(file: Source, size: int) -> bytes:
    """The box that describes everything; the pictures themselves are jumped over."""
    movie: bytes | None = None
    for name, start, end in _outermost(file, size):
        if name == "moov":
            if end - start > LARGEST_HEADER:
                raise Unreadable
            file.seek(start)
            movie = file.read(end - start)
    if movie is None:
        raise Unreadable
    return movie


def _outermost(file: Source, size: int) -> Iterator[tuple[str, int, int]]:
    """Name, and where its content starts and ends, of each box of the file."""
    at = 0
    while at + 8 <= size:
        file.seek(at)
        head = file.read(16)
        length, name = int.from_bytes(head[:4], "big"), head[4:8].decode("latin-1")
        skip = 8
        if length == 1:
            length, skip = int.from_bytes(head[8:16], "big"), 16
        elif length == 0:
            length = size - at
        if length < skip or at + length > size:
            if name in _OWN:
                raise Unreadable
            return
        yield name, at + skip, at + length
        at += length


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


def _handler(track: bytes) -> bytes:
    return next((body[8:12] for body in _found(track, ("mdia", "hdlr"))), b"")


def _is_enabled(track: bytes) -> bool:
    """Whether a player plays it by itself: pictures of chapters, for instance, it does not."""
    return any(body[3:4] and body[3] & _ENABLED for body in _found(track, ("tkhd",)))


def _is_on_its_side(track: bytes) -> bool:
    """Whether a player turns the picture by a quarter: phones store films as the sensor lies."""
    header = next(_found(track, ("tkhd",)), b"")
    start = 52 if header[:1] == b"\x01" else 40
    a, b, _u, c, d = (
        int.from_bytes(header[at : at + 4], "big", signed=True)
        for at in range(start, start + 20, 4)
    )
    return a == d == 0 and abs(b) == abs(c) == _UPRIGHT


def _tracks(track: bytes, size: int) -> Iterator[Track]:
    table = ("mdia", "minf", "stbl")
    for width, name in ((4, "stco"), (8, "co64")):
        for chunks in _found(track, (*table, name)):
            if len(chunks) >= 8 + width and int.from_bytes(chunks[-width:], "big") >= size:
                raise Unreadable
    for description in _found(track, (*table, "stsd")):
        for codec, entry in _inside(description, 8):
            yield _described(codec, entry, on_its_side=_is_on_its_side(track))


def _described(codec: str, entry: bytes, *, on_its_side: bool) -> Track:
    is_picture = codec[:2] in ("av", "he", "hv", "vp", "mp", "s2") and codec != "mp4a"
    if not is_picture or len(entry) < 28:
        return Track(codec)
    width, height = (int.from_bytes(entry[n : n + 2], "big") for n in (24, 26))
    return Track(codec, height, width) if on_its_side else Track(codec, width, height)


def _found(body: bytes, path: tuple[str, ...]) -> Iterator[bytes]:
    """The content of every box at the path."""
    for name, inner in _inside(body):
        if name == path[0]:
            if path[1:]:
                yield from _found(inner, path[1:])
            else:
                yield inner
