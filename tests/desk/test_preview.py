"""The real page before it is public: staff see it, nobody else does, and nothing is kept of it."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.publishing import catalog
from cms.publishing.block import block
from cms.publishing.compose import add_item, start_release
from cms.publishing.submit import submit, take_back
from guides.models import Guide
from partners.models import Channel, Helpline
from tests.desk.conftest import SignedIn


def page_of(browser: Client, scope: str, address: str = "en/guides/helping/", **query: str) -> Any:
    return browser.get(reverse("preview_page", args=[scope, address]), query)


def test_a_draft_is_shown_to_staff_and_stays_unknown_to_the_public(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    shown = page_of(signed_in(cast.editor), guide.object_key)
    assert "Helping a friend" in shown.content.decode()
    assert Client().get("/en/guides/helping/").status_code == 404


def test_a_preview_is_in_any_language(cast: Any, guide: Any, signed_in: SignedIn) -> None:
    shown = page_of(signed_in(cast.editor), guide.object_key, "vi/guides/helping/")
    assert "Giúp một người bạn" in shown.content.decode()


def test_links_of_a_preview_stay_inside_it(cast: Any, guide: Any, signed_in: SignedIn) -> None:
    shown = page_of(signed_in(cast.editor), guide.object_key, "en/guides/")
    inside = reverse("preview_page", args=[guide.object_key, "en/guides/helping/"])
    assert f'href="{inside}' in shown.content.decode()
    assert reverse("guides:detail", args=["helping"]) == "/en/guides/helping/"


def test_links_of_a_preview_keep_its_day(cast: Any, guide: Guide, signed_in: SignedIn) -> None:
    query = {"country": "VN", "at": "2027-01-01T00:00+07:00"}
    shown = page_of(signed_in(cast.editor), guide.object_key, "en/guides/", **query)
    kept = "helping/?country=VN&amp;at=2027-01-01T00%3A00%2B07%3A00"
    assert kept in shown.content.decode()


@pytest.mark.parametrize(
    "at", ["9999-12-31T23:59:59+00:00", "9999-12-31T10:00", "0001-01-01T00:00:00Z", "never"]
)
def test_an_instant_where_calendars_end_is_as_good_as_none(
    cast: Any, guide: Any, seeded: catalog.Catalog, signed_in: SignedIn, at: str
) -> None:
    browser = signed_in(cast.editor)
    assert page_of(browser, guide.object_key, "en/help/VN/", at=at).status_code == 200
    frame = browser.get(reverse("preview", args=[guide.object_key]), {"at": at})
    assert (frame.status_code, frame.context["at"]) == (200, "")


def test_a_preview_is_not_kept_for_the_public(
    cast: Any, guide: Any, publish: Any, signed_in: SignedIn
) -> None:
    publish(guide)
    guide.title_en = "A secret until Monday"
    guide.save()
    shown = page_of(signed_in(cast.editor), guide.object_key)
    assert "A secret until Monday" in shown.content.decode()
    assert "A secret until Monday" not in Client().get("/en/guides/helping/").content.decode()


def test_a_release_is_shown_within_its_window(cast: Any, guide: Any, signed_in: SignedIn) -> None:
    opens = timezone.now() + timedelta(days=3)
    release = start_release(title="Next week", by=cast.editor)
    add_item(release, guide.object_key, by=cast.editor, starts_at=opens)
    browser, scope = signed_in(cast.reviewer), f"release-{release.pk}"
    later = (opens + timedelta(hours=1)).isoformat()
    assert page_of(browser, scope).status_code == 404
    assert page_of(browser, scope, at=later).status_code == 200


def test_a_release_taken_back_is_shown_as_it_is_written_now(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    release = start_release(title="Next week", by=cast.editor)
    add_item(release, guide.object_key, by=cast.editor)
    browser, scope = signed_in(cast.editor), f"release-{release.pk}"
    submit(release, by=cast.editor)
    Guide.objects.update(title_en="Better words")
    assert "Better words" not in page_of(browser, scope).content.decode()
    take_back(release, by=cast.editor)
    assert "Better words" in page_of(browser, scope).content.decode()


def test_the_site_is_shown_as_it_was_after_an_entry(
    cast: Any, guide: Any, publish: Any, signed_in: SignedIn
) -> None:
    publish(guide)
    Guide.objects.update(title_en="Another title")
    publish(Guide.objects.get())
    then = page_of(signed_in(cast.auditor), "entry-1").content.decode()
    assert "Helping a friend" in then
    assert "Another title" not in then


def test_the_site_as_it_was_is_that_instant_and_offers_no_other(
    cast: Any, publish: Any, signed_in: SignedIn
) -> None:
    """A line that was open then is shown as open, whenever somebody looks."""
    with time_machine.travel("2026-12-07 12:00:00Z", tick=False):
        line = Helpline.objects.create(
            key="line", name_en="A line", countries="GB", grade="A", check_due=date(2027, 1, 22)
        )
        Channel.objects.create(
            helpline=line, key="phone", kind="phone", dial="116 123", hours_status="confirmed",
            weekly="Mon 09:00-17:00",
        )  # fmt: skip
        entry = publish(line)
    scope, looked = f"entry-{entry.number}", []
    for day in ("2026-12-07T12:00:00Z", "2026-12-10T12:00:00Z"):
        with time_machine.travel(day, tick=False):
            browser = signed_in(cast.auditor)
            page = page_of(browser, scope, "en/help/GB/", at=day).content.decode()
            looked.append("Open until" in page)
            frame = browser.get(reverse("preview", args=[scope]))
    assert looked == [True, True]
    assert "at" not in frame.context["form"].fields
    assert "The site as it was then" in frame.content.decode()


def test_what_is_blocked_is_in_no_preview(
    cast: Any, guide: Any, publish: Any, signed_in: SignedIn
) -> None:
    publish(guide)
    block(guide.object_key, by=cast.reviewer, reason="Consent withdrawn")
    catalog.catalog().refresh()
    assert page_of(signed_in(cast.editor), guide.object_key).status_code == 404


@pytest.mark.parametrize(
    ("scope", "address"),
    [
        ("guide:unknown", "en/guides/helping/"),
        ("nothing:helping", "en/guides/helping/"),
        ("release-999", "en/"),
        ("entry-999", "en/"),
        ("guide:helping", "admin/"),
        ("guide:helping", "accounts/login/"),
        ("guide:helping", "api/v1/help"),
    ],
)
def test_there_is_no_preview_of_anything_else(
    cast: Any, guide: Any, signed_in: SignedIn, scope: str, address: str
) -> None:
    assert page_of(signed_in(cast.admin), scope, address).status_code == 404


def test_a_preview_is_for_staff_who_may_see_the_object(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    release = start_release(title="Next week", by=cast.editor)
    add_item(release, guide.object_key, by=cast.editor)
    assert page_of(Client(), guide.object_key).status_code == 302
    assert page_of(signed_in(cast.translator), guide.object_key).status_code == 200
    assert page_of(signed_in(cast.translator), f"release-{release.pk}").status_code == 404


def test_the_frame_asks_for_language_country_date_and_width(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    address = reverse("preview", args=[guide.object_key])
    asked = {"language": "vi", "country": "VN", "at": "2027-01-01T00:00", "width": "phone"}
    frame = signed_in(cast.editor).get(address, asked)
    assert frame.context["page"].startswith(f"{address}page/vi/guides/helping/?country=VN&at=2027")
    assert "preview-phone" in frame.content.decode()
