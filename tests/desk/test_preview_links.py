"""A preview for somebody outside: by a signed link that ends and can be revoked."""

import logging
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.signing import Signer
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from gunicorn.config import Config

from cms.desk.preview.models import PreviewLink
from cms.library.models import Image
from cms.library.pictures import take
from cms.publishing import catalog
from cms.publishing.block import block
from cms.publishing.compose import add_item, start_release
from cms.server_log import ServerLog
from guides.models import Guide
from tests.desk.conftest import SignedIn


def made(browser: Client, scope: str, **data: Any) -> PreviewLink:
    said = {"note": "The clinic", "days": 3, "at": "", **data}
    assert browser.post(reverse("preview_share", args=[scope]), said).status_code == 302
    return PreviewLink.objects.latest("pk")


def address_of(browser: Client, link: PreviewLink) -> str:
    frame = browser.get(reverse("preview", args=[link.scope]))
    found = {shown.pk: address for shown, address in frame.context["links"]}
    return str(urlsplit(found[link.pk]).path)


@pytest.fixture
def editor(cast: Any, signed_in: SignedIn) -> Client:
    return signed_in(cast.editor)


@pytest.fixture
def link(editor: Client, guide: Any) -> PreviewLink:
    return made(editor, guide.object_key)


@pytest.fixture
def address(editor: Client, link: PreviewLink) -> str:
    return address_of(editor, link)


def test_somebody_without_an_account_reads_the_draft_and_gets_no_cookie(address: str) -> None:
    visitor = Client()
    page = visitor.get(address)
    assert "Helping a friend" in page.content.decode()
    assert not visitor.cookies
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert Client().get("/en/guides/helping/").status_code == 404


def test_every_link_of_the_page_stays_inside_the_preview(address: str) -> None:
    inside = address.removesuffix("en/guides/helping/")
    page = Client().get(address).content.decode()
    assert f'href="{inside}vi/guides/helping/"' in page
    assert "Giúp một người bạn" in Client().get(f"{inside}vi/guides/helping/").content.decode()
    for path in ("admin/", "accounts/login/", "api/v1/help", "preview/x/en/"):
        assert Client().get(f"{inside}{path}").status_code == 404


def test_it_is_read_only(address: str) -> None:
    assert Client().post(address, {}).status_code == 405
    search = address.replace("guides/helping/", "search/")
    assert Client().post(search, {"q": "sleep"}).status_code == 405


def assert_unknown(address: str) -> None:
    """A link that has ended is answered like one that never was."""
    never = Client().get(f"/preview/1.never/{address.split('/', 3)[3]}")
    ended = Client().get(address)
    assert (ended.status_code, ended.content) == (404, never.content)


def test_it_ends_after_the_days_that_were_chosen(address: str, link: PreviewLink) -> None:
    assert link.expires_at - link.made_at == timedelta(days=3)
    past = timezone.now() - timedelta(days=3)
    PreviewLink.objects.update(made_at=past, expires_at=past + timedelta(days=3))
    assert_unknown(address)


@pytest.mark.parametrize("days", [0, 8, "x", ""])
def test_nobody_makes_it_for_more_than_a_week(editor: Client, guide: Any, days: Any) -> None:
    said = {"note": "The clinic", "days": days}
    editor.post(reverse("preview_share", args=[guide.object_key]), said)
    assert not PreviewLink.objects.exists()


def test_the_database_holds_the_week_too(link: PreviewLink) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PreviewLink.objects.update(expires_at=timezone.now() + timedelta(days=8))


def test_a_colleague_revokes_it(
    cast: Any, address: str, link: PreviewLink, signed_in: SignedIn
) -> None:
    revoke = reverse("preview_revoke", args=[link.pk])
    for person in (cast.translator, cast.auditor):
        assert signed_in(person).post(revoke).status_code == 404
    assert Client().get(address).status_code == 200
    assert signed_in(cast.editor2).post(revoke).status_code == 302
    assert_unknown(address)
    assert signed_in(cast.editor2).post(revoke).status_code == 404


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"is_staff": False}, {"groups": []}], ids=str
)
def test_it_ends_with_the_access_of_its_maker(
    cast: Any, address: str, change: dict[str, Any]
) -> None:
    if "groups" in change:
        cast.editor.groups.clear()
    else:
        type(cast.editor).objects.filter(pk=cast.editor.pk).update(**change)
    assert_unknown(address)


def test_it_ends_when_the_object_is_blocked(
    cast: Any, publish: Any, guide: Any, address: str
) -> None:
    publish(guide)
    block(guide.object_key, by=cast.reviewer, reason="Consent withdrawn")
    catalog.catalog().refresh()
    assert Client().get(address).status_code == 404


