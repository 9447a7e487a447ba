"""Lines and things of the open: hills, clouds, stars, trees, leaves."""

from math import cos, pi, sin
from typing import Any

from PIL import Image, ImageChops

from campaigns.artwork.canvas import Canvas, Point, mix
from campaigns.artwork.palettes import Palette


def curve(*points: Point) -> list[Point]:
    """A smooth line through the points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    line = []
    for before, start, end, after in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(24):
            t = step / 24
            x, y = (_between(before[n], start[n], end[n], after[n], t) for n in (0, 1))
            line.append((x, y))
    return [*line, points[-1]]


def _between(before: float, start: float, end: float, after: float, t: float) -> float:
    return 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t * t
        + (3 * start - before - 3 * end + after) * t * t * t
    )


def hill(canvas: Canvas, height: float, swing: float, *, waves: float = 1.4) -> Image.Image:
    """The mask of a hill across the sheet, with its top about at `height`."""
    phases = [canvas.random.uniform(0, 2 * pi) for _ in range(3)]
    top = []
    for step in range(161):
        x = step / 160
        y = sum(
            sin(2 * pi * x * waves * (n + 1) * 0.8 + phase) / (n + 1) ** 1.6
            for n, phase in enumerate(phases)
        )
        top.append((x, height + swing * y * 0.5))
    return canvas.polygon([(0, 1.01), *top, (1, 1.01)])


def hills(canvas: Canvas, palette: Palette, top: float, bottom: float, *, count: int = 5) -> None:
    """Hills behind hills, lighter with distance."""
    for n in range(count):
        share = n / max(count - 1, 1)
        shade = palette.land[min(n, len(palette.land) - 1)]
        mask = hill(canvas, top + (bottom - top) * share, 0.1 + 0.05 * share, waves=1 + 0.4 * n)
        canvas.paint(mask, mix(shade, palette.sky[-1], 0.22), shade, shade, shadow=0.35)


def cloud(canvas: Canvas, x: float, y: float, size: float, shade: str, opacity: float) -> None:
    """A long, flat cloud of round-ended bars."""
    whole = Image.new("L", (canvas.width, canvas.height))
    for dx, dy, width in ((0, 0, 1.0), (0.16, -0.17, 0.5), (-0.2, 0.17, 0.55), (0.3, 0.17, 0.42)):
        half, thick = width * size / 2, size * 0.09
        left, top = x + dx * size - half, y + dy * size
        bar = canvas.box(left, top - thick, left + 2 * half, top + thick, thick)
        whole = ImageChops.lighter(whole, bar)
    canvas.paint(whole, shade, opacity=opacity)


def stars(canvas: Canvas, count: int, lowest: float, shade: str) -> None:
    for _ in range(count):
        x, y = canvas.random.random(), canvas.random.uniform(0.02, lowest)
        size = canvas.random.choice((0.0014, 0.002, 0.0028))
        canvas.paint(canvas.ellipse(x, y, size), shade, opacity=canvas.random.uniform(0.4, 0.95))


def leaf(
    canvas: Canvas, at: Point, length: float, angle: float, shade: str, *, wide: float = 0.3,
    **paint: Any,
) -> None:  # fmt: skip
    """One pointed leaf from its stem, `angle` in turns; 0 points to the right, -0.25 up."""
    turn = 2 * pi * angle
    sides = ((1, step / 16) for step in range(17)), ((-1, step / 16) for step in range(16, -1, -1))
    outline = []
    for side, along in (place for half in sides for place in half):
        across = side * wide * sin(pi * along**0.8) * length
        dx = along * length * cos(turn) - across * sin(turn)
        dy = along * length * sin(turn) + across * cos(turn)
        outline.append((at[0] + dx * canvas.ratio, at[1] + dy))
    canvas.paint(canvas.polygon(outline), mix(shade, "#ffffff", 0.14), shade, **paint)


def grass(canvas: Canvas, x: float, y: float, size: float, shade: str) -> None:
    """A tuft of blades; (x, y) is its foot."""
    for bend in (-0.42, -0.3, -0.25, -0.2, -0.08):
        length = size * canvas.random.uniform(0.7, 1.1)
        leaf(canvas, (x, y), length, bend * 0.5 - 0.125, shade, wide=0.07)


def tree(canvas: Canvas, x: float, y: float, size: float, shades: tuple[str, ...]) -> None:
    """A round tree; (x, y) is its foot."""
    wide = size * canvas.ratio
    trunk = [(x - 0.04 * wide, y), (x - 0.02 * wide, y - size * 0.6)]
    trunk += [(x + 0.02 * wide, y - size * 0.6), (x + 0.04 * wide, y)]
    canvas.paint(canvas.polygon(trunk), shades[-1])
    crowns = ((-0.2, -0.58, 0.24), (0.2, -0.6, 0.23), (0, -0.82, 0.27), (0.02, -0.56, 0.25))
    for n, (dx, dy, radius) in enumerate(crowns):
        shade = shades[n % (len(shades) - 1)]
        mask = canvas.ellipse(x + dx * wide, y + dy * size, radius * size)
        canvas.paint(mask, mix(shade, "#ffffff", 0.14), shade, shadow=0.25)
