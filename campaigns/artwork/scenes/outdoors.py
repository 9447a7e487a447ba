"""Pictures of the open: hills, paths, water, streets in the evening."""

from campaigns.artwork.canvas import Canvas, mix
from campaigns.artwork.palettes import Palette
from campaigns.artwork.shapes import cloud, curve, grass, hill, hills, stars, tree
from campaigns.artwork.things import plant


def dawn_over_hills(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(*palette.sky)
    canvas.glow(0.62, 0.46, 0.95, palette.light, 1)
    canvas.glow(0.62, 0.46, 0.4, "#fffaf0", 0.8)
    canvas.paint(canvas.ellipse(0.62, 0.44, 0.1), "#fffdf8", palette.light)
    cloud(canvas, 0.24, 0.2, 0.26, palette.paper, 0.55)
    cloud(canvas, 0.85, 0.13, 0.2, palette.paper, 0.5)
    hills(canvas, palette, 0.5, 0.92, count=5)


def path_through_meadow(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(*palette.sky)
    canvas.glow(0.6, 0.34, 0.8, palette.light, 0.95)
    canvas.paint(canvas.ellipse(0.72, 0.2, 0.07), "#fffdf5", palette.light)
    cloud(canvas, 0.22, 0.18, 0.26, "#ffffff", 0.6)
    hills(canvas, palette, 0.46, 0.58, count=3)
    for x, y, size in ((0.4, 0.66, 0.24), (0.5, 0.68, 0.3), (0.6, 0.67, 0.22), (0.68, 0.7, 0.28)):
        tree(canvas, x, y, size, (palette.land[2], palette.land[3], palette.ink))
    near = hill(canvas, 0.68, 0.05, waves=0.7)
    canvas.paint(near, palette.land[1], palette.land[2], palette.land[3], shadow=0.35)
    left = curve((0.26, 1.05), (0.4, 0.95), (0.57, 0.87), (0.49, 0.8), (0.535, 0.7), (0.53, 0.62))
    right = curve((0.54, 0.62), (0.55, 0.7), (0.525, 0.8), (0.66, 0.88), (0.62, 0.96), (0.56, 1.05))
    path = canvas.inside(canvas.polygon([*left, *right]), near)
    canvas.paint(path, palette.light, mix(palette.light, palette.accent, 0.25))
    for _ in range(90):
        x, y = canvas.random.random(), canvas.random.uniform(0.78, 1)
        shade = canvas.random.choice((palette.accent, palette.paper, palette.light))
        if abs(x - 0.53) > 0.14:
            canvas.paint(canvas.ellipse(x, y, 0.004 + 0.005 * (y - 0.7)), shade, opacity=0.9)
    for x, size in ((0.05, 0.2), (0.12, 0.16), (0.86, 0.18), (0.93, 0.22)):
        grass(canvas, x, 1.02, size, palette.land[4])


def lanterns_on_water(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(*palette.sky)
    stars(canvas, 110, 0.4, "#fff8e8")
    hills(canvas, palette, 0.42, 0.5, count=2)
    water = canvas.box(0, 0.54, 1, 1.01)
    canvas.paint(water, mix(palette.sky[2], palette.land[1], 0.3), palette.land[2], palette.land[4])
    for n in range(60):
        y = 0.55 + 0.44 * (n / 60) ** 1.2
        x, long = canvas.random.random(), canvas.random.uniform(0.02, 0.08)
        stroke = canvas.box(x - long, y, x + long, y + 0.004, 0.003)
        canvas.paint(stroke, palette.sky[2], opacity=canvas.random.uniform(0.1, 0.35))
    for x, y, size in ((0.7, 0.62, 0.11), (0.27, 0.68, 0.15), (0.53, 0.8, 0.22), (0.83, 0.85, 0.2)):
        _lantern(canvas, palette, x, y, size)


def _lantern(canvas: Canvas, palette: Palette, x: float, y: float, size: float) -> None:
    wide = size * 0.42 * canvas.ratio
    canvas.glow(x, y - size * 0.3, size * 2.2, palette.light, 0.55)
    mirror = canvas.box(x - wide * 0.8, y + size * 0.1, x + wide * 0.8, y + size * 0.75, size * 0.2)
    canvas.paint(mirror, palette.light, palette.accent, opacity=0.32, soft=0.012)
    lit = canvas.box(x - wide, y - size * 0.82, x + wide, y, size * 0.12)
    canvas.paint(lit, "#fff6dd", palette.light, palette.accent, shadow=0.3)
    for side in (-0.36, 0.36):
        rib = canvas.box(x + side * wide - 0.0008, y - size * 0.8, x + side * wide + 0.0008, y)
        canvas.paint(rib, palette.accent, opacity=0.6)
    raft = canvas.box(x - wide * 1.3, y - size * 0.05, x + wide * 1.3, y + size * 0.09, size * 0.06)
    canvas.paint(raft, palette.ink, shadow=0.4)


def stepping_stones(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(palette.sky[1], palette.land[0], palette.land[1])
    far = hill(canvas, 0.2, 0.05, waves=0.9)
    canvas.paint(canvas.without(far, canvas.box(0, 0.3, 1, 1.01)), "#a9c7a0", "#7fa98a")
    canvas.glow(0.62, 0.16, 0.8, palette.light, 0.7)
    for n in range(120):
        y = 0.32 + 0.68 * (n / 120) ** 1.2
        x, long = canvas.random.random(), canvas.random.uniform(0.01, 0.06) * (0.5 + y)
        stroke = canvas.box(x - long, y, x + long, y + 0.003 + 0.003 * y, 0.004)
        canvas.paint(stroke, palette.light, opacity=canvas.random.uniform(0.1, 0.4))
    places = ((0.64, 0.36), (0.59, 0.44), (0.655, 0.53), (0.56, 0.63), (0.64, 0.76), (0.47, 0.9))
    for x, y in places:
        size = 0.03 + 0.15 * (y - 0.24)
        ring = canvas.ellipse(x, y + size * 0.12, size * 1.35, size * 0.52)
        canvas.paint(ring, palette.light, opacity=0.28)
        stone = canvas.ellipse(x, y + size * 0.12, size, size * 0.4)
        canvas.paint(stone, palette.land[3], palette.land[4], shadow=0.7)
        top = canvas.ellipse(x, y, size, size * 0.38)
        canvas.paint(top, mix(palette.paper, palette.land[0], 0.25), palette.land[0])
    for x, size in ((0.03, 0.3), (0.08, 0.22), (0.93, 0.26), (0.98, 0.34)):
        grass(canvas, x, 1.02, size, palette.land[3])


def lamp_at_night(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(*palette.sky)
    stars(canvas, 140, 0.6, "#fff8e8")
    hills(canvas, palette, 0.6, 0.72, count=3)
    for x, size in ((0.08, 0.5), (0.19, 0.36), (0.93, 0.46)):
        tree(canvas, x, 0.86, size, (palette.land[3], palette.land[4], palette.ink))
    ground = hill(canvas, 0.83, 0.02, waves=0.5)
    canvas.paint(ground, palette.land[2], palette.ink, shadow=0.4)
    beam = canvas.polygon([(0.395, 0.29), (0.425, 0.29), (0.62, 0.9), (0.22, 0.9)])
    canvas.paint(beam, palette.light, opacity=0.2, soft=0.02)
    canvas.paint(canvas.ellipse(0.42, 0.89, 0.36, 0.05), palette.light, opacity=0.3, soft=0.02)
    canvas.paint(canvas.box(0.325, 0.24, 0.332, 0.88), palette.ink)
    arm = curve((0.3285, 0.25), (0.335, 0.19), (0.37, 0.17), (0.405, 0.2), (0.41, 0.25))
    canvas.paint(canvas.line(arm, 0.01), palette.ink)
    shade = [(0.398, 0.235), (0.422, 0.235), (0.437, 0.29), (0.383, 0.29)]
    canvas.paint(canvas.polygon(shade), palette.ink)
    canvas.paint(canvas.ellipse(0.41, 0.293, 0.03, 0.014), "#fff6dd")
    canvas.glow(0.41, 0.3, 0.3, palette.light, 0.85)
    for top in (0.69, 0.725):
        slat = canvas.box(0.43, top, 0.61, top + 0.022, 0.006)
        canvas.paint(slat, palette.accent, mix(palette.accent, palette.ink, 0.4), shadow=0.3)
    for foot in (0.45, 0.585):
        canvas.paint(canvas.box(foot, 0.69, foot + 0.007, 0.885), palette.ink)
    seat = canvas.box(0.42, 0.795, 0.62, 0.823, 0.008)
    canvas.paint(seat, palette.accent, mix(palette.accent, palette.ink, 0.4), shadow=0.5)


HOUSES = (
    (0.02, 0.15, 0.5, "land", 2), (0.165, 0.13, 0.56, "sky", 2), (0.295, 0.16, 0.47, "land", 1),
    (0.455, 0.14, 0.54, "land", 2), (0.595, 0.15, 0.49, "sky", 2), (0.745, 0.13, 0.57, "land", 1),
    (0.875, 0.14, 0.51, "land", 2),
)  # fmt: skip


def home_lights(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(*palette.sky)
    stars(canvas, 120, 0.42, "#fff8e8")
    canvas.glow(0.8, 0.16, 0.4, "#fdf3dc", 0.5)
    canvas.paint(canvas.ellipse(0.8, 0.16, 0.06), "#fffaf0", "#f8e7c6")
    cloud(canvas, 0.3, 0.18, 0.24, palette.sky[2], 0.6)
    hills(canvas, palette, 0.46, 0.56, count=2)
    for left, wide, top, group, shade in HOUSES:
        _house(canvas, palette, left, wide, top, getattr(palette, group)[shade])
    street = canvas.box(-0.01, 0.87, 1.01, 1.01)
    canvas.paint(street, palette.land[2], palette.ink, shadow=0.4)
    for x, size in ((0.155, 0.16), (0.445, 0.14), (0.735, 0.17)):
        plant(canvas, x, 0.92, size, ("#5f8466", "#7f9f7a"), palette.accent)


def _house(
    canvas: Canvas, palette: Palette, left: float, wide: float, top: float, wall: str
) -> None:
    roof = [(left - 0.012, top + 0.012), (left + wide * 0.22, top - 0.12),
            (left + wide * 0.78, top - 0.12), (left + wide + 0.012, top + 0.012)]  # fmt: skip
    canvas.paint(canvas.box(left, top, left + wide, 0.9), wall, mix(wall, palette.ink, 0.35),
                 shadow=0.5)  # fmt: skip
    canvas.paint(canvas.polygon(roof), palette.land[3], palette.ink, shadow=0.5)
    for column in (0.2, 0.58):
        for row in (0.06, 0.21):
            _lit_pane(canvas, palette, left + wide * column, top + row, wide * 0.24)


def _lit_pane(canvas: Canvas, palette: Palette, left: float, top: float, wide: float) -> None:
    is_lit = canvas.random.random() < 0.78
    if is_lit:
        canvas.glow(left + wide / 2, top + 0.04, 0.11, palette.light, 0.5)
    shades = ("#fff3cf", palette.light) if is_lit else (palette.land[3], palette.land[2])
    canvas.paint(canvas.box(left, top, left + wide, top + 0.085, 0.008), *shades)
    bar = canvas.box(left + wide / 2 - 0.001, top, left + wide / 2 + 0.001, top + 0.085)
    canvas.paint(bar, palette.land[2], opacity=0.8)
