"""Pictures of what lies on a table, or in two hands."""

from campaigns.artwork.canvas import Canvas, mix
from campaigns.artwork.palettes import Palette
from campaigns.artwork.shapes import curve, leaf, stars
from campaigns.artwork.things import (
    bowl,
    cup,
    pen,
    plant,
    pot,
    steam,
    table,
    table_lamp,
    window,
)


def two_cups_of_tea(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(mix(palette.sky[0], palette.land[0], 0.3), palette.sky[0], palette.sky[1])
    window(canvas, palette, (0.34, 0.08, 0.66, 0.54))
    canvas.glow(0.5, 0.36, 0.85, palette.light, 0.35)
    shades = (palette.land[2], palette.land[3], palette.land[1])
    plant(canvas, 0.87, 0.72, 0.46, shades, palette.accent)
    _wooden_table(canvas, palette)
    steam(canvas, 0.38, 0.65, 0.3, "#ffffff")
    steam(canvas, 0.59, 0.69, 0.3, "#ffffff")
    cup(canvas, 0.38, 0.86, 0.28, palette.paper, handle=-1)
    cup(canvas, 0.59, 0.9, 0.28, palette.accent)


def _wooden_table(canvas: Canvas, palette: Palette) -> None:
    """A warm table, whatever the palette, with light from a window on it."""
    table(canvas, palette, 0.7)
    wood = canvas.box(-0.02, 0.712, 1.02, 1.02)
    canvas.paint(wood, "#d9ab82", "#b98862", opacity=0.85)
    light = canvas.polygon([(0.4, 0.715), (0.62, 0.715), (0.74, 1.01), (0.34, 1.01)])
    canvas.paint(light, palette.light, opacity=0.3, soft=0.02)


def one_cup_waiting(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(palette.land[3], palette.land[2], palette.land[1])
    window(canvas, palette, (0.54, 0.08, 0.84, 0.5), night=True)
    table(canvas, palette, 0.72)
    wood = canvas.box(-0.02, 0.73, 1.02, 1.02)
    canvas.paint(wood, "#8b6a63", "#5f4a58", opacity=0.8)
    canvas.glow(0.26, 0.8, 0.5, palette.light, 0.4)
    table_lamp(canvas, palette, 0.24, 0.79, 0.5)
    steam(canvas, 0.5, 0.68, 0.32, "#ffffff")
    cup(canvas, 0.5, 0.9, 0.3, palette.accent)


def kitchen_table(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(*palette.sky)
    canvas.glow(0.5, 0.05, 0.9, palette.light, 0.8)
    canvas.paint(canvas.box(0.08, 0.36, 0.92, 0.385, 0.006), palette.land[2], shadow=0.5)
    for x, tall, shade in (
        (0.15, 0.16, 1), (0.225, 0.2, 0), (0.295, 0.13, 2), (0.68, 0.2, 2), (0.75, 0.15, 1),
    ):  # fmt: skip
        tone = (palette.paper, palette.accent, palette.land[1])[shade]
        jar = canvas.box(x - 0.028, 0.36 - tall, x + 0.028, 0.36, 0.018)
        canvas.paint(jar, mix(tone, "#ffffff", 0.25), tone, shadow=0.3)
        canvas.paint(canvas.box(x - 0.022, 0.345 - tall, x + 0.022, 0.37 - tall, 0.006),
                     palette.land[3])  # fmt: skip
    plant(canvas, 0.85, 0.36, 0.24, ("#88ab7c", "#67906a"), palette.land[3])
    table(canvas, palette, 0.7)
    steam(canvas, 0.5, 0.56, 0.34, "#ffffff")
    pot(canvas, palette, 0.5, 0.84, 0.38)
    for x in (0.21, 0.79):
        bowl(canvas, palette, x, 0.79, 0.16, mix(palette.accent, palette.light, 0.5))
        _spoon(canvas, palette, x + (0.11 if x < 0.5 else -0.11), 0.9)
    for x, tone in ((0.375, "#d9694f"), (0.625, "#e9a04c")):
        canvas.paint(canvas.ellipse(x, 0.92, 0.045), mix(tone, "#ffffff", 0.25), tone, shadow=0.5)
        leaf(canvas, (x, 0.88), 0.05, -0.18, "#67906a")


def _spoon(canvas: Canvas, palette: Palette, x: float, y: float) -> None:
    canvas.paint(canvas.line([(x, y - 0.02), (x, y + 0.08)], 0.012), palette.paper, shadow=0.4)
    canvas.paint(canvas.ellipse(x, y - 0.04, 0.022, 0.034), "#ffffff", palette.paper, shadow=0.4)


def pot_of_soup(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(*palette.sky)
    canvas.glow(0.5, 0.42, 0.85, palette.light, 0.9)
    table(canvas, palette, 0.66)
    cloth = canvas.polygon([(0.3, 0.672), (0.7, 0.672), (0.86, 1.01), (0.14, 1.01)])
    canvas.paint(cloth, palette.paper, mix(palette.paper, palette.land[0], 0.35), shadow=0.3)
    for dx in (-0.03, 0.03):
        steam(canvas, 0.5 + dx, 0.4, 0.32, "#ffffff")
    for side in (-1, 1):
        grip = canvas.ellipse(0.5 + side * 0.165, 0.5, 0.06, 0.035)
        hole = canvas.ellipse(0.5 + side * 0.165, 0.5, 0.036, 0.016)
        canvas.paint(canvas.without(grip, hole), palette.land[4], shadow=0.3)
    body = canvas.box(0.345, 0.4, 0.655, 0.76, 0.12)
    canvas.paint(body, mix(palette.accent, "#ffffff", 0.12), palette.accent,
                 mix(palette.accent, palette.ink, 0.2), shadow=0.7)  # fmt: skip
    rim = mix(palette.accent, "#ffffff", 0.3)
    canvas.paint(canvas.ellipse(0.5, 0.42, 0.276, 0.06), rim, shadow=0.2)
    canvas.paint(canvas.ellipse(0.5, 0.426, 0.252, 0.046), "#e9b45c", "#d8903f")
    for x, y in ((0.45, 0.42), (0.53, 0.412), (0.5, 0.44), (0.57, 0.432), (0.42, 0.436)):
        leaf(canvas, (x, y), 0.035, canvas.random.random(), "#6f9a5f", wide=0.22)
    for x, y in ((0.22, 0.77), (0.5, 0.84), (0.78, 0.77)):
        bowl(canvas, palette, x, y, 0.15, "#e9b45c")


def open_notebook(canvas: Canvas, palette: Palette) -> None:
    _desk(canvas, palette)
    for side in (-1, 1):
        outer, inner = 0.5 + side * 0.3, 0.5 + side * 0.002
        page = canvas.polygon(
            [*curve((inner, 0.3), (0.5 + side * 0.12, 0.26), (outer, 0.3)),
             *curve((outer + side * 0.03, 0.83), (0.5 + side * 0.14, 0.79), (inner, 0.84))]
        )  # fmt: skip
        shade = mix(palette.paper, palette.land[0], 0.22)
        canvas.paint(page, *((shade, "#ffffff") if side == 1 else ("#ffffff", shade)), shadow=0.7)
        for row in range(8):
            y = 0.37 + row * 0.053
            line = curve((0.5 + side * 0.035, y), (0.5 + side * 0.13, y - 0.025),
                         (outer - side * 0.025, y))  # fmt: skip
            canvas.paint(canvas.line(line, 0.0035), palette.land[1], opacity=0.45)
    fold = canvas.box(0.496, 0.3, 0.504, 0.84)
    canvas.paint(fold, palette.land[3], opacity=0.35, soft=0.006)
    pen(canvas, palette, 0.62, 0.74, 0.36)


def _desk(canvas: Canvas, palette: Palette) -> None:
    """The top of a table seen from above, with a corner of light and a plant's leaves."""
    canvas.sky(palette.land[0], mix(palette.land[0], palette.land[1], 0.6), palette.land[1])
    canvas.glow(0.15, 0.05, 1.1, palette.light, 0.75)
    for angle, length in ((0.28, 0.34), (0.33, 0.4), (0.39, 0.36), (0.45, 0.3)):
        leaf(canvas, (1.01, -0.02), length, angle, "#7f9f7a", wide=0.17, shadow=0.5)


def list_and_pen(canvas: Canvas, palette: Palette) -> None:
    _desk(canvas, palette)
    sheet = canvas.polygon([(0.33, 0.12), (0.65, 0.16), (0.62, 0.93), (0.3, 0.89)])
    canvas.paint(sheet, "#ffffff", palette.paper, shadow=0.8)
    for row in range(5):
        y, x = 0.27 + row * 0.12, 0.372 - row * 0.0047
        tick = canvas.box(x, y - 0.02, x + 0.024, y + 0.022, 0.008)
        inner = canvas.box(x + 0.003, y - 0.0145, x + 0.021, y + 0.0165, 0.006)
        canvas.paint(canvas.without(tick, inner), palette.land[2])
        if row < 3:
            hook = [(x + 0.005, y), (x + 0.011, y + 0.012), (x + 0.026, y - 0.025)]
            canvas.paint(canvas.line(hook, 0.011), palette.accent)
        long = (0.19, 0.15, 0.2, 0.13, 0.17)[row]
        line = canvas.line([(x + 0.042, y + 0.003), (x + 0.042 + long, y + 0.012)], 0.011)
        canvas.paint(line, palette.land[1], opacity=0.6)
    pen(canvas, palette, 0.68, 0.78, 0.46)


def open_hands(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(palette.land[3], palette.land[2], palette.land[1])
    stars(canvas, 60, 0.5, palette.light)
    canvas.glow(0.5, 0.46, 0.85, palette.light, 0.85)
    canvas.glow(0.5, 0.46, 0.34, "#fffaf0", 0.9)
    canvas.paint(canvas.ellipse(0.5, 0.46, 0.06), "#ffffff", palette.light)
    for side in (-1, 1):
        _hand(canvas, palette, side)


def _hand(canvas: Canvas, palette: Palette, side: int) -> None:
    """A palm that holds from below, four fingers behind it and a thumb before it."""

    def at(x: float, y: float) -> tuple[float, float]:
        return 0.5 + side * x, y

    skin = "#c98d6b" if side == 1 else "#b97a58"
    for x, y, tip_x, tip_y in (
        (0.2, 0.68, 0.155, 0.5), (0.175, 0.71, 0.125, 0.535), (0.15, 0.735, 0.095, 0.575),
        (0.12, 0.755, 0.07, 0.625),
    ):  # fmt: skip
        finger = canvas.line(curve(at(x + 0.02, y), at((x + tip_x) / 2 + 0.014, (y + tip_y) / 2),
                                   at(tip_x, tip_y)), 0.052)  # fmt: skip
        canvas.paint(finger, mix(skin, palette.light, 0.4), skin, shadow=0.35)
    palm = canvas.polygon(
        curve(at(0.0, 0.79), at(0.06, 0.735), at(0.13, 0.7), at(0.215, 0.62), at(0.262, 0.68),
              at(0.265, 0.82), at(0.3, 1.04), at(0.08, 1.04), at(0.02, 0.9), at(0.0, 0.79))
    )  # fmt: skip
    canvas.paint(palm, mix(skin, palette.light, 0.3), skin, mix(skin, palette.ink, 0.25),
                 shadow=0.45)  # fmt: skip
    sleeve = canvas.polygon([at(0.05, 1.02), at(0.06, 0.93), at(0.31, 0.9), at(0.34, 1.02)])
    canvas.paint(sleeve, palette.accent, mix(palette.accent, palette.ink, 0.3), shadow=0.5)
