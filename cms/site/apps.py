from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "cms.site"
    label = "public_site"
    verbose_name = "Public site"
