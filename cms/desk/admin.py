"""People: accounts, their roles and, for translators, their languages."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from cms.desk.access import note_password, note_rights
from cms.desk.filtering import CalmChangeList
from cms.desk.generic import AnyTabularInline
from cms.desk.imports.admin import FileImportAdmin
from cms.desk.screens import person
from cms.desk.translate import kinds
from cms.translations.models import Assignment

__all__ = ["FileImportAdmin", "PersonAdmin", "RoleAdmin", "kinds"]

# They show secrets, or are set by the deployment.
admin.site.unregister([EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken])
admin.site.unregister([User, Group])

BEYOND_ADMINISTRATORS = ("is_superuser", "user_permissions")


class AssignmentInline(AnyTabularInline):
    model = Assignment
    extra = 0


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    """An administrator gives roles, never single permissions or all of them at once."""

    inlines = [AssignmentInline]
    list_display = ["username", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "is_superuser"]

    def get_changelist(self, request: HttpRequest, **options: Any) -> Any:
        return CalmChangeList

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="roles")
    def roles(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all())

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Nobody gives a role to themselves, whoever they are."""
        declared = super().get_readonly_fields(request, obj)
        if obj is not None and obj.pk == request.user.pk:
            declared = (*declared, "groups")
        return declared if _is_superuser(request) else (*declared, *BEYOND_ADMINISTRATORS)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever could set a superuser's password would be one."""
        if obj is not None and obj.is_superuser and not _is_superuser(request):
            return False
        return super().has_change_permission(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        note_rights(form.instance, form.changed_data, by=person(request))

    @transaction.atomic
    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002 -- Django names it
        form_url: str = "",
    ) -> HttpResponse:
        before = self.get_object(request, id)
        response = super().user_change_password(request, id, form_url)
        if before is not None:
            note_password(before, by=person(request))
        return response


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Roles are written by `manage.py sync_roles`; here they are only read."""

    def get_changelist(self, request: HttpRequest, **options: Any) -> Any:
        return CalmChangeList

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))
