"""The colours of the pictures: calm, warm, and never shouting."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """One mood. `sky` goes from top to bottom, `land` from far to near."""

    sky: tuple[str, str, str]
    land: tuple[str, str, str, str, str]
    light: str
    """Where light comes from: the sun, a lamp."""
    ink: str
    """The darkest shapes."""
    accent: str
    paper: str


PALETTES = {
    "dawn": Palette(
        sky=("#f7c9a9", "#f6ddc3", "#fbeedd"),
        land=("#d9b8b4", "#b79aa9", "#8a7c9c", "#5f6389", "#3f4a70"),
        light="#fff3d6",
        ink="#2e3659",
        accent="#e58a6b",
        paper="#fdf6ec",
    ),
    "sky": Palette(
        sky=("#9fd0d6", "#c9e4e0", "#f3efe0"),
        land=("#8fbfc4", "#5fa3ad", "#3c8492", "#276675", "#184b59"),
        light="#fff8e4",
        ink="#123945",
        accent="#f2b279",
        paper="#f6f4ea",
    ),
    "dusk": Palette(
        sky=("#1f2a55", "#38427a", "#6b6498"),
        land=("#554f86", "#403f73", "#2e325f", "#20274e", "#161c3c"),
        light="#ffd79a",
        ink="#131836",
        accent="#f0a35e",
        paper="#e9e2f3",
    ),
    "leaf": Palette(
        sky=("#cfe3cf", "#e6eed6", "#f8f3df"),
        land=("#b5cfa6", "#8fb588", "#66976f", "#457a5c", "#2c5c49"),
        light="#fff6d8",
        ink="#1f4438",
        accent="#e0916a",
        paper="#faf6e9",
    ),
    "sand": Palette(
        sky=("#f3ddc2", "#f7e8d3", "#fbf2e4"),
        land=("#e3c2a0", "#cf9f7c", "#b07a5c", "#875745", "#5c3c37"),
        light="#fff4da",
        ink="#432c2e",
        accent="#6f9a94",
        paper="#fdf7ee",
    ),
}
