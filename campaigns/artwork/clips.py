"""Short clips: a picture that moves slowly, with the words of its captions.

They stand for what a creator would film; nobody is heard or seen in them.
"""

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from campaigns.webvtt import Cue

SIZE = WIDTH, HEIGHT = 640, 360
FRAMES_A_SECOND = 12
FADE = 0.5
"""Seconds in which words come and go."""
CLOSER = 0.14
"""How much nearer the picture has come at the end."""
DARK, BRIGHT = (16, 20, 40), (255, 252, 244)

FONTS = {"ar": "NotoNaskhArabic-Bold.ttf"}
FONT = "NotoSans-Bold.ttf"
"""Debian's fonts-noto-core."""
ENCODER = (
    "-f rawvideo -pix_fmt rgb24 -s {width}x{height} -r {rate} -i - -i {sound} "
    "-c:v libx264 -profile:v baseline -level 3.0 -pix_fmt yuv420p -preset veryslow -crf 31 "
    "-g 120 -threads 1 -c:a aac -b:a 24k -ac 1 -shortest -movflags +faststart "
    "-map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact"
)


def make(
    ffmpeg: str, picture: Image.Image, cues: Sequence[Cue], language: str, seconds: int,
    sound: Path, target: Path,
) -> None:  # fmt: skip
    """Writes a clip as MP4 that phones of the last twelve years play and can start at once."""
    options = ENCODER.format(width=WIDTH, height=HEIGHT, rate=FRAMES_A_SECOND, sound=sound)
    command = [ffmpeg, "-loglevel", "error", "-y", *options.split(), str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:  # noqa: S603 - our own words
        assert encoder.stdin  # noqa: S101 - it was asked for
        for frame in _frames(picture, cues, language, seconds):
            encoder.stdin.write(frame.tobytes())
    if encoder.returncode:
        raise OSError(f"ffmpeg could not write {target.name}")


def _frames(
    picture: Image.Image, cues: Sequence[Cue], language: str, seconds: int
) -> Iterator[Image.Image]:
    written = [(cue, _words(cue.text, language)) for cue in cues]
    shade = _shade()
    for number in range(seconds * FRAMES_A_SECOND):
        at = number / FRAMES_A_SECOND
        frame = _nearer(picture, at / seconds)
        frame.paste(DARK, (0, 0), shade)
        for cue, words in written:
            if strength := _strength(cue, at):
                around = words.filter(ImageFilter.GaussianBlur(7))
                frame.paste(
                    DARK,
                    (0, 0),
                    around.point([min(255, round(v * 3 * strength)) for v in range(256)]),
                )
                frame.paste(BRIGHT, (0, 0), words.point([round(v * strength) for v in range(256)]))
        yield frame


def _nearer(picture: Image.Image, share: float) -> Image.Image:
    """The picture, a little closer and a little further right with time."""
    eased = share * share * (3 - 2 * share)
    zoom = 1 - CLOSER * eased
    left = picture.width * (1 - zoom) * (0.3 + 0.4 * eased)
    top = picture.height * (1 - zoom) * 0.6
    box = (left, top, left + picture.width * zoom, top + picture.height * zoom)
    return picture.resize(SIZE, Image.Resampling.BICUBIC, box=box)


def _shade() -> Image.Image:
    """Dark from above, so that white words can be read on any picture."""
    shares = [max(0.0, 1 - y / (HEIGHT * 0.7)) for y in range(HEIGHT)]
    strip = Image.new("L", (1, HEIGHT))
    strip.putdata([round(165 * share * share * (3 - 2 * share)) for share in shares])
    return strip.resize(SIZE)


def _words(text: str, language: str) -> Image.Image:
    """The words in the upper half: captions, which stand below, leave them free."""
    font = ImageFont.truetype(FONTS.get(language, FONT), 25)
    mask = Image.new("L", SIZE)
    draw = ImageDraw.Draw(mask)
    direction = "rtl" if language == "ar" else "ltr"
    lines = _balanced(draw, text, font, direction)
    for number, line in enumerate(lines):
        place = (WIDTH / 2, 64 + 36 * number)
        draw.text(place, line, fill=255, font=font, anchor="mm", direction=direction,
                  language=language)  # fmt: skip
    return mask


def _balanced(
    draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, direction: str
) -> list[str]:
    """As few lines as fit, and these about equally long."""
    best = _wrapped(draw, text, font, direction, WIDTH * 0.84)
    for share in (0.76, 0.68, 0.6, 0.52, 0.44):
        narrower = _wrapped(draw, text, font, direction, WIDTH * share)
        if len(narrower) > len(best):
            break
        best = narrower
    return best


def _wrapped(
    draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, direction: str, width: float
) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and draw.textlength(longer, font, direction=direction) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _strength(cue: Cue, at: float) -> float:
    start, end = cue.start / 1000, cue.end / 1000
    return max(0.0, min(1.0, (at - start) / FADE, (end - at) / FADE))
