"""Every picture of seeds/images.toml by its key, drawn in the palette that the file names."""

from collections.abc import Callable

from PIL import Image

from campaigns.artwork.canvas import Canvas
from campaigns.artwork.palettes import PALETTES, Palette
from campaigns.artwork.scenes import outdoors, rooms, tables
from campaigns.artwork.scenes.portraits import PEOPLE, portrait

WIDE, SQUARE = (1280, 720), (480, 480)
Scene = Callable[[Canvas, Palette], None]

SCENES: dict[str, Scene] = {
    "balcony-green": rooms.balcony_green,
    "dawn-over-hills": outdoors.dawn_over_hills,
    "home-lights": outdoors.home_lights,
    "kitchen-table": tables.kitchen_table,
    "lamp-at-night": outdoors.lamp_at_night,
    "lanterns-on-water": outdoors.lanterns_on_water,
    "list-and-pen": tables.list_and_pen,
    "moon-over-cot": rooms.moon_over_cot,
    "one-cup-waiting": tables.one_cup_waiting,
    "open-door": rooms.open_door,
    "open-hands": tables.open_hands,
    "open-notebook": tables.open_notebook,
    "path-through-meadow": outdoors.path_through_meadow,
    "pot-of-soup": tables.pot_of_soup,
    "stepping-stones": outdoors.stepping_stones,
    "table-by-the-window": rooms.table_by_the_window,
    "two-cups-of-tea": tables.two_cups_of_tea,
    "window-with-plants": rooms.window_with_plants,
}


def draw(key: str, palette: str, *, grain: int = 5) -> Image.Image:
    """The picture; raises KeyError for one that nobody has drawn yet."""
    if key.startswith("avatar-"):
        canvas = Canvas(*SQUARE, seed=3)
        portrait(canvas, PALETTES[palette], PEOPLE[key.removeprefix("avatar-")])
    else:
        canvas = Canvas(*WIDE, seed=7)
        SCENES[key](canvas, PALETTES[palette])
    return canvas.finished(grain=grain)
