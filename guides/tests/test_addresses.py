"""A guide is found at the address it has, and at those it once had."""

from django.test import Client

from guides.models import Guide
from tests.cast import Publish


def test_an_address_is_that_of_the_guide_that_has_it_now(
    client: Client, guide: Guide, publish: Publish
) -> None:
    other = Guide.objects.create(
        key="other", slug="other", title_en="Sleeping well", summary_en="Rest."
    )
    guide.slug, other.slug = "moved", guide.key
    guide.save()
    other.save()
    publish(guide, other)
    assert b"Sleeping well" in client.get(f"/en/guides/{guide.key}/").content
    assert b"Sleeping well" not in client.get("/en/guides/moved/").content
    assert client.get("/en/guides/other/").headers["Location"] == f"/en/guides/{guide.key}/"
