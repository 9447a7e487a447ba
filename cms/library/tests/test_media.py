from typing import Any

import pytest
from django.test import Client

from cms.library import pictures, store
from cms.library.documents import build_image
from cms.library.models import Image
from cms.library.tests.conftest import DrawFile
from cms.publishing import catalog
from cms.publishing.block import block
from tests.cast import Cast, Publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(draw: DrawFile) -> Image:
    image = Image(key="two-cups", alt_en="Two cups of tea", alt_vi="Hai tách trà")
    image.keep(pictures.take(draw(700, 350)))
    return image


def address_of(image: Image) -> str:
    return build_image(image).renditions[0].address


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_draft_s_files_have_no_public_address(client: Client, image: Image) -> None:
    assert client.get(address_of(image)).status_code == 404


def test_a_live_picture_is_served_without_the_database(
    client: Client, image: Image, publish: Publish, django_assert_num_queries: Any
) -> None:
    publish(image)
    rendition = build_image(image).renditions[0]

    with django_assert_num_queries(0):
        response = client.get(rendition.address)

    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    body = body_of(response)
    assert body == store.path_of(rendition.name).read_bytes()
    assert response["Content-Length"] == str(len(body))
    assert "immutable" in response["Cache-Control"]
    assert "s-maxage=60" in response["Cache-Control"]
    assert not response.cookies


def test_a_picture_that_is_taken_down_or_blocked_is_gone(
    client: Client, image: Image, publish: Publish, cast: Cast
) -> None:
    publish(image)
    block(image.object_key, by=cast.reviewer, reason="Consent was withdrawn.")
    catalog.catalog().refresh()

    assert client.get(address_of(image)).status_code == 404


def test_the_file_as_uploaded_is_never_public(
    client: Client, image: Image, publish: Publish
) -> None:
    publish(image)

    master = image.original.name.rpartition("/")[2]
    assert client.get(f"/media/{master}").status_code == 404
    assert client.get(f"/media/{image.original.name}").status_code == 404


def test_a_file_that_is_lost_is_a_calm_404(client: Client, image: Image, publish: Publish) -> None:
    publish(image)
    for rendition in build_image(image).renditions:
        store.path_of(rendition.name).unlink()

    assert client.get(address_of(image)).status_code == 404


@pytest.mark.parametrize("name", ["..%2f..%2fmanage.py", "%00", "é.webp", "a" * 5000])
def test_a_name_nobody_knows_is_a_404(client: Client, name: str) -> None:
    assert client.get(f"/media/{name}").status_code == 404


def test_a_part_of_a_file_is_answered_with_206(
    client: Client, image: Image, publish: Publish
) -> None:
    publish(image)
    whole = body_of(client.get(address_of(image)))

    response = client.get(address_of(image), headers={"Range": "bytes=10-19"})

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes 10-19/{len(whole)}"
    assert response["Content-Length"] == "10"
    assert body_of(response) == whole[10:20]


def test_a_part_outside_the_file_is_answered_with_416(
    client: Client, image: Image, publish: Publish
) -> None:
    publish(image)
    size = len(body_of(client.get(address_of(image))))

    response = client.get(address_of(image), headers={"Range": f"bytes={size}-"})

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{size}"


def test_a_part_of_another_version_is_not_mixed_in(
    client: Client, image: Image, publish: Publish
) -> None:
    publish(image)
    tag = client.get(address_of(image))["ETag"]
    ask = {"Range": "bytes=0-9"}

    other = client.get(address_of(image), headers={**ask, "If-Range": '"another"'})
    same = client.get(address_of(image), headers={**ask, "If-Range": tag})

    assert (other.status_code, same.status_code) == (200, 206)


def test_several_parts_are_answered_with_the_whole(
    client: Client, image: Image, publish: Publish
) -> None:
    publish(image)

    assert client.get(address_of(image), headers={"Range": "bytes=0-1,5-6"}).status_code == 200


def test_a_head_request_tells_the_length_and_sends_nothing(
    client: Client, image: Image, publish: Publish
) -> None:
    publish(image)
    whole = body_of(client.get(address_of(image)))

    response = client.head(address_of(image), headers={"Range": "bytes=0-9"})

    assert response.status_code == 200
    assert response["Content-Length"] == str(len(whole))
    assert response["Accept-Ranges"] == "bytes"
    assert response.content == b""


@pytest.mark.parametrize("form", ["{tag}", "W/{tag}", '"x", {tag}', "*"])
def test_who_has_the_file_already_is_told_so(
    client: Client, image: Image, publish: Publish, form: str
) -> None:
    publish(image)
    tag = client.get(address_of(image))["ETag"]

    response = client.get(address_of(image), headers={"If-None-Match": form.format(tag=tag)})

    assert response.status_code == 304
    assert response["ETag"] == tag


def test_a_post_is_not_allowed(client: Client, image: Image, publish: Publish) -> None:
    publish(image)

    assert client.post(address_of(image)).status_code == 405
