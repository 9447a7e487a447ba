"""Who was given a say in reviews, and whose account has a new way in.

An administrator gives roles and sets passwords, and could so become their own second pair of
eyes. Whoever sits at somebody's open desk could keep the account by a new password or address.
Neither is prevented, as somebody has to do it; it is told to everybody.
"""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TOLD_FOR = timedelta(days=7)
REVIEWS = "publishing.approve_release"
RIGHTS = frozenset({"groups", "user_permissions", "is_superuser", "is_active"})


class AccessChange(models.Model):
    """Somebody gave another person a say in reviews, or an account a new way in."""

    class What(models.TextChoices):
        REVIEW = "review", _("may review")
        PASSWORD = "password", _("has a new password")
        EMAIL = "email", _("has a new e-mail address")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=What.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.user} {self.get_what_display()}, by {self.by}"


def note_rights(person: User, changed: Collection[str], *, by: User) -> None:
    """Keeps that fields of an account were saved, as far as they give rights or a way in."""
    is_of_rights = person.pk != by.pk and not RIGHTS.isdisjoint(changed)
    if is_of_rights and User.objects.get(pk=person.pk).has_perm(REVIEWS):
        _note(person, AccessChange.What.REVIEW, by)
    if "email" in changed:
        # Single sign-on knows people by their address.
        _note(person, AccessChange.What.EMAIL, by)


def note_password(before: User, *, by: User) -> None:
    """Keeps that another password than `before` had was set."""
    if User.objects.get(pk=before.pk).password != before.password:
        _note(before, AccessChange.What.PASSWORD, by)


def latest_changes() -> QuerySet[AccessChange]:
    """What every staff page tells, the newest first."""
    latest = AccessChange.objects.filter(at__gt=timezone.now() - TOLD_FOR)
    return latest.select_related("user", "by").order_by("-at")


def _note(person: User, what: str, by: User) -> None:
    AccessChange.objects.create(user=person, what=what, by=by)
