"""Pictures of rooms: windows, doors, a cot, a balcony."""

from campaigns.artwork.canvas import Canvas, mix
from campaigns.artwork.palettes import Palette
from campaigns.artwork.shapes import curve
from campaigns.artwork.things import cup, plant, table_lamp, window


def window_with_plants(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(mix(palette.sky[0], palette.land[1], 0.2), palette.sky[0], palette.sky[1])
    window(canvas, palette, (0.24, 0.1, 0.76, 0.72))
    canvas.glow(0.5, 0.4, 0.9, palette.light, 0.3)
    for side in (1, -1):
        edge = curve((0.13, 0.05), (0.215, 0.3), (0.16, 0.62), (0.19, 0.9))
        cloth = [(0.07, 0.05), *edge, (0.07, 0.9)]
        shape = cloth if side == 1 else [(1 - x, y) for x, y in cloth]
        canvas.paint(canvas.polygon(shape), mix(palette.accent, "#ffffff", 0.42), palette.accent,
                     shadow=0.45)  # fmt: skip
    canvas.paint(canvas.box(0.05, 0.04, 0.95, 0.06, 0.01), palette.land[3], shadow=0.4)
    canvas.paint(canvas.box(-0.01, 0.9, 1.01, 1.01), palette.land[1], palette.land[2], shadow=0.4)
    shades = (palette.land[2], palette.land[3], palette.land[1])
    plant(canvas, 0.34, 0.745, 0.34, shades, palette.accent)
    plant(canvas, 0.51, 0.745, 0.25, shades[::-1], palette.paper)
    plant(canvas, 0.65, 0.745, 0.4, shades, palette.land[4])


def table_by_the_window(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(mix(palette.sky[0], palette.land[0], 0.25), palette.sky[1], palette.sky[2])
    window(canvas, palette, (0.31, 0.08, 0.69, 0.56))
    canvas.glow(0.5, 0.34, 0.95, palette.light, 0.45)
    canvas.paint(canvas.box(-0.01, 0.72, 1.01, 1.01), palette.land[0], palette.land[1], shadow=0.3)
    light = canvas.polygon([(0.36, 0.73), (0.64, 0.73), (0.78, 1.01), (0.3, 1.01)])
    canvas.paint(light, palette.light, opacity=0.45, soft=0.02)
    for side in (-1, 1):
        _chair(canvas, palette, 0.5 + side * 0.235, side)
    canvas.paint(canvas.ellipse(0.5, 0.955, 0.15, 0.03), palette.land[3], shadow=0.5)
    canvas.paint(canvas.box(0.49, 0.72, 0.51, 0.955), palette.land[3], palette.land[4])
    canvas.paint(canvas.ellipse(0.5, 0.735, 0.33, 0.07), palette.land[2], shadow=0.6)
    canvas.paint(canvas.ellipse(0.5, 0.72, 0.33, 0.07), palette.paper, palette.land[0])
    cup(canvas, 0.43, 0.735, 0.12, palette.accent, handle=-1)
    cup(canvas, 0.57, 0.735, 0.12, palette.paper)
    plant(canvas, 0.5, 0.72, 0.2, ("#7f9f7a", "#5f8466"), palette.land[3])


def _chair(canvas: Canvas, palette: Palette, x: float, side: int) -> None:
    """A chair that faces the middle; `side` 1 stands on the right."""
    back = x + side * 0.055
    for at in (x - side * 0.05, back):
        canvas.paint(canvas.box(at - 0.006, 0.77, at + 0.006, 0.97), palette.land[4])
    canvas.paint(canvas.box(back - 0.008, 0.5, back + 0.008, 0.8, 0.01), palette.land[3],
                 palette.land[4], shadow=0.4)  # fmt: skip
    rest = canvas.line([(back, 0.53), (back - side * 0.012, 0.66)], 0.03)
    canvas.paint(rest, palette.accent, shadow=0.3)
    seat = canvas.box(x - 0.066, 0.76, x + 0.066, 0.795, 0.014)
    canvas.paint(seat, mix(palette.accent, "#ffffff", 0.2), palette.accent, shadow=0.5)


def open_door(canvas: Canvas, palette: Palette) -> None:
    wall = mix(palette.land[2], palette.land[3], 0.4)
    canvas.sky(mix(wall, palette.ink, 0.2), wall)
    canvas.paint(canvas.box(-0.01, 0.8, 1.01, 1.01), mix(wall, palette.ink, 0.35), palette.ink)
    beam = canvas.polygon([(0.41, 0.8), (0.59, 0.8), (0.83, 1.02), (0.2, 1.02)])
    canvas.paint(beam, palette.light, mix(palette.light, palette.accent, 0.3), opacity=0.75,
                 soft=0.006)  # fmt: skip
    canvas.glow(0.5, 0.5, 0.75, palette.light, 0.55)
    frame = canvas.box(0.388, 0.12, 0.612, 0.8)
    canvas.paint(frame, mix(palette.paper, palette.land[0], 0.3), shadow=0.5)
    opening = canvas.box(0.405, 0.15, 0.595, 0.8)
    canvas.paint(opening, palette.light, "#fffdf5", palette.light)
    outside = canvas.polygon(
        [*curve((0.4, 0.66), (0.46, 0.62), (0.53, 0.65), (0.6, 0.6)), (0.6, 0.8), (0.4, 0.8)]
    )
    canvas.paint(canvas.inside(outside, opening), "#a9c7a0", "#7fa98a")
    canvas.paint(canvas.ellipse(0.54, 0.36, 0.05), "#fffaf0", palette.accent, opacity=0.8)
    leaf = canvas.polygon([(0.405, 0.15), (0.405, 0.8), (0.29, 0.9), (0.29, 0.07)])
    canvas.paint(leaf, palette.accent, mix(palette.accent, palette.ink, 0.3), shadow=0.6)
    for top, bottom in ((0.19, 0.42), (0.5, 0.76)):
        panel = canvas.polygon(
            [(0.387, top), (0.387, bottom), (0.312, bottom + 0.05), (0.312, top - 0.05)]
        )
        canvas.paint(panel, mix(palette.accent, palette.ink, 0.16), opacity=0.9)
    canvas.paint(canvas.ellipse(0.304, 0.48, 0.014), palette.light, shadow=0.4)
    plant(canvas, 0.74, 0.87, 0.44, (palette.land[1], palette.land[2], palette.land[0]),
          palette.paper)  # fmt: skip


def moon_over_cot(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(palette.land[4], palette.land[3], palette.land[2])
    window(canvas, palette, (0.44, 0.09, 0.76, 0.54), night=True)
    canvas.glow(0.6, 0.3, 0.7, palette.paper, 0.18)
    canvas.paint(canvas.box(-0.01, 0.87, 1.01, 1.01), palette.land[1], palette.land[2], shadow=0.4)
    stand = canvas.box(0.12, 0.66, 0.3, 0.9, 0.01)
    table_lamp(canvas, palette, 0.21, 0.66, 0.3)
    canvas.paint(stand, mix(palette.land[0], palette.accent, 0.25), palette.land[1], shadow=0.5)
    canvas.paint(canvas.box(0.135, 0.7, 0.285, 0.705), palette.land[3])
    canvas.paint(canvas.box(0.135, 0.79, 0.285, 0.795), palette.land[3])
    _cot(canvas, palette)


def _cot(canvas: Canvas, palette: Palette) -> None:
    wood = mix(palette.paper, palette.accent, 0.3)
    blanket = canvas.box(0.475, 0.69, 0.785, 0.84, 0.03)
    canvas.paint(canvas.ellipse(0.53, 0.69, 0.07, 0.05), "#ffffff", palette.paper)
    canvas.paint(blanket, mix(palette.accent, "#ffffff", 0.3), palette.accent, shadow=0.4)
    for number in range(9):
        left = 0.476 + number * 0.0375
        canvas.paint(canvas.box(left, 0.62, left + 0.008, 0.84, 0.004), wood, shadow=0.3)
    for top in (0.6, 0.83):
        rail = canvas.box(0.455, top, 0.805, top + 0.03, 0.012)
        canvas.paint(rail, mix(wood, "#ffffff", 0.2), wood, shadow=0.4)
    for x in (0.452, 0.794):
        post = canvas.box(x, 0.56, x + 0.014, 0.93, 0.012)
        canvas.paint(post, mix(wood, "#ffffff", 0.2), wood, shadow=0.4)


def balcony_green(canvas: Canvas, palette: Palette) -> None:
    canvas.sky(*palette.sky)
    canvas.glow(0.3, 0.26, 0.8, palette.light, 0.9)
    canvas.paint(canvas.ellipse(0.28, 0.22, 0.07), "#fffdf5", palette.light)
    for x, size in ((0.1, 0.24), (0.3, 0.3), (0.55, 0.26), (0.78, 0.32), (0.97, 0.24)):
        canvas.paint(canvas.ellipse(x, 0.66, size), palette.land[0], palette.land[1], shadow=0.2)
    floor = canvas.box(-0.01, 0.82, 1.01, 1.01)
    for n in range(27):
        bar = canvas.box(n / 26 - 0.003, 0.52, n / 26 + 0.003, 0.83)
        canvas.paint(bar, palette.land[4], opacity=0.85)
    canvas.paint(canvas.box(-0.01, 0.5, 1.01, 0.53, 0.01), palette.land[4], shadow=0.4)
    canvas.paint(floor, mix(palette.paper, palette.accent, 0.3), palette.accent, shadow=0.4)
    shades = (palette.land[2], palette.land[3], palette.land[1])
    for x, size in ((0.07, 0.5), (0.18, 0.36), (0.28, 0.26)):
        plant(canvas, x, 0.93, size, shades, palette.land[4])
    for x, size in ((0.9, 0.56), (0.78, 0.34)):
        plant(canvas, x, 0.95, size, shades[::-1], palette.paper)
    seat = mix(palette.accent, palette.paper, 0.35)
    for x in (0.455, 0.615):
        canvas.paint(canvas.box(x, 0.74, x + 0.01, 0.97), palette.land[4], shadow=0.3)
    canvas.paint(canvas.box(0.452, 0.44, 0.63, 0.68, 0.05), "#ffffff", seat, shadow=0.5)
    canvas.paint(canvas.box(0.44, 0.7, 0.642, 0.78, 0.03), "#ffffff", seat, shadow=0.5)
