"""Plain Django in one file, with constant answers: as fast as a site in Django can be.

Settings, as `startproject` makes them, and addresses in one.
"""

import json

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bench.bare import PAGE

SECRET_KEY = "for measuring only: it is in the repository for all to read"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = __name__
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}

ANSWER = {"matched": False, "response": "none", "topic": None, "interventions": [], "help": []}


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


@csrf_exempt
def answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(json.dumps(ANSWER), content_type="application/json")


urlpatterns = [path("page/", page), path("answer", answer)]
