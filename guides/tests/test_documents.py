import json
import zlib
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from cms.publishing.append import append
from cms.publishing.canonical import canonical, digest_of
from cms.publishing.catalog import Catalog
from cms.publishing.freeze import document_of, edition_digest
from cms.publishing.log import Action
from cms.publishing.models import Edition
from cms.publishing.verify import troubles
from guides.documents import GuideDocument, build_guide
from guides.models import Guide
from guides.tests.conftest import add_section
from tests.cast import Cast

SCHEMA_1 = json.loads((Path(__file__).parent / "fixtures/guide_schema_1.json").read_text())


def test_an_edition_of_schema_1_is_read_as_today_s() -> None:
    document = GuideDocument.read(SCHEMA_1, 1)

    assert document.partners == ("iasp", "samaritans")
    assert document.audience is Guide.Audience.EVERYONE
    assert document.label() == "Helping someone who is struggling"
    assert document.sections[0].body.best("vi").value == "<p>Hãy ở bên họ.</p>"


def test_an_upgraded_edition_reads_back_as_itself() -> None:
    document = GuideDocument.read(SCHEMA_1, 1)

    again = GuideDocument.read(document.model_dump(mode="json"), GuideDocument.schema_number)

    assert again == document


def test_reading_leaves_the_stored_payload_as_it_was() -> None:
    before = json.dumps(SCHEMA_1)

    GuideDocument.read(SCHEMA_1, 1)

    assert json.dumps(SCHEMA_1) == before


@pytest.mark.django_db
def test_a_guide_s_document_names_others_by_their_keys(guide: Guide) -> None:
    document = build_guide(guide)

    assert document.topics == ("distress", "suicide")
    assert document.partners == ("iasp", "samaritans")
    assert document.hero == "cups"
    assert [(reference.key, reference.is_part) for reference in document.references()] == [
        ("topic:distress", False),
        ("topic:suicide", False),
        ("partner:iasp", False),
        ("partner:samaritans", False),
        ("image:cups", False),
    ]


@pytest.mark.django_db
def test_sections_stand_in_their_order(guide: Guide) -> None:
    add_section(guide, "Last", "<p>z</p>", position=9)
    add_section(guide, "Middle", "<p>m</p>", position=5)

    assert [section.key for section in build_guide(guide).sections] == ["signs", "middle", "last"]


@pytest.mark.django_db
def test_a_guide_freezes_to_one_hash_whatever_language_the_admin_runs_in(guide: Guide) -> None:
    digests = set()
    for language in ("en", "vi", "id", "ar"):
        with override(language):
            digests.add(edition_digest(guide.object_key, document_of(guide.object_key)))

    assert len(digests) == 1


@pytest.mark.django_db
def test_indonesian_is_called_id_in_a_document(guide: Guide) -> None:
    document = build_guide(guide)

    assert document.title.root == {"en": "Helping someone", "id": "Menolong seseorang"}
    assert document.languages_to_read() == {"en", "id"}


@pytest.mark.django_db
def test_an_edition_of_schema_1_is_a_page(
    client: Client, cast: Cast, catalog: Catalog, guide: Guide
) -> None:
    """As it would be after an update of the program: published long ago, shown today."""
    whole = {"document": SCHEMA_1, "key": guide.object_key, "schema": 1}
    edition = Edition.objects.create(
        digest=digest_of(whole),
        key=guide.object_key,
        schema=1,
        payload=zlib.compress(canonical(SCHEMA_1)),
    )
    item = {"key": edition.key, "edition": edition.digest, "languages": ["en", "vi"]}
    append(Action.RELEASE, {"items": [item]}, by=cast.editor)
    catalog.refresh()

    for language, said in (("en", "struggling"), ("vi", "Hãy ở bên họ.")):
        page = client.get(f"/{language}/guides/{SCHEMA_1['slug']}/")
        assert page.status_code == 200
        assert said in page.content.decode()
    assert list(troubles()) == []
