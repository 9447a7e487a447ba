"""Rich text is clean in the database, whatever the way in."""

from typing import Any

import pytest
from django.db import connection, models
from django.db.models.functions import Concat
from django.forms import modelform_factory
from import_export.resources import modelresource_factory
from tablib import Dataset

from cms.library.tests.payloads import PAYLOADS
from cms.publishing.freeze import document_of
from guides.models import Guide, GuideSection

pytestmark = pytest.mark.django_db

DIRTY = "<p onclick='x()'>Stay <strong>safe</strong><script>alert(1)</script></p>"
CLEAN = "<p>Stay <strong>safe</strong></p>"
COLUMNS = ["body_en", "body_ind"]


@pytest.fixture
def section(guide: Guide) -> GuideSection:
    return guide.sections.get()


def stored(**where: Any) -> set[str]:
    rows = GuideSection.objects.filter(**where).values_list(*COLUMNS)
    return {text for row in rows for text in row if text is not None}


def test_save_cleans_and_the_instance_shows_it(section: GuideSection) -> None:
    for name in COLUMNS:
        setattr(section, name, DIRTY)
    section.save()

    assert stored() == {CLEAN}
    assert {getattr(section, name) for name in COLUMNS} == {CLEAN}


def test_create_cleans(guide: Guide) -> None:
    made = GuideSection.objects.create(guide=guide, key="new", body_en=DIRTY, body_ind=DIRTY)

    assert stored(pk=made.pk) == {CLEAN}


def test_bulk_create_cleans(guide: Guide) -> None:
    rows = [{"guide": guide, "key": f"k{n}", "body_en": DIRTY, "body_ind": DIRTY} for n in (1, 2)]
    GuideSection.objects.bulk_create(GuideSection(**row) for row in rows)

    assert stored(key__startswith="k") == {CLEAN}


def test_bulk_update_cleans(section: GuideSection) -> None:
    for name in COLUMNS:
        setattr(section, name, DIRTY)
    GuideSection.objects.bulk_update([section], COLUMNS)

    assert stored() == {CLEAN}


def test_update_cleans(section: GuideSection) -> None:
    GuideSection.objects.update(**dict.fromkeys(COLUMNS, DIRTY))

    assert stored() == {CLEAN}


def test_update_or_create_cleans(guide: Guide) -> None:
    GuideSection.objects.update_or_create(
        guide=guide, key="signs", defaults=dict.fromkeys(COLUMNS, DIRTY)
    )

    assert stored() == {CLEAN}


def test_a_form_cleans(section: GuideSection) -> None:
    form_class = modelform_factory(GuideSection, fields=["heading_en", *COLUMNS])
    form = form_class({"heading_en": "Signs", **dict.fromkeys(COLUMNS, DIRTY)}, instance=section)
    form.save()

    assert stored() == {CLEAN}


def test_an_import_cleans(section: GuideSection) -> None:
    resource = modelresource_factory(GuideSection)()
    resource.import_data(
        Dataset([section.pk, DIRTY, DIRTY], headers=["id", *COLUMNS]), raise_errors=True
    )

    assert stored() == {CLEAN}


def test_a_missing_translation_stays_missing(section: GuideSection) -> None:
    section.save()

    assert GuideSection.objects.filter(body_vi=None).exists()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_came_in_past_every_field_is_cleaned_on_its_way_into_a_document(
    section: GuideSection, payload: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE guides_guidesection SET body_en = %s", [f"<p>a</p>{payload}"])

    document: Any = document_of("guide:helping")

    assert "alert" not in _code_of(document.sections[0].body.root["en"])


def test_an_expression_in_an_update_is_cleaned_on_its_way_into_a_document(
    section: GuideSection,
) -> None:
    GuideSection.objects.update(body_en=Concat("body_en", models.Value("<script>x()</script>")))

    document: Any = document_of("guide:helping")

    assert document.sections[0].body.root["en"] == "<p>They pull away.</p>"


def _code_of(html: str) -> str:
    """The text between < and >: what a browser takes for code and not for words."""
    return "".join(part.partition(">")[0] for part in html.split("<")[1:])
