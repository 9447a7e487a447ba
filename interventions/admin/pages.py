"""How the screens of this app are drawn."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse


def page(request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
    """`template` is below `admin/interventions/`."""
    whole = {**admin.site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"admin/interventions/{template}", whole)
