"""Who was given a say in reviews, or whose account was opened to somebody else.

An administrator gives roles and sets passwords, and could so become their own second pair of
eyes. It is not prevented, as somebody has to do it; it is told to everybody.
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
    """Somebody gave another person a say in reviews, or a way into that person's account."""

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
    """Keeps that fields of somebody else's account were saved, as far as they give rights."""
    if not RIGHTS.isdisjoint(changed) and User.objects.get(pk=person.pk).has_perm(REVIEWS):
        _note(person, AccessChange.What.REVIEW, by)
    if "email" in changed:
        # Single sign-on knows people by their address.
        _note(person, AccessChange.What.EMAIL, by)


def note_password(before: User, *, by: User) -> None:
    """Keeps that another password than `before` had was set by somebody else."""
    if User.objects.get(pk=before.pk).password != before.password:
        _note(before, AccessChange.What.PASSWORD, by)


def latest_changes() -> QuerySet[AccessChange]:
    """What every staff page tells, the newest first."""
    latest = AccessChange.objects.filter(at__gt=timezone.now() - TOLD_FOR)
    return latest.select_related("user", "by").order_by("-at")


def _note(person: User, what: str, by: User) -> None:
    if person.pk != by.pk:
        AccessChange.objects.create(user=person, what=what, by=by)
