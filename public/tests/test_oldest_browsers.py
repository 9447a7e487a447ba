"""The style sheet holds nothing that Chrome 87, Firefox 78 or Safari 14.1 would stumble over."""

import re

import pytest

from public.styles import style_sheet

TOO_NEW = (
    ":has(",
    ":is(",
    ":where(",
    "@layer",
    "@container",
    "@property",
    "&",
    "color-mix(",
    "light-dark(",
    "oklch(",
    "subgrid",
    "dvh",
    "svh",
    "inset-area",
)
POLISH = (r"aspect-ratio: [^;}]*;?", r"text-wrap: [^;}]*;?", r"[^{}]*:focus-visible[^{}]*{[^}]*}")
"""What those browsers drop, and what is fine without: see the browser test of the same name."""


def sheet_of_old() -> str:
    """The style sheet as the oldest browsers read it."""
    text = style_sheet().text.decode()
    for pattern in POLISH:
        text = re.sub(pattern, "", text)
    return text


@pytest.mark.parametrize("feature", TOO_NEW)
def test_nothing_that_is_too_new_is_used(feature: str) -> None:
    assert feature not in style_sheet().text.decode()


def test_a_list_in_not_is_too_new_as_well() -> None:
    assert re.findall(r":not\([^)]*[ ,>][^)]*\)", style_sheet().text.decode()) == []


def test_polish_is_really_taken_away() -> None:
    assert len(sheet_of_old()) < len(style_sheet().text)
    assert "aspect-ratio" not in sheet_of_old()
