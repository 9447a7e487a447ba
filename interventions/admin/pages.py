"""How the screens of this app are drawn."""

from functools import partial

from cms.desk.screens import draw

page = partial(draw, folder="interventions")
