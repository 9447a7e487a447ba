"""Addresses that may change: a page that is renamed is still found under its former slugs."""

from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.publishing.models import WorkingCopy


class Slugged(WorkingCopy):
    """Something with a page of its own, at an address that staff may change."""

    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        help_text=_("The last part of the page's address. The old address will lead to the new."),
    )
    former_slugs = models.JSONField(_("former addresses"), default=list, editable=False)

    class Meta(WorkingCopy.Meta):
        abstract = True

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        before = type(self)._default_manager.filter(pk=self.pk).values_list("slug", flat=True)
        self.former_slugs = _with_former(self.former_slugs, before.first(), self.slug)
        if update_fields is not None and "slug" in (update_fields := set(update_fields)):
            update_fields.add("former_slugs")
        super().save(update_fields=update_fields, **options)

    def copied(self, key: str) -> Self:
        """At an address of its own."""
        twin = super().copied(key)
        twin.slug, twin.former_slugs = key, []
        return twin

    def clean(self) -> None:
        super().clean()
        others = type(self)._default_manager.exclude(pk=self.pk)
        for key, former in others.values_list("key", "former_slugs"):
            if self.slug in former:
                message = _("This address leads to “%(key)s”, which had it before.")
                raise ValidationError({"slug": message % {"key": key}})


def _with_former(former: list[str], before: str | None, now: str) -> list[str]:
    """The former slugs, the oldest first, after the slug changed; it is never one of them."""
    kept = [slug for slug in former if slug not in (before, now)]
    return [*kept, before] if before and before != now else kept
