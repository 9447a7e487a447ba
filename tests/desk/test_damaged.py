"""Editions that rotted in the database: every screen still opens, and staff find the way out."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.publishing.compose import add_item, start_release
from cms.publishing.models import Edition, Release
from cms.publishing.submit import submit
from cms.publishing.verify import troubles
from partners.models import Channel, Helpline
from tests.desk.conftest import SignedIn, change_address
from tests.desk.test_releases import post, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def helpline(cast: Any) -> Any:
    line = Helpline.objects.create(
        key="line", name_en="A line", grade="A", check_due=timezone.localdate() + timedelta(days=30)
    )
    Channel.objects.create(helpline=line, key="phone", kind="phone", dial="111")
    return line


@pytest.fixture
def rotten(cast: Any, guide: Any, helpline: Any, publish: Any) -> Release:
    """A guide and a helpline are live, the guide is in review again; then all editions rot."""
    publish(guide, helpline)
    guide.title_en = "Being there"
    guide.save()
    release = start_release(title="Once more", by=cast.editor)
    add_item(release, guide.object_key, by=cast.editor)
    submit(release, by=cast.editor)
    Edition.objects.update(payload=b"rot")
    return release


def test_every_screen_about_them_opens(
    cast: Any, guide: Any, helpline: Any, rotten: Release, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.admin)
    addresses = [
        reverse("admin:index"),
        reverse("admin:release", args=[rotten.pk]),
        reverse("admin:release_review", args=[rotten.pk]),
        reverse("admin:entry", args=[1]),
        reverse("admin:entry_undo", args=[1]),
        reverse("admin:urgent", args=[helpline.object_key]),
        reverse("admin:block", args=[helpline.object_key]),
        reverse("preview", args=[guide.object_key]),
        reverse("preview", args=[f"release-{rotten.pk}"]),
        reverse("preview", args=["entry-1"]),
        reverse("preview_page", args=["entry-1", "en/guides/"]),
        change_address(guide),
        change_address(helpline),
    ]
    assert {address: browser.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )


def test_what_rotted_in_review_is_not_approved_and_is_whole_when_submitted_again(
    cast: Any, rotten: Release, signed_in: SignedIn
) -> None:
    page = signed_in(cast.reviewer).get(reverse("admin:release_review", args=[rotten.pk]))
    assert "was erased or is damaged. Submit it again." in page.content.decode()
    editor = signed_in(cast.editor)
    post(editor, "release_take_back", rotten.pk)
    assert "Submitted" in said(post(editor, "release_submit", rotten.pk))
    damaged = [trouble.split(": ", 1)[1] for trouble in troubles()]
    submitted = rotten.items.get().edition_id
    assert submitted
    assert len(damaged) == 2
    assert not any(submitted[:12] in trouble for trouble in damaged)


def test_the_right_number_still_comes_urgently(
    cast: Any, helpline: Any, rotten: Release, signed_in: SignedIn
) -> None:
    helpline.channels.update(dial="112")
    browser = signed_in(cast.reviewer)
    page = browser.get(reverse("admin:urgent", args=[helpline.object_key]))
    digest = page.context["digest"]
    done = post(browser, "urgent", helpline.object_key, digest=digest, reason="It rotted.")
    assert "Live" in said(done)
