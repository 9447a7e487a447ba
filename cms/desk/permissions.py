"""How Django spells the permission to do something to a model."""

from django.contrib.auth import get_permission_codename
from django.db.models import Model


def permission_for(action: str, model: type[Model]) -> str:
    """`view`, Guide -> `guides.view_guide`"""
    opts = model._meta
    return f"{opts.app_label}.{get_permission_codename(action, opts)}"
