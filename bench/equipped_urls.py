"""The addresses that the packages come with, and one page."""

from django.contrib import admin
from django.urls import include, path
from ninja import NinjaAPI

from bench.plain import page

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("api/", NinjaAPI().urls),
    path("page/", page),
]
