"""The product's addresses and those of the new kind: one line of wiring."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from cms.urls import handler400, handler404, handler500
from cms.urls import urlpatterns as product

__all__ = ["handler400", "handler404", "handler500"]

urlpatterns = [*product, *i18n_patterns(path("", include("recipes.urls")))]
