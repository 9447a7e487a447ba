"""The point of a picture that stays visible: written by editors, drawn by the style sheet."""

from django.conf import settings

from cms.library.documents import Focus

SHEET = settings.BASE_DIR / "static" / "site" / "css" / "picture.css"


def test_the_focus_is_named_to_the_nearest_quarter() -> None:
    assert Focus().classes == ""
    assert Focus(x=40, y=60).classes == ""
    assert Focus(x=10, y=90).classes == "focus-x-0 focus-y-100"
    assert Focus(x=50, y=30).classes == "focus-y-25"


def test_the_style_sheet_knows_every_focus() -> None:
    sheet = SHEET.read_text()
    named = {name for at in range(101) for name in Focus(x=at, y=at).classes.split()}
    assert len(named) == 8
    assert not [name for name in named if f".{name} {{" not in sheet]
