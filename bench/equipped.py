"""Settings of plain Django with the packages the site is made with, and nothing of it."""

from bench.plain import (  # noqa: F401  Settings are read from here.
    ALLOWED_HOSTS,
    DATABASES,
    SECRET_KEY,
    TEMPLATES,
)
from bench.plain import (
    INSTALLED_APPS as PLAIN_APPS,
)
from bench.plain import (
    MIDDLEWARE as PLAIN_MIDDLEWARE,
)

ROOT_URLCONF = "bench.equipped_urls"
INSTALLED_APPS = [
    "modeltranslation",
    *PLAIN_APPS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_prose_editor",
    "import_export",
    "ninja",
]
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    *PLAIN_MIDDLEWARE,
    "allauth.account.middleware.AccountMiddleware",
]
STATIC_ROOT = "/nowhere"
STATIC_URL = "static/"
LANGUAGES = [("en", "English"), ("vi", "Vietnamese")]
