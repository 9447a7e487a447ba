"""Things that stand in rooms: tables, windows, plants, cups, pots, lamps."""

from math import sin

from campaigns.artwork.canvas import Canvas, mix
from campaigns.artwork.palettes import Palette
from campaigns.artwork.shapes import curve, hills, leaf, stars


def table(canvas: Canvas, palette: Palette, top: float) -> None:
    """A table across the sheet, its edge at `top`."""
    canvas.paint(canvas.box(-0.02, top, 1.02, 1.02), palette.land[1], palette.land[2], shadow=0.5)
    canvas.paint(canvas.box(-0.02, top, 1.02, top + 0.012), mix(palette.land[0], "#ffffff", 0.3))


def window(
    canvas: Canvas, palette: Palette, box: tuple[float, float, float, float], *, night: bool = False
) -> None:
    """A window with the country outside it, and a sill."""
    left, top, right, bottom = box
    size = (round((right - left) * canvas.width), round((bottom - top) * canvas.height))
    outside = Canvas(size[0], size[1], seed=5, finer=1)
    _outside(outside, palette, night=night)
    frame = canvas.box(left - 0.014, top - 0.025, right + 0.014, bottom + 0.025, 0.01)
    canvas.paint(frame, mix(palette.paper, "#ffffff", 0.4), palette.paper, shadow=0.5)
    place = (round(left * canvas.width), round(top * canvas.height))
    canvas.image.paste(outside.image, place)
    middle, cross = (left + right) / 2, top + (bottom - top) * 0.42
    for bar in ((middle - 0.004, top, middle + 0.004, bottom),
                (left, cross - 0.006, right, cross + 0.006)):  # fmt: skip
        canvas.paint(canvas.box(*bar), palette.paper, shadow=0.25)
    sill = canvas.box(left - 0.03, bottom + 0.012, right + 0.03, bottom + 0.05, 0.006)
    canvas.paint(sill, "#ffffff", mix(palette.paper, palette.land[0], 0.3), shadow=0.5)


def _outside(outside: Canvas, palette: Palette, *, night: bool) -> None:
    outside.sky(*palette.sky)
    if night:
        stars(outside, 60, 0.6, "#fff8e8")
        outside.glow(0.66, 0.24, 0.4, "#fdf3dc", 0.5)
        outside.paint(outside.ellipse(0.66, 0.24, 0.1), "#fffaf0", "#f8e7c6")
    else:
        outside.glow(0.5, 0.5, 0.7, palette.light, 0.9)
    hills(outside, palette, 0.62, 0.86, count=3)


def plant(
    canvas: Canvas, x: float, y: float, size: float, shades: tuple[str, ...], pot: str
) -> None:
    """A pot with long leaves; (x, y) is the middle of its foot."""
    top = y - size * 0.36
    angles = (-0.4, -0.1, -0.36, -0.14, -0.31, -0.19, -0.27, -0.235)
    for n, angle in enumerate(angles):
        length = size * (0.5, 0.5, 0.62, 0.6, 0.74, 0.74, 0.86, 0.7)[n]
        leaf(canvas, (x, top + 0.01), length, angle, shades[n % len(shades)], wide=0.19,
             shadow=0.25)  # fmt: skip
    half = size * 0.22 * canvas.ratio
    body = [(x - half, top), (x + half, top), (x + half * 0.72, y), (x - half * 0.72, y)]
    canvas.paint(canvas.polygon(body), mix(pot, "#ffffff", 0.12), pot, shadow=0.4)
    rim = canvas.box(x - half * 1.12, top - size * 0.03, x + half * 1.12, top + size * 0.05, 0.006)
    canvas.paint(rim, mix(pot, "#ffffff", 0.22), shadow=0.3)


def cup(canvas: Canvas, x: float, y: float, size: float, shade: str, *, handle: int = 1) -> None:
    """A cup on a saucer; (x, y) is the middle of its foot, `handle` 1 is right and -1 left."""
    canvas.paint(canvas.ellipse(x, y, size * 0.62, size * 0.1), mix(shade, "#ffffff", 0.45),
                 mix(shade, "#000000", 0.1), shadow=0.7)  # fmt: skip
    top, half = y - size * 0.72, size * 0.4 * canvas.ratio
    ring = canvas.ellipse(x + handle * half * 1.08, y - size * 0.42, size * 0.19)
    hole = canvas.ellipse(x + handle * half * 1.08, y - size * 0.42, size * 0.115)
    canvas.paint(canvas.without(ring, hole), mix(shade, "#000000", 0.12), shadow=0.2)
    sides = curve(
        (x - half, top), (x - half * 0.96, y - size * 0.3), (x - half * 0.5, y - size * 0.02),
        (x + half * 0.5, y - size * 0.02), (x + half * 0.96, y - size * 0.3), (x + half, top),
    )  # fmt: skip
    body = canvas.polygon(sides)
    canvas.paint(body, mix(shade, "#ffffff", 0.2), shade, mix(shade, "#000000", 0.14), shadow=0.4)
    light = canvas.ellipse(x - half * 0.55, y - size * 0.45, size * 0.07, size * 0.22)
    canvas.paint(canvas.inside(light, body), "#ffffff", opacity=0.3, soft=0.008)
    canvas.paint(canvas.ellipse(x, top, size * 0.4, size * 0.075), mix(shade, "#ffffff", 0.45))
    canvas.paint(canvas.ellipse(x, top + size * 0.008, size * 0.355, size * 0.058),
                 "#7a4a2e", "#a56b3f")  # fmt: skip


