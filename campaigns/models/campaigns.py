"""Campaigns: a page that brings series, guides, partners and help together, market by market."""

from typing import ClassVar

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.localtime import LocalTimeField
from campaigns.models.series import VideoSeries
from cms.codes import country_code
from cms.library.longtext import LongTextField
from cms.library.richtext import RichTextField
from cms.library.slugs import Slugged
from cms.translations.columns import text_of
from guides.models import Guide
from partners.codes import CodesField, MarketsField, validate_markets
from partners.models import Partner


class Campaign(Slugged):
    """A curated page. Where and when it runs is said by its markets; without any, everywhere."""

    TRANSLATED: ClassVar = ("title", "summary", "intro")

    title = models.CharField(_("title"), max_length=120)
    summary = LongTextField(
        _("summary"), max_length=400, help_text=_("What it is for, in one or two sentences.")
    )
    intro = RichTextField(_("introduction"), max_length=10_000, blank=True)
    hashtag = models.CharField(
        _("hashtag"),
        max_length=60,
        blank=True,
        validators=[RegexValidator(r"^#\w+\Z", _("Write it with the #, without spaces."))],
    )
    hero = models.ForeignKey(
        "library.Image",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    topics = models.ManyToManyField(
        "library.Topic",
        blank=True,
        verbose_name=_("topics"),
        help_text=_("They decide which help stands on the page."),
    )
    partners = models.ManyToManyField(
        Partner,
        blank=True,
        related_name="campaigns",
        verbose_name=_("partners"),
        help_text=_("Those of every market. A market may add its own."),
    )

    class Meta:
        ordering: ClassVar = ["key"]
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    def __str__(self) -> str:
        return text_of(self, "title").source or self.key


class CampaignItem(models.Model):
    """One thing on a campaign's page."""

    TRANSLATED: ClassVar = ("heading", "blurb")

    class Kind(models.TextChoices):
        SERIES = "series", _("video series")
        GUIDE = "guide", _("guide")
        PARTNER = "partner", _("partner")
        HELPLINES = "helplines", _("help lines of the visitor's country")
        ARTICLE = "article", _("a partner's own article")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    series = models.ForeignKey(
        VideoSeries,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("video series"),
    )
    guide = models.ForeignKey(
        Guide,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("guide"),
    )
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("partner"),
        help_text=_("Also whose article it is."),
    )
    link = models.URLField(
        _("article"),
        max_length=300,
        blank=True,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("The https:// address of the partner's own page."),
    )
    heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("An article's title; elsewhere it may replace the thing's own title."),
    )
    blurb = LongTextField(
        _("blurb"), max_length=400, blank=True, help_text=_("Why it is here, in a sentence or two.")
    )
    markets = MarketsField(_("markets"))

    class Meta:
        ordering: ClassVar = ["position", "id"]
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="campaign_item_names_what_its_kind_says",
                condition=Q(kind="series", series__isnull=False, guide=None, partner=None, link="")
                | Q(kind="guide", series=None, guide__isnull=False, partner=None, link="")
                | Q(kind="partner", series=None, guide=None, partner__isnull=False, link="")
                | Q(kind="helplines", series=None, guide=None, partner=None, link="")
                | (Q(kind="article", series=None, guide=None) & ~Q(link="")),
                violation_error_message=_(
                    "Choose exactly what the kind says: one series, one guide or one partner; an "
                    "article needs its link and may name its partner; help lines need nothing."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.get_kind_display()}"


class CampaignMarket(models.Model):
    """A country in which a campaign runs, from when until when by its own clock."""

    TRANSLATED: ClassVar = ("wording",)

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="markets")
    country = CodesField(
        _("country"),
        meant=country_code,
        max_length=2,
        validators=[validate_markets],
        help_text=_("Such as VN."),
    )
    # The checker looks for the type of a nullable field in places that only Django's own have.
    starts = LocalTimeField(  # type: ignore[misc]
        _("starts"),
        null=True,
        blank=True,
        help_text=_("By the market's own clock. Empty: as soon as it is published."),
    )
    ends = LocalTimeField(  # type: ignore[misc]
        _("ends"),
        null=True,
        blank=True,
        help_text=_("The first moment after it, by the market's own clock. Empty: never."),
    )
    partners = models.ManyToManyField(
        Partner, blank=True, related_name="campaign_markets", verbose_name=_("partners here")
    )
    wording = LongTextField(
        _("words for this market"),
        max_length=400,
        blank=True,
        help_text=_("Shown to visitors who chose this country."),
    )

    class Meta:
        ordering: ClassVar = ["country"]
        verbose_name = _("market")
        verbose_name_plural = _("markets")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="market_once_in_a_campaign",
                fields=["campaign", "country"],
                violation_error_message=_("The campaign has this market already."),
            ),
            models.CheckConstraint(
                name="campaign_market_ends_after_it_starts",
                condition=Q(starts=None) | Q(ends=None) | Q(starts__lt=F("ends")),
                violation_error_message=_("A campaign has to end after it starts."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.country)
