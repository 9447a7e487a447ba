"""Clips as phones, cameras, recorders and browsers write them."""

import shutil
import struct
import subprocess
from io import BytesIO
from pathlib import Path

import pytest

from campaigns import clips
from campaigns.clips import Clip, NoClip
from tests.needs import absent

INPUTS = Path(__file__).parent / "inputs"
PICTURE = ("-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=2")
SOUND = ("-f", "lavfi", "-i", "sine=duration=2")
H264 = ("-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest")
VP9 = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-c:a", "libopus", "-shortest")
ONE = 0x10000
CHAPTERS = ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=One\n"


def inspect(data: bytes) -> Clip:
    return clips.inspect(BytesIO(data), len(data))


@pytest.mark.parametrize(
    ("name", "clip"),
    [
        ("tmcd.mp4", Clip("mp4", 4, 320, 240)),
        ("chap.mp4", Clip("mp4", 4, 320, 240)),
        ("rot.mp4", Clip("mp4", 4, 240, 320)),
    ],
)
def test_tracks_beside_picture_and_sound_are_taken_and_rotation_is_heeded(
    name: str, clip: Clip
) -> None:
    assert inspect((INPUTS / name).read_bytes()) == clip


def test_a_clip_that_was_cut_off_halfway_is_refused() -> None:
    with pytest.raises(NoClip, match="damaged or cut short"):
        inspect((INPUTS / "fast_half.mp4").read_bytes())


@pytest.mark.parametrize("name", ["tmcd.mp4", "chap.mp4", "rot.mp4"])
def test_a_clip_is_refused_wherever_it_was_cut_off(name: str) -> None:
    whole = (INPUTS / name).read_bytes()
    for tenth in range(1, 10):
        with pytest.raises(NoClip):
            inspect(whole[: len(whole) * tenth // 10])


def test_what_a_camera_hangs_on_behind_the_film_is_left_alone() -> None:
    whole = (INPUTS / "rot.mp4").read_bytes()
    assert inspect(whole + b"\x00\x00\x40\x00SEFHmore of the phone") == inspect(whole)


@pytest.fixture
def made(tmp_path: Path) -> "Maker":
    program = shutil.which("ffmpeg")
    if program is None:
        absent("ffmpeg", "apt-get install ffmpeg")
    return Maker(program, tmp_path)


class Maker:
    """Makes a clip of two seconds with the options of ffmpeg."""

    def __init__(self, program: str, place: Path) -> None:
        self.program, self.place = program, place

    def __call__(self, *options: str, suffix: str = "mp4") -> bytes:
        file = self.place / f"made.{suffix}"
        self.run(*PICTURE, *SOUND, *options, str(file))
        return file.read_bytes()

    def run(self, *options: str) -> None:
        quiet = (self.program, "-hide_banner", "-loglevel", "error", "-y", "-threads", "1")
        subprocess.run([*quiet, *options], check=True, timeout=120)  # noqa: S603

    def turned(self, degrees: int) -> bytes:
        """As a phone writes it: the picture as the sensor lies, and how to turn it."""
        flat = self(*H264)
        matrix = flat.index(b"tkhd") + 4 + 40
        cos, sin = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[degrees]
        turn = struct.pack(">5i", cos * ONE, sin * ONE, 0, -sin * ONE, cos * ONE)
        return flat[:matrix] + turn + flat[matrix + len(turn) :]


@pytest.mark.parametrize(("degrees", "size"), [(90, (48, 64)), (180, (64, 48)), (270, (48, 64))])
def test_a_film_of_a_phone_is_upright(made: Maker, degrees: int, size: tuple[int, int]) -> None:
    assert inspect(made.turned(degrees)) == Clip("mp4", 2, *size)


@pytest.mark.parametrize(
    "options",
    [
        ("-movflags", "+faststart"),
        ("-timecode", "01:00:00:00"),
        ("-metadata", "location=+10.8-106.7/", "-movflags", "use_metadata_tags"),
        ("-brand", "mp42"),
        ("-an",),
    ],
    ids=" ".join,
)
def test_a_clip_of_a_camera_is_taken_whole_and_refused_when_cut_off(
    made: Maker, options: tuple[str, ...]
) -> None:
    whole = made(*H264, *options)
    assert inspect(whole) == Clip("mp4", 2, 64, 48)
    with pytest.raises(NoClip, match="damaged or cut short"):
        inspect(whole[: len(whole) * 2 // 3])


def test_chapters_are_no_reason_to_refuse_a_clip(made: Maker) -> None:
    chapters = made.place / "chapters.txt"
    chapters.write_text(CHAPTERS)
    whole = made("-i", str(chapters), "-map_metadata", "2", "-map", "0", "-map", "1", *H264)
    assert b"text" in whole
    assert inspect(whole) == Clip("mp4", 2, 64, 48)


@pytest.mark.parametrize("flags", ["frag_keyframe+empty_moov", "frag_keyframe", "dash"])
def test_a_fragmented_clip_is_refused_with_a_way_out(made: Maker, flags: str) -> None:
    with pytest.raises(NoClip, match=r"is in fragments.*export it as an ordinary MP4"):
        inspect(made(*H264, "-movflags", flags))


def test_webm_is_taken_whole_and_refused_when_cut_off(made: Maker) -> None:
    whole = made(*VP9, suffix="webm")
    assert inspect(whole) == Clip("webm", 2, 64, 48)
    with pytest.raises(NoClip, match="damaged or cut short"):
        inspect(whole[: len(whole) * 2 // 3])


def test_a_recording_of_a_browser_without_length_is_refused_with_a_way_out(made: Maker) -> None:
    whole = made(*VP9, "-live", "1", suffix="webm")
    with pytest.raises(NoClip, match=r"doesn't say how long it is.*export it as MP4 or WebM"):
        inspect(whole)


@pytest.mark.parametrize("codecs", [H264, VP9])
def test_mkv_is_refused_with_a_way_out(made: Maker, codecs: tuple[str, ...]) -> None:
    with pytest.raises(NoClip, match=r"MKV.*Export the video as MP4"):
        inspect(made(*codecs, suffix="mkv"))
