"""A campaign as a Wagtail site would model it: a page, and rows that hang on it."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page


class CampaignPage(Page):
    body = RichTextField()


class Row(Orderable):
    title = models.CharField(max_length=200)
    text = models.TextField()
    address = models.URLField()

    class Meta(Orderable.Meta):
        abstract = True


class Video(Row):
    page = ParentalKey(CampaignPage, related_name="videos")


class Partner(Row):
    page = ParentalKey(CampaignPage, related_name="partners")


class Helpline(Row):
    page = ParentalKey(CampaignPage, related_name="helplines")
