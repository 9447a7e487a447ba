"""What is taken as a video, and what is refused with a sentence."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from campaigns import clips
from campaigns.clips import Clip, NoClip
from campaigns.forms import ClipField
from campaigns.tests.files import box, mp4, webm


def inspect(data: bytes) -> Clip:
    return clips.inspect(BytesIO(data), len(data))


@pytest.mark.parametrize(
    ("data", "clip"),
    [
        (mp4(seconds=34), Clip("mp4", 34, 640, 360)),
        (mp4(codecs=("avc1",)), Clip("mp4", 3, 640, 360)),
        (mp4(late_headers=True), Clip("mp4", 3, 640, 360)),
        (webm(seconds=12.4), Clip("webm", 12, 640, 360)),
        (webm(codecs=("V_VP8",)), Clip("webm", 3, 640, 360)),
    ],
)
def test_a_video_is_known_by_its_content(data: bytes, clip: Clip) -> None:
    assert inspect(data) == clip


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no MP4 or WebM"),
        (b"<!doctype html><script>alert(1)</script>", "no MP4 or WebM"),
        (b"PK\x03\x04" + bytes(60), "no MP4 or WebM"),
        (b"RIFF" + bytes(4) + b"AVI LIST", "no MP4 or WebM"),
        (mp4(codecs=("hvc1", "mp4a")), "hvc1"),
        (mp4(codecs=("avc1", "ac-3")), "ac-3"),
        (webm(codecs=("V_MPEG4/ISO/AVC", "A_OPUS")), "V_MPEG4"),
        (webm(doctype="matroska"), "Matroska file"),
        (mp4(codecs=("mp4a",)), "no picture"),
        (mp4(seconds=0), "doesn't say how long it is"),
        (mp4(seconds=3601), "more than an hour"),
        (mp4()[:60], "damaged"),
        (mp4()[:-1], "damaged"),
        (webm()[:-1], "damaged"),
        (webm()[:30], "damaged"),
        (box("ftyp", b"isom") + box("mdat", bytes(40)), "damaged"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(NoClip, match=sentence):
        inspect(data)


def with_length(data: bytes, name: bytes, length: bytes, *, before: bool) -> bytes:
    """The file with another length written for the first box, or element, of the name."""
    at = data.index(name) + (-len(length) if before else len(name))
    return data[:at] + length + data[at + len(length) :]


def test_a_last_box_of_length_zero_goes_on_to_the_end_of_the_file() -> None:
    open_ended = with_length(mp4(late_headers=True), b"moov", bytes(4), before=True)
    assert inspect(open_ended) == Clip("mp4", 3, 640, 360)


@pytest.mark.parametrize("length", [bytes(4), b"\0\0\0\7", b"\0\1\0\0"])
@pytest.mark.parametrize("name", [b"mvhd", b"mdia"])
def test_a_box_inside_another_has_a_length_and_stays_in_it(name: bytes, length: bytes) -> None:
    with pytest.raises(NoClip, match="damaged"):
        inspect(with_length(mp4(), name, length, before=True))


def test_an_element_that_reaches_beyond_its_file_is_damaged() -> None:
    whole, tracks = webm(), b"\x16\x54\xae\x6b"
    end = len(whole) - whole.index(tracks) - len(tracks) - 8
    to_the_end, beyond = ((1 << 56 | length).to_bytes(8, "big") for length in (end, end + 1))
    assert inspect(with_length(whole, tracks, to_the_end, before=False)).width == 640
    with pytest.raises(NoClip, match="damaged"):
        inspect(with_length(whole, tracks, beyond, before=False))


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(NoClip, match="200 MB"):
        clips.inspect(BytesIO(), clips.LARGEST_FILE + 1)


@pytest.mark.parametrize("whole", [mp4(), webm()])
@given(data=st.data())
def test_a_damaged_file_never_raises_anything_else(whole: bytes, data: st.DataObject) -> None:
    broken = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for place in data.draw(st.lists(st.integers(0, max(0, len(broken) - 1)), max_size=6)):
        if broken:
            broken[place] = data.draw(st.integers(0, 255))
    with suppress(NoClip):
        assert inspect(bytes(broken)).width


def test_the_form_takes_a_video_whatever_its_name() -> None:
    upload = SimpleUploadedFile("holiday.txt", mp4(seconds=5), "text/plain")
    checked = ClipField().clean(upload)
    assert checked
    assert checked.clip == Clip("mp4", 5, 640, 360)
    assert checked.size == len(mp4(seconds=5))


def test_the_form_refuses_what_only_has_the_name_of_a_video() -> None:
    upload = SimpleUploadedFile("clip.mp4", b"GIF89a" + bytes(20), "video/mp4")
    with pytest.raises(ValidationError, match="no MP4 or WebM"):
        ClipField().clean(upload)


def test_the_shipped_clips_are_small_and_play_on_old_phones() -> None:
    shipped = sorted((Path(__file__).parents[2] / "seeds" / "media").glob("*.mp4"))
    assert len(shipped) >= 7
    for path in shipped:
        data = path.read_bytes()
        assert 20 <= inspect(data).seconds <= 60
        assert len(data) < 400_000, path.name
        assert data.index(b"moov") < data.index(b"mdat"), "it starts before it is loaded"