def test_a_forged_or_foreign_signature_opens_nothing(address: str, link: PreviewLink) -> None:
    _empty, _preview, token, rest = address.split("/", 3)
    number, signature = token.split(".")
    other_purpose = Signer(sep=".", salt="another purpose").sign(number)
    other_key = Signer(key="k" * 60, sep=".", salt="preview link").sign(number)
    wrong = (f"{number}.", f"{link.pk + 1}.{signature}", f"{token}x", "x.y", number)
    for forged in (*wrong, other_purpose, other_key):
        assert Client().get(f"/preview/{forged}/{rest}").status_code == 404


@pytest.mark.parametrize("scope", ["entry-1", "guide:unknown", "release-999", "nothing:x"])
def test_there_is_no_link_to_what_was_or_never_is(
    editor: Client, guide: Any, publish: Any, scope: str
) -> None:
    publish(guide)
    said = {"note": "The clinic", "days": 1}
    assert editor.post(reverse("preview_share", args=[scope]), said).status_code == 404


def test_only_whoever_works_on_releases_makes_one(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    for person in (cast.translator, cast.auditor):
        browser = signed_in(person)
        said = {"note": "The clinic", "days": 1}
        share = reverse("preview_share", args=[guide.object_key])
        assert browser.post(share, said).status_code == 404
        frame = browser.get(reverse("preview", args=[guide.object_key]))
        assert "outside" not in frame.content.decode()


def test_a_release_with_its_pictures_is_shown_at_the_instant_that_was_chosen(
    cast: Any, guide: Any, editor: Client, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = settings.DRAFT_MEDIA_DIR = tmp_path / "drafts"
    settings.PUBLISHED_MEDIA_DIR = tmp_path / "published"
    image: Any = Image(key="lake", alt_en="A lake")
    image.keep(take((settings.BASE_DIR / "seeds/media/balcony-green.webp").read_bytes()))
    guide.hero = image
    guide.save()
    opens = timezone.now() + timedelta(days=30)
    release = start_release(title="Next month", by=cast.editor)
    for thing in (guide, image):
        add_item(release, thing.object_key, by=cast.editor, starts_at=opens)
    later = (opens + timedelta(hours=1)).isoformat()
    scope = f"release-{release.pk}"
    now, then = (
        address_of(editor, made(editor, scope, at=at)).replace("/en/", "/en/guides/helping/")
        for at in ("", later)
    )
    assert Client().get(now).status_code == 404
    page = Client().get(then).content.decode()
    name = image.renditions[0]["name"]
    picture = f"{then.removesuffix('en/guides/helping/')}media/{name}"
    assert picture in page
    assert Client().get(f"/media/{name}").status_code == 404
    file = Client().get(picture)
    assert file.status_code == 200
    assert file.headers["Cache-Control"] == "private, no-store"
    assert Client().get(picture.replace(name, "0" * 32 + ".webp")).status_code == 404


def test_nothing_else_that_is_scheduled_is_shown_at_the_instant_that_was_chosen(
    cast: Any, guide: Any, editor: Client, publish: Any
) -> None:
    opens = timezone.now() + timedelta(days=30)
    secret = Guide.objects.create(key="secret", slug="secret", title_en="Under embargo")
    publish(secret, starts_at=opens)
    public = Guide.objects.create(key="public", slug="public", title_en="Known to all")
    publish(public)
    then = (opens + timedelta(hours=1)).isoformat()
    address = address_of(editor, made(editor, guide.object_key, at=then))
    listed = Client().get(address.replace("/helping/", "/")).content.decode()
    assert "Helping a friend" in listed
    assert "Known to all" in listed
    assert "Under embargo" not in listed
    assert Client().get(address.replace("/helping/", "/secret/")).status_code == 404

    own = address_of(editor, made(editor, secret.object_key, at=then))
    assert "Under embargo" in Client().get(own).content.decode()


def test_no_log_holds_the_link(address: str, caplog: pytest.LogCaptureFixture) -> None:
    token = address.split("/")[2]
    with caplog.at_level(logging.DEBUG):
        for asked in (address, f"{address}nowhere/"):
            Client().get(asked)
        Client(raise_request_exception=False).post(address)
    assert token not in caplog.text
    environ = {
        "PATH_INFO": address,
        "RAW_URI": address,
        "REQUEST_METHOD": "GET",
        "SERVER_PROTOCOL": "HTTP/1.1",
    }
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
    atoms = ServerLog(Config()).atoms(answer, SimpleNamespace(headers=[]), environ, timedelta(0))
    assert atoms["U"] == "-"
