"""Video and caption files, built byte by byte: only as much as their readers look at."""

import struct


def captions(*lines: str) -> str:
    cues = (f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{line}\n" for n, line in enumerate(lines))
    return "WEBVTT\n\n" + "\n".join(cues)


def box(name: str, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I", len(body) + 8) + name.encode() + body


def mp4(
    *, seconds: int = 3, codecs: tuple[str, ...] = ("avc1", "mp4a"), salt: str = "",
    late_headers: bool = False,
) -> bytes:  # fmt: skip
    header = box("mvhd", bytes(12), struct.pack(">II", 1000, seconds * 1000), bytes(80))
    movie = box("moov", header, *map(_track, codecs))
    parts = [box("ftyp", b"isom" + bytes(4)), movie, box("mdat", salt.encode() + bytes(64))]
    return b"".join((parts[0], parts[2], parts[1]) if late_headers else parts)


def _track(codec: str) -> bytes:
    picture = bytes(24) + struct.pack(">HH", 640, 360) + bytes(50)
    entry = box(codec, bytes(28) if codec == "mp4a" else picture)
    table = box("stsd", bytes(4), struct.pack(">I", 1), entry)
    return box("trak", box("tkhd", bytes(84)), box("mdia", box("minf", box("stbl", table))))


def element(number: int, content: bytes) -> bytes:
    name = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return name + (len(content) | 1 << 56).to_bytes(8, "big") + content


def webm(
    *, seconds: float = 3.0, codecs: tuple[str, ...] = ("V_VP9", "A_OPUS"), doctype: str = "webm"
) -> bytes:
    info = element(0x2AD7B1, (1_000_000).to_bytes(3, "big"))
    info += element(0x4489, struct.pack(">d", seconds * 1000))
    tracks = b"".join(element(0xAE, _entry(codec)) for codec in codecs)
    segment = element(0x1549A966, info) + element(0x1654AE6B, tracks)
    segment += element(0x1F43B675, bytes(64))
    return element(0x1A45DFA3, element(0x4282, doctype.encode())) + element(0x18538067, segment)


def _entry(codec: str) -> bytes:
    size = element(0xB0, b"\x02\x80") + element(0xBA, b"\x01\x68")
    return element(0x86, codec.encode()) + (element(0xE0, size) if codec[0] == "V" else b"")
