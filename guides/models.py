"""Guides: longer texts for readers, in sections."""

from collections.abc import Collection
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cms.library.longtext import LongTextField
from cms.library.richtext import RichTextField
from cms.library.slugs import Slugged
from cms.translations.columns import text_of


class Guide(Slugged):
    """A guide, with its sections."""

    TRANSLATED: ClassVar = ("title", "summary")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("everyone")
        TEENS = "teens", _("teenagers")
        CAREGIVERS = "caregivers", _("parents and carers")
        EDUCATORS = "educators", _("teachers")
        SUPPORTERS = "supporters", _("people who support a friend")

    title = models.CharField(_("title"), max_length=120)
    summary = LongTextField(
        _("summary"),
        max_length=400,
        help_text=_("What a reader will find, in one or two sentences."),
    )
    topics = models.ManyToManyField("library.Topic", blank=True, verbose_name=_("topics"))
    audience = models.CharField(
        _("for whom"), max_length=10, choices=Audience.choices, default=Audience.EVERYONE
    )
    hero = models.ForeignKey(
        "library.Image",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    partners = models.ManyToManyField(
        "partners.Partner",
        blank=True,
        verbose_name=_("partners"),
        help_text=_("Organisations that are thanked on the page."),
    )
    sign_off = models.CharField(
        _("signed off by"),
        max_length=200,
        blank=True,
        help_text=_("Where the agreement is kept. Only staff see this; pages show the sign-offs."),
    )
    review_due = models.DateField(
        _("review due"),
        null=True,
        blank=True,
        help_text=_("From this day on the desk asks for a new reading."),
    )

    class Meta:
        ordering: ClassVar = ["key"]
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def __str__(self) -> str:
        return text_of(self, "title").source or self.key


class GuideSection(models.Model):
    """One part of a guide: its heading is in the list of contents."""

    TRANSLATED: ClassVar = ("heading", "body")

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    key = models.SlugField(
        _("anchor"),
        max_length=80,
        blank=True,
        help_text=_("Links lead to it, so it stays when the heading changes. May be left empty."),
    )
    heading = models.CharField(_("heading"), max_length=120)
    body = RichTextField(_("text"), max_length=20_000, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_section_per_anchor",
                fields=["guide", "key"],
                violation_error_message=_("Another section of this guide has this anchor."),
            )
        ]

    def __str__(self) -> str:
        return self.key

    def save(self, **options: Any) -> None:
        if not self.key:
            others = self.guide.sections.exclude(pk=self.pk)
            self.key = self.free_key(set(others.values_list("key", flat=True)))
        super().save(**options)

    def free_key(self, taken: Collection[str]) -> str:
        """An anchor from the source language's heading that is not taken."""
        heading = text_of(self, "heading").source
        base = slugify(heading)[:70].strip("-") or "section"
        numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return next(key for key in (base, *numbered) if key not in taken)


def language_choices() -> list[tuple[str, str]]:
    """The languages that texts are in."""
    return list(settings.LANGUAGES)


class GuideReading(models.Model):
    """Somebody outside read the guide in a language and agreed to it. Shown on the page."""

    class Role(models.TextChoices):
        CLINICIAN = "clinician", _("doctor, nurse or psychologist")
        COUNSELLOR = "counsellor", _("counsellor")
        SAFE_MESSAGING = "safe_messaging", _("expert for safe messaging")
        LIVED_EXPERIENCE = "lived", _("person with lived experience")
        NATIVE_READER = "native", _("native reader")

    class Scope(models.TextChoices):
        CONTENT = "content", _("what it says")
        WORDING = "wording", _("how it says it")
        ALL = "all", _("what it says, and how")

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="readings")
    partner = models.ForeignKey(
        "partners.Partner",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("For which somebody read the text. Only with their agreement in writing."),
    )
    role = models.CharField(_("the person's role"), max_length=14, choices=Role.choices)
    scope = models.CharField(_("what was agreed to"), max_length=7, choices=Scope.choices)
    language = models.CharField(_("language"), max_length=12, choices=language_choices)
    read_on = models.DateField(_("read on"))
    text_hash = models.CharField(_("hash of the text"), max_length=64, editable=False)

    class Meta:
        ordering: ClassVar = ["read_on", "id"]
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_reading_per_organisation_role_and_language",
                fields=["guide", "partner", "role", "language"],
                violation_error_message=_("This sign-off is recorded already: delete the old one."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {self.read_on}"