def steam(canvas: Canvas, x: float, y: float, size: float, shade: str) -> None:
    """Two wisps that rise side by side."""
    for dx, lift, phase in ((-0.012, 0.8, 0.0), (0.014, 1.0, 1.3)):
        points = [
            (x + dx + 0.009 * sin(step / 4.5 + phase), y - size * lift * step / 24)
            for step in range(25)
        ]
        canvas.paint(canvas.line(points, 0.028), shade, opacity=0.5, soft=0.014)


def bowl(canvas: Canvas, palette: Palette, x: float, y: float, size: float, food: str) -> None:
    """A bowl on a table; (x, y) is the middle of its rim."""
    wide = size * canvas.ratio
    outline = curve(
        (x - wide, y), (x - wide * 0.78, y + size * 0.55), (x - wide * 0.34, y + size * 0.8),
        (x + wide * 0.34, y + size * 0.8), (x + wide * 0.78, y + size * 0.55), (x + wide, y),
    )  # fmt: skip
    canvas.paint(canvas.polygon(outline), "#ffffff", palette.paper,
                 mix(palette.paper, palette.land[1], 0.4), shadow=0.6)  # fmt: skip
    rim = mix(palette.paper, palette.land[0], 0.5)
    canvas.paint(canvas.ellipse(x, y, size, size * 0.19), rim)
    canvas.paint(canvas.ellipse(x, y + size * 0.03, size * 0.88, size * 0.14), food)


def pot(canvas: Canvas, palette: Palette, x: float, y: float, size: float) -> None:
    """A cooking pot with two grips and its lid on; (x, y) is the middle of its foot."""
    half, top = size * 0.62 * canvas.ratio, y - size * 0.62
    for side in (-1, 1):
        grip = canvas.ellipse(x + side * half * 1.06, y - size * 0.42, size * 0.13, size * 0.08)
        hole = canvas.ellipse(x + side * half * 1.06, y - size * 0.42, size * 0.08, size * 0.035)
        canvas.paint(canvas.without(grip, hole), palette.land[4])
    body = canvas.box(x - half, top, x + half, y, size * 0.2)
    canvas.paint(body, mix(palette.accent, "#ffffff", 0.2), palette.accent, shadow=0.6)
    lid = canvas.box(x - half * 1.05, top - size * 0.05, x + half * 1.05, top + size * 0.06, 0.018)
    canvas.paint(lid, mix(palette.accent, palette.ink, 0.2), shadow=0.3)
    knob = canvas.ellipse(x, top - size * 0.09, size * 0.07, size * 0.05)
    canvas.paint(knob, palette.land[4], shadow=0.2)


def table_lamp(canvas: Canvas, palette: Palette, x: float, y: float, size: float) -> None:
    """A lamp that is lit; (x, y) is the middle of its foot."""
    wide = size * canvas.ratio
    canvas.glow(x, y - size * 0.66, size * 1.7, palette.light, 0.75)
    canvas.paint(canvas.box(x - wide * 0.03, y - size * 0.6, x + wide * 0.03, y), palette.ink)
    canvas.paint(canvas.ellipse(x, y, size * 0.2, size * 0.045), palette.ink, shadow=0.4)
    shade = [
        (x - wide * 0.2, y - size), (x + wide * 0.2, y - size),
        (x + wide * 0.36, y - size * 0.52), (x - wide * 0.36, y - size * 0.52),
    ]  # fmt: skip
    canvas.paint(canvas.polygon(shade), mix(palette.light, "#ffffff", 0.4), palette.light)


def pen(canvas: Canvas, palette: Palette, x: float, y: float, length: float) -> None:
    """A pen that lies aslant; (x, y) is its point."""
    dx, dy = length * 0.62 * canvas.ratio, -length * 0.78
    canvas.paint(canvas.line([(x + dx * 0.14, y + dy * 0.14), (x + dx, y + dy)], 0.026),
                 mix(palette.accent, "#ffffff", 0.2), palette.accent, shadow=0.6)  # fmt: skip
    tip = canvas.line([(x, y), (x + dx * 0.16, y + dy * 0.16)], 0.012)
    canvas.paint(tip, palette.ink, shadow=0.4)
