"""Addresses of campaigns, series and videos, below a language."""

from django.urls import path

from campaigns import views, watching

app_name = "campaigns"
urlpatterns = [
    path("campaigns/", views.campaign_list, name="list"),
    path("campaigns/<slug:slug>/", views.campaign_detail, name="detail"),
    path("series/<slug:slug>/", watching.series_detail, name="series"),
    path("series/<slug:slug>/<slug:video>/", watching.watch, name="watch"),
]
