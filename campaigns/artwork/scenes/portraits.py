"""Portraits of people who do not exist: plain shapes, no features, nobody to mistake them for."""

from collections.abc import Callable
from dataclasses import dataclass

from campaigns.artwork.canvas import Canvas, mix
from campaigns.artwork.palettes import Palette
from campaigns.artwork.shapes import curve

Hair = Callable[[Canvas, str], None]


def long_hair(canvas: Canvas, shade: str) -> None:
    outline = curve(
        (0.5, 0.88), (0.38, 0.86), (0.25, 0.78), (0.27, 0.5), (0.32, 0.27), (0.5, 0.185),
        (0.68, 0.27), (0.73, 0.5), (0.75, 0.78), (0.62, 0.86), (0.5, 0.88),
    )  # fmt: skip
    canvas.paint(canvas.polygon(outline), mix(shade, "#ffffff", 0.12), shade, shadow=0.3)


def short_hair(canvas: Canvas, shade: str) -> None:
    canvas.paint(canvas.ellipse(0.5, 0.38, 0.205, 0.2), mix(shade, "#ffffff", 0.12), shade)


def bun(canvas: Canvas, shade: str) -> None:
    canvas.paint(canvas.ellipse(0.5, 0.165, 0.09), mix(shade, "#ffffff", 0.15), shade, shadow=0.3)
    short_hair(canvas, shade)


def curls(canvas: Canvas, shade: str) -> None:
    for x, y in (
        (0.5, 0.22), (0.38, 0.25), (0.62, 0.25), (0.3, 0.35), (0.7, 0.35), (0.28, 0.47),
        (0.72, 0.47), (0.33, 0.58), (0.67, 0.58),
    ):  # fmt: skip
        canvas.paint(canvas.ellipse(x, y, 0.105), mix(shade, "#ffffff", 0.12), shade)


def scarf(canvas: Canvas, shade: str) -> None:
    outline = curve(
        (0.5, 0.97), (0.2, 0.95), (0.29, 0.7), (0.26, 0.46), (0.33, 0.24), (0.5, 0.165),
        (0.67, 0.24), (0.74, 0.46), (0.71, 0.7), (0.8, 0.95), (0.5, 0.97),
    )  # fmt: skip
    canvas.paint(canvas.polygon(outline), mix(shade, "#ffffff", 0.22), shade, shadow=0.3)


def scarf_under_the_chin(canvas: Canvas, shade: str) -> None:
    face = canvas.ellipse(0.5, 0.44, 0.145, 0.185)
    around = canvas.without(canvas.ellipse(0.5, 0.44, 0.19, 0.235), face)
    canvas.paint(around, mix(shade, "#ffffff", 0.28), shade)
    fold = canvas.polygon(
        curve((0.5, 0.63), (0.32, 0.6), (0.3, 0.74), (0.24, 0.86), (0.5, 0.9), (0.76, 0.86),
              (0.7, 0.74), (0.68, 0.6), (0.5, 0.63))
    )  # fmt: skip
    canvas.paint(fold, mix(shade, "#ffffff", 0.16), shade, shadow=0.35)


def no_fringe(_canvas: Canvas, _shade: str) -> None:
    """Nothing falls over the forehead."""


def fringe(canvas: Canvas, shade: str) -> None:
    head = canvas.ellipse(0.5, 0.44, 0.165, 0.2)
    over = canvas.polygon(
        [*curve((0.32, 0.43), (0.44, 0.36), (0.56, 0.34), (0.69, 0.42)), (0.69, 0.2), (0.3, 0.2)]
    )
    canvas.paint(canvas.inside(head, over), mix(shade, "#ffffff", 0.1), shade)


def parting(canvas: Canvas, shade: str) -> None:
    head = canvas.ellipse(0.5, 0.44, 0.165, 0.2)
    over = canvas.polygon(
        [
            *curve((0.3, 0.5), (0.38, 0.33), (0.52, 0.31), (0.62, 0.37), (0.7, 0.5)),
            (0.7, 0.2),
            (0.3, 0.2),
        ]
    )
    canvas.paint(canvas.inside(head, over), mix(shade, "#ffffff", 0.1), shade)


@dataclass(frozen=True)
class Person:
    """What a portrait is made of."""

    skin: str
    hair: str
    behind: Hair
    before: Hair
    clothes: str


PEOPLE = {
    "linh": Person("#e6b894", "#2b2a35", long_hair, fringe, "#5f6389"),
    "dewi": Person("#c98d6b", "#5f8f86", scarf, scarf_under_the_chin, "#e0916a"),
    "omar": Person("#b97a58", "#221f2b", short_hair, parting, "#f0a35e"),
    "maya": Person("#8d5a3c", "#2a1f22", curls, no_fringe, "#f2b279"),
    "mai": Person("#e3b08a", "#3a2a2c", bun, parting, "#6f9a94"),
    "tuan": Person("#d9a67e", "#1d1b26", short_hair, fringe, "#6b6498"),
    "an": Person("#e8bf9c", "#4a3128", long_hair, parting, "#e0916a"),
}


def portrait(canvas: Canvas, palette: Palette, person: Person) -> None:
    canvas.sky(*palette.sky)
    canvas.glow(0.5, 0.4, 0.62, palette.light, 0.7)
    canvas.paint(canvas.ellipse(0.5, 0.47, 0.41), palette.land[0], palette.land[1], opacity=0.5)
    person.behind(canvas, person.hair)
    canvas.paint(canvas.box(0.44, 0.55, 0.56, 0.78, 0.05), mix(person.skin, "#5a2f22", 0.18))
    shoulders = curve(
        (0.1, 1.05), (0.15, 0.86), (0.3, 0.76), (0.5, 0.74), (0.7, 0.76), (0.85, 0.86), (0.9, 1.05)
    )
    canvas.paint(canvas.polygon(shoulders), mix(person.clothes, "#ffffff", 0.18), person.clothes,
                 shadow=0.4)  # fmt: skip
    canvas.paint(canvas.ellipse(0.5, 0.735, 0.075, 0.05), mix(person.skin, "#5a2f22", 0.12))
    head = canvas.ellipse(0.5, 0.44, 0.165, 0.2)
    canvas.paint(head, mix(person.skin, "#ffffff", 0.14), person.skin, shadow=0.3)
    person.before(canvas, person.hair)
