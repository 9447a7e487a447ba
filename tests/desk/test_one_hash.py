"""One object, one hash: whatever language its editor works in."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.publishing.models import Edition, Release
from tests.desk.conftest import SignedIn, change_address, form_data

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "vi", "ar")


def in_language(browser: Client, language: str) -> dict[str, Any]:
    assert f'lang="{language}"' in browser.get(
        reverse("admin:index"), headers={"Accept-Language": language}
    ).content.decode()  # fmt: skip
    return {"headers": {"Accept-Language": language}, "follow": True}


def test_a_guide_saved_and_submitted_in_each_language_is_one_edition(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.editor)
    for language in LANGUAGES:
        wanted = in_language(browser, language)
        guide.refresh_from_db()
        saved = browser.post(change_address(guide), form_data(guide, cast.editor), **wanted)
        assert saved.status_code == 200
        title = {"key": guide.object_key, "title": f"In {language}"}
        browser.post(reverse("admin:release_add"), title, **wanted)
        release = Release.objects.get(title=f"In {language}")
        browser.post(reverse("admin:release_submit", args=[release.pk]), **wanted)
    states = set(Release.objects.values_list("state", flat=True))
    assert (Release.objects.count(), states) == (3, {Release.State.SUBMITTED})
    assert Edition.objects.filter(key=guide.object_key).count() == 1
