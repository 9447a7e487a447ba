"""The desk's screens for terms, labelled queries, interventions, and their files."""

from typing import cast

from django.contrib import admin

from cms.desk.site import DeskSite
from interventions.admin import classes, examples, interventions, lists, terms
from interventions.panels import due_for_review, out_of_reach
from interventions.reach_map import reach_map

__all__ = ["classes", "examples", "interventions", "lists", "terms"]

desk = cast(DeskSite, admin.site)
desk.add_panel(due_for_review)
desk.add_panel(out_of_reach)
desk.add_plot(reach_map)
