"""The desk's screens for terms, labelled queries, interventions, and their files."""

from interventions.admin import examples, imports, interventions, lists, terms

__all__ = ["examples", "imports", "interventions", "lists", "terms"]
