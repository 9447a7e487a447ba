"""Uploaded video files: what they are is read from their bytes, never from their names.

Pure. Only headers are read, nothing is decoded or run.

    MP4    H.264 with AAC or without sound     plays on phones of the last twelve years
    WebM   VP8, VP9 or AV1 with Opus or Vorbis
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns import matroska, mp4
from campaigns.containers import Fragmented, Headers, NotWebm, Source, Unreadable

LARGEST_FILE = 200 * 1024 * 1024
LONGEST_SECONDS = 60 * 60


class NoClip(ValueError):
    """Why a file is not taken: one sentence for staff."""


@dataclass(frozen=True, slots=True)
class Clip:
    """What a file holds."""

    suffix: str
    seconds: int
    width: int
    height: int


PLAYABLE = {
    "mp4": frozenset({"avc1", "avc3", "mp4a"}),
    "webm": frozenset({"V_VP8", "V_VP9", "V_AV1", "A_OPUS", "A_VORBIS"}),
}


def inspect(file: Source, size: int) -> Clip:
    """What the file is; raises NoClip. It reads at most a few megabytes of headers."""
    if size > LARGEST_FILE:
        raise NoClip(
            _("The file is larger than %(most)d MB. Save the video smaller.")
            % {"most": LARGEST_FILE // 1024**2}
        )
    file.seek(0)
    head = file.read(12)
    try:
        if head[4:8] == b"ftyp":
            return _clip("mp4", mp4.read(file, size))
        if head[:4] == matroska.EBML:
            return _clip("webm", matroska.read(file, size))
    except Unreadable:
        raise NoClip(
            _("The video is damaged or cut short. Export it again and upload the new file.")
        ) from None
    except Fragmented:
        raise NoClip(
            _(
                "This MP4 is in fragments, as screen recorders and streams write it: players can't "
                "tell its length. Open it in a video editor and export it as an ordinary MP4."
            )
        ) from None
    except NotWebm:
        raise NoClip(
            _(
                "This is a Matroska file (MKV), which browsers don't play. Export the video as MP4 "
                "with H.264 and AAC, or as WebM."
            )
        ) from None
    raise NoClip(
        _("This is no MP4 or WebM video. Export it as MP4 with H.264 and AAC, or as WebM.")
    )


def _clip(suffix: str, headers: Headers) -> Clip:
    seconds, tracks = headers.seconds, headers.tracks
    picture = next((track for track in tracks if track.width), None)
    if picture is None:
        raise NoClip(_("There is no picture in the video."))
    if strange := sorted({track.codec for track in tracks} - PLAYABLE[suffix]):
        raise NoClip(
            _(
                "Many phones can't play “%(codec)s”. Export the video as MP4 with H.264 and AAC, "
                "or as WebM."
            )
            % {"codec": strange[0]}
        )
    if not seconds:
        raise NoClip(
            _(
                "The file doesn't say how long it is, as recordings of a browser don't. Open it in "
                "a video editor and export it as MP4 or WebM."
            )
        )
    if not 0 < seconds <= LONGEST_SECONDS:
        raise NoClip(_("The video lasts more than an hour. Cut it, or show it in parts."))
    return Clip(suffix, max(1, round(seconds)), picture.width, picture.height)
