"""Series: videos that belong together, in an order."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models.notices import ContentNotice
from campaigns.models.videos import Video
from cms.library.longtext import LongTextField
from cms.library.slugs import Slugged
from cms.translations.columns import text_of


class VideoSeries(Slugged):
    """A series with a page of its own. It is shown as long as one of its videos is."""

    TRANSLATED: ClassVar = ("title", "summary")

    title = models.CharField(_("title"), max_length=120)
    summary = LongTextField(
        _("summary"),
        max_length=400,
        help_text=_("Who speaks, about what, and that nobody has to watch."),
    )
    topics = models.ManyToManyField("library.Topic", blank=True, verbose_name=_("topics"))
    notice = models.ForeignKey(
        ContentNotice,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="series",
        verbose_name=_("content notice"),
        help_text=_("For the series as a whole; each video may have one of its own."),
    )
    poster = models.ForeignKey(
        "library.Image",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    videos: "models.ManyToManyField[Video, SeriesVideo]" = models.ManyToManyField(
        Video, through="SeriesVideo", related_name="series", verbose_name=_("videos")
    )

    class Meta:
        ordering: ClassVar = ["key"]
        verbose_name = _("video series")
        verbose_name_plural = _("video series")

    def __str__(self) -> str:
        return text_of(self, "title").source or self.key


class SeriesVideo(models.Model):
    """A video's place in a series."""

    series = models.ForeignKey(VideoSeries, on_delete=models.CASCADE, related_name="places")
    video = models.ForeignKey(
        Video, on_delete=models.PROTECT, related_name="places", verbose_name=_("video")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        verbose_name = _("video of the series")
        verbose_name_plural = _("videos of the series")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="video_once_in_a_series",
                fields=["series", "video"],
                violation_error_message=_("This video is in the series already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.video}"
