"""An admin in which nobody overwrites, or deletes by the dozen, what they have not seen."""

from typing import Any

from django.db import connection
from django.http import HttpRequest

from cms.desk.generic import AnyModelAdmin


class LockingAdmin(AnyModelAdmin):
    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """While a form is being saved the row is locked: nobody can save between check and save."""
        thing = super().get_object(request, object_id, from_field)
        if thing and request.method == "POST" and connection.in_atomic_block:
            # By itself: PostgreSQL locks no row of a list that joins or counts.
            self.model._default_manager.select_for_update().values_list("pk").get(pk=thing.pk)
            return super().get_object(request, object_id, from_field)
        return thing

    def get_actions(self, request: HttpRequest) -> Any:
        """Deleting happens one by one, each with its own check."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
