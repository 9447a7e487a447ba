"""Videos of creators and partners, with their captions."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns import embeds, webvtt
from campaigns.clips import LONGEST_SECONDS, Clip
from campaigns.models.creators import Creator
from campaigns.models.notices import ContentNotice
from cms.codes import language_code
from cms.library import store
from cms.library.longtext import LongTextField
from cms.publishing.models import WorkingCopy
from cms.translations.columns import text_of
from partners.codes import CodesField, validate_languages
from partners.models import Partner

LONGEST_TRANSCRIPT = 60_000
"""Characters. An hour of speech is below it."""


def validate_embed(link: str) -> None:
    try:
        embeds.embed_of(link)
    except embeds.UnknownPlatform as problem:
        raise ValidationError(str(problem)) from None


def validate_captions(source: str) -> None:
    try:
        # As they will be stored: with what has a meaning in the format written out.
        webvtt.parse(webvtt.render(webvtt.parse(source)))
    except webvtt.CaptionProblem as problem:
        raise ValidationError(str(problem)) from None


class Video(WorkingCopy):
    """One video, of a creator or of a partner: an uploaded file or a link to a platform."""

    TRANSLATED: ClassVar = ("title", "description", "transcript")

    creator = models.ForeignKey(
        Creator,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="videos",
        verbose_name=_("creator"),
    )
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="videos",
        verbose_name=_("partner"),
    )
    title = models.CharField(_("title"), max_length=120)
    description = LongTextField(
        _("description"), max_length=400, help_text=_("What it is about, in one or two sentences.")
    )
    topics = models.ManyToManyField("library.Topic", blank=True, verbose_name=_("topics"))
    notice = models.ForeignKey(
        ContentNotice,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="videos",
        verbose_name=_("content notice"),
        help_text=_("Without it nothing of the video is shown."),
    )
    file = models.CharField(_("file"), max_length=40, blank=True, editable=False)
    size = models.PositiveIntegerField(default=0, editable=False)
    width = models.PositiveSmallIntegerField(default=0, editable=False)
    height = models.PositiveSmallIntegerField(default=0, editable=False)
    link = models.URLField(
        _("link"),
        max_length=300,
        blank=True,
        validators=[validate_embed],
        help_text=_("On YouTube, Vimeo or TikTok. It loads nothing until a visitor chooses it."),
    )
    seconds = models.PositiveSmallIntegerField(
        _("seconds"),
        default=0,
        validators=[MaxValueValidator(LONGEST_SECONDS)],
        help_text=_("How long it is. Read from an uploaded file; write it for a link."),
    )
    poster = models.ForeignKey(
        "library.Image",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("still picture"),
        help_text=_("What stands in its place until somebody chooses to watch."),
    )
    spoken = CodesField(
        _("spoken language"),
        meant=language_code,
        max_length=3,
        validators=[validate_languages],
        help_text=_("The code of the language that is heard or written in it, such as vi."),
    )
    transcript = LongTextField(
        _("transcript"),
        max_length=LONGEST_TRANSCRIPT,
        blank=True,
        help_text=_("Everything that is said and shown, for those who do not watch."),
    )
    permission_until = models.DateField(
        _("we may show it until"),
        null=True,
        blank=True,
        help_text=_("The last day, by UTC. It leaves the public by itself then."),
    )

    class Meta:
        ordering: ClassVar = ["key"]
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="video_is_of_one_creator_or_partner",
                condition=Q(creator__isnull=False, partner=None)
                | Q(creator=None, partner__isnull=False),
                violation_error_message=_("A video is of a creator or of a partner: choose one."),
            ),
            models.CheckConstraint(
                name="video_is_a_file_or_a_link",
                condition=Q(file="") | Q(link=""),
                violation_error_message=_("A video is an uploaded file or a link, not both."),
            ),
        ]

    def __str__(self) -> str:
        return text_of(self, "title").source or self.key

    def keep(self, chunks: Iterable[bytes], clip: Clip, size: int) -> None:
        """Makes the checked upload this video's file and saves it.

        The file is complete before the row names it, and public only while a live edition does.
        """
        self.file = store.keep(chunks, clip.suffix)
        self.size, self.width, self.height = size, clip.width, clip.height
        self.seconds, self.link = clip.seconds, ""
        self.save()


class VideoCaption(models.Model):
    """What is said in a video, timed, in one language."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="captions")
    language = CodesField(
        _("language"),
        meant=language_code,
        max_length=3,
        validators=[validate_languages],
        help_text=_("A code such as vi."),
    )
    source = LongTextField(
        _("captions"),
        max_length=webvtt.LONGEST_FILE,
        validators=[validate_captions],
        help_text=_("In the WebVTT format. Styles, places and markup are left out."),
    )
    file = models.CharField(max_length=40, editable=False)

    class Meta:
        ordering: ClassVar = ["language"]
        verbose_name = _("captions")
        verbose_name_plural = _("captions")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="captions_once_a_language",
                fields=["video", "language"],
                violation_error_message=_("This video has captions in that language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.video_id}.{self.language}"

    def save(self, **options: Any) -> None:
        """Stores the cleaned captions as a file, whatever the way in; CaptionProblem if none."""
        self.source = webvtt.render(webvtt.parse(self.source))
        self.file = store.keep([self.source.encode()], "vtt")
        super().save(**options)
