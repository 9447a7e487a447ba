"""Addresses of the library."""

from django.urls import path

from cms.library.media import media_file

app_name = "library"
urlpatterns = [path("media/<str:name>", media_file, name="media")]
