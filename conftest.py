"""What all tests share; run them with `make test`, or one with `.venv/bin/pytest path`."""

import hypothesis
from django.conf import settings

pytest_plugins = ["tests.database", "tests.cast", "tests.browser", "tests.ordering"]


# No timed assertions: a busy machine must not fail a property that holds.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_configure() -> None:
    """Nothing has to be collected or to be slow: plain static files, and passwords hashed once."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
