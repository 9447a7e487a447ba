"""The desk's screens for terms, labelled queries, interventions, and their files."""

from typing import cast

from django.contrib import admin

from cms.desk.site import DeskSite
from interventions.admin import classes, examples, imports, interventions, lists, terms
from interventions.panels import due_for_review

__all__ = ["classes", "examples", "imports", "interventions", "lists", "terms"]

cast(DeskSite, admin.site).add_panel(due_for_review)
