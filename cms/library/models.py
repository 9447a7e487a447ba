"""What every kind of content shares: topics, pictures and the editorial rules."""

import hashlib
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.levels import Level
from cms.library import editorial, store
from cms.library.longtext import LongTextField
from cms.library.pictures import SUFFIX, Picture
from cms.publishing.models import WorkingCopy
from cms.translations.columns import text_of


class Response(models.TextChoices):
    """How a search is met, the gravest first."""

    CRISIS = "crisis", _("crisis: a person to talk to, at once")
    SUPPORT = "support", _("support: help lines and guides")
    SOFT = "soft", _("soft: a gentle offer")
    RECOVERY = "recovery", _("recovery: stories of getting better")
    HELPER = "helper", _("helper: for somebody who worries about another person")
    INFO = "info", _("information: guides first")
    NOTICE = "notice", _("notice: cover what may distress")
    NONE = "none", _("none: nothing is added")


class Topic(WorkingCopy):
    """What content is about: it decides which help stands beside it."""

    TRANSLATED: ClassVar = ("name",)

    name = models.CharField(_("name"), max_length=80)
    priority = models.PositiveSmallIntegerField(
        _("priority"),
        default=50,
        help_text=_("Where several topics fit, the smallest number wins."),
    )
    response = models.CharField(
        _("response"), max_length=10, choices=Response.choices, default=Response.SUPPORT
    )
    is_grave = models.BooleanField(
        _("grave"),
        default=False,
        help_text=_(
            "Where wrong words do most harm. What is about it is checked for amounts, a line of "
            "hope and content notices, and covered in searches that may be about harm."
        ),
    )

    class Meta:
        ordering: ClassVar = ["priority", "key"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return text_of(self, "name").source or self.key


class Image(WorkingCopy):
    """A picture, decoded and written anew in several widths."""

    TRANSLATED: ClassVar = ("alt",)

    original = models.FileField(
        _("original"),
        upload_to="images",
        editable=False,
        blank=True,
        help_text=_("Among the drafts: no address leads there."),
    )
    alt = models.CharField(
        _("alternative text"),
        max_length=200,
        help_text=_("What somebody who cannot see the picture should know, in one sentence."),
    )
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    focal_x = models.PositiveSmallIntegerField(
        _("focus, from the left"),
        default=50,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("In per cent of the width: this point stays visible where a page crops."),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focus, from the top"),
        default=50,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("In per cent of the height."),
    )
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    renditions = models.JSONField(default=list, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["key"]
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="image_focus_inside",
                condition=models.Q(focal_x__lte=100, focal_y__lte=100),
                violation_error_message=_("The focus lies between 0 and 100 per cent."),
            )
        ]

    def __str__(self) -> str:
        return text_of(self, "alt").source or self.key

    def keep(self, picture: Picture) -> None:
        """Makes the decoded upload this image's picture and saves it.

        The files are complete before the row names them: a crash between leaves unused files only.
        """
        self.renditions = [
            {
                "name": store.keep([drawn.data], SUFFIX[drawn.format]),
                "width": drawn.width,
                "height": drawn.height,
                "format": drawn.format,
            }
            for drawn in picture.drawn
        ]
        self.width, self.height = picture.width, picture.height
        self.digest = hashlib.sha256(picture.master).hexdigest()
        self.original.name = f"images/{self.digest[:32]}.webp"
        if not self.original.storage.exists(self.original.name):
            self._store(picture.master)
        self.save()

    def _store(self, master: bytes) -> None:
        """Leaves no half file behind it: the next upload would take that for the whole."""
        try:
            self.original.storage.save(self.original.name, ContentFile(master))
        except OSError:
            self.original.storage.delete(self.original.name)
            raise


class EditorialRuleQuerySet(models.QuerySet["EditorialRule"]):
    def active(self) -> "EditorialRuleQuerySet":
        return self.filter(is_active=True)

    def compiled(self) -> tuple[editorial.Rule, ...]:
        """The rules, ready for use; raises BadPattern if one came in past its own check."""
        return tuple(rule.compiled() for rule in self)


class EditorialRule(models.Model):
    """A wording that safe messaging advises against, and the better one."""

    class Level(models.TextChoices):
        BLOCKS = Level.BLOCKS.value, _("blocks")
        NEEDS_REASON = Level.NEEDS_REASON.value, _("needs a reason")

    code = models.CharField(_("code"), max_length=12, unique=True)
    locale = models.CharField(_("language"), max_length=8)
    topic = models.CharField(
        _("topic"),
        max_length=80,
        blank=True,
        help_text=_("The key of a topic; empty for a rule that holds everywhere."),
    )
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    pattern = models.CharField(
        _("pattern"),
        max_length=editorial.LONGEST_PATTERN,
        help_text=_("A regular expression over plain text; capitals make no difference."),
    )
    better = models.CharField(_("better"), max_length=300)
    source = models.CharField(_("source"), max_length=200, blank=True)
    flagged = LongTextField(
        _("examples it must find"),
        max_length=2_000,
        help_text=_("Separated by a vertical bar between spaces."),
    )
    fine = LongTextField(
        _("examples it must leave alone"),
        max_length=2_000,
        blank=True,
        help_text=_("Separated by a vertical bar between spaces."),
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = EditorialRuleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["locale", "code"]
        verbose_name = _("editorial rule")
        verbose_name_plural = _("editorial rules")

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        if self.level not in self.Level.values:
            return  # The field itself says so.
        try:
            rule = self.compiled()
        except editorial.BadPattern as problem:
            raise ValidationError({"pattern": str(problem)}) from None
        if missed := [text for text in examples(self.flagged) if not rule.finds(text)]:
            raise ValidationError({"flagged": _("The pattern misses “%s”.") % missed[0]})
        if found := [text for text in examples(self.fine) if rule.finds(text)]:
            raise ValidationError({"fine": _("The pattern finds “%s”.") % found[0]})

    def compiled(self) -> editorial.Rule:
        return editorial.Rule(
            code=self.code,
            locale=self.locale,
            topic=self.topic,
            level=Level(self.level),
            pattern=editorial.compile_pattern(self.pattern),
            better=self.better,
            source=self.source,
        )


def examples(cell: str) -> list[str]:
    """The examples in a cell such as `one | another`."""
    return [text for text in (part.strip() for part in cell.split(" | ")) if text]
