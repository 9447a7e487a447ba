"""What is not public answers like what never was: the same 404, byte for byte."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.publishing.block import block
from cms.publishing.catalog import Catalog
from cms.publishing.changes import record_change
from cms.publishing.compose import add_item, start_release
from cms.publishing.models import Edition, Release
from cms.publishing.submit import submit
from cms.publishing.undo import undo
from guides.tests.conftest import make_guide
from tests.cast import Cast, Publish, erase_by_two

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)

Situation = Callable[[Any, Cast, Publish], object]


def in_review(guide: Any, cast: Cast, _publish: Publish) -> None:
    release = start_release(title="In review", by=cast.editor)
    add_item(release, guide.object_key, by=cast.editor)
    submit(release, by=cast.editor)


def taken_down(guide: Any, cast: Cast, publish: Publish) -> None:
    publish(guide)
    publish(guide, is_removal=True)


def blocked(guide: Any, cast: Cast, publish: Publish) -> None:
    publish(guide)
    block(guide.object_key, by=cast.reviewer, reason="A court's order.")


def erased(guide: Any, cast: Cast, publish: Publish) -> None:
    publish(guide)
    erase_by_two(Edition.objects.get(), cast)


def undone(guide: Any, cast: Cast, publish: Publish) -> None:
    undo(publish(guide), by=cast.reviewer, reason="A mistake.")


SITUATIONS: dict[str, Situation] = {
    "a draft": lambda _guide, _cast, _publish: None,
    "in review": in_review,
    "scheduled": lambda guide, _cast, publish: publish(guide, starts_at=timezone.now() + DAY),
    "taken down": taken_down,
    "blocked": blocked,
    "erased": erased,
    "undone": undone,
}
ADDRESSES = ("/en/guides/{}/", "/vi/guides/{}/?country=VN", "/api/v1/guides/{}")


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_guide_that_is_not_live_is_unknown(
    client: Client, cast: Cast, catalog: Catalog, publish: Publish, situation: str
) -> None:
    SITUATIONS[situation](make_guide("secret"), cast, publish)
    catalog.refresh()
    for address in ADDRESSES:
        hidden, unknown = client.get(address.format("secret")), client.get(address.format("never"))
        assert hidden.status_code == unknown.status_code == 404
        assert hidden.content == unknown.content
        assert dict(hidden.headers) == dict(unknown.headers)
    for address in ("/en/", "/en/guides/", "/sitemap.xml", "/api/v1/guides"):
        assert b"secret" not in client.get(address).content


PREVIEWS = ("guide:{}", "release-{}", "entry-{}", "helpline:{}", "nothing:{}")


@pytest.mark.parametrize("scope", PREVIEWS)
def test_a_preview_is_unknown_to_whoever_may_not_see_it(
    client: Client, cast: Cast, publish: Publish, scope: str
) -> None:
    guide = make_guide("secret")
    entry = publish(guide)
    name = {"guide:{}": "secret", "entry-{}": entry.number, "release-{}": entry.release_id}
    outsider = cast.editor2
    outsider.groups.clear()
    client.force_login(outsider)
    for page in ("", "page/en/", "page/en/guides/secret/"):
        there = client.get(f"/admin/preview/{scope.format(name.get(scope, 'x'))}/{page}")
        unknown = client.get(f"/admin/preview/{scope.format('99999')}/{page}")
        assert there.status_code == unknown.status_code == 404
        assert there.content == unknown.content


def test_a_review_is_unknown_to_authors_and_once_the_role_is_lost(
    client: Client, cast: Cast, publish: Publish
) -> None:
    guide = make_guide("secret")
    record_change(guide.object_key, by=cast.reviewer2)
    in_review(guide, cast, publish)
    release = Release.objects.get()
    address = reverse("admin:release_review", args=[release.pk])
    nowhere = reverse("admin:release_review", args=[99999])
    client.force_login(cast.reviewer)
    assert client.get(address).status_code == 200
    cast.reviewer.groups.clear()
    for person in (cast.reviewer, cast.reviewer2, cast.editor, cast.auditor):
        client.force_login(person)
        hidden, unknown = client.get(address), client.get(nowhere)
        assert hidden.status_code == unknown.status_code == 404
        assert hidden.content == unknown.content
        assert client.post(address, {"approve": "1"}).status_code == 404
    assert Release.objects.get().state == Release.State.SUBMITTED
