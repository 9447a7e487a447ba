from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from guides.models import Guide
from guides.tests.conftest import add_section, make_guide

pytestmark = pytest.mark.django_db


def rename(guide: Guide, *slugs: str) -> list[str]:
    for slug in slugs:
        guide.slug = slug
        guide.save()
    return list(Guide.objects.get(pk=guide.pk).former_slugs)


def test_a_renamed_guide_keeps_its_former_slugs(guide: Guide) -> None:
    assert guide.former_slugs == []
    assert rename(guide, "second", "third") == ["helping", "second"]


def test_a_slug_taken_back_is_no_former_slug(guide: Guide) -> None:
    assert rename(guide, "second", "helping") == ["second"]


def test_saving_only_the_slug_keeps_the_former_one(guide: Guide) -> None:
    guide.slug = "second"
    guide.save(update_fields=["slug"])

    assert Guide.objects.get().former_slugs == ["helping"]


def test_a_former_slug_of_another_guide_can_not_be_taken(guide: Guide) -> None:
    rename(guide, "second")
    other = make_guide("other", slug="third")
    other.slug = "helping"

    with pytest.raises(ValidationError, match="leads to “helping”"):
        other.full_clean()


def test_two_guides_never_share_a_slug(guide: Guide) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_guide("other", slug=guide.slug)


def test_an_anchor_is_made_from_the_heading_and_stays(guide: Guide) -> None:
    section: Any = add_section(guide, "When it's online", "<p>Text</p>")
    assert section.key == "when-its-online"

    section.heading_en = "Online"
    section.save()

    assert section.key == "when-its-online"


def test_equal_headings_get_different_anchors(guide: Guide) -> None:
    keys = [add_section(guide, "Signs", "").key for _ in range(3)]

    assert keys == ["signs-2", "signs-3", "signs-4"]


def test_a_heading_without_latin_letters_gets_an_anchor_too(guide: Guide) -> None:
    assert add_section(guide, "علامات", "").key == "section"


def test_two_sections_never_share_an_anchor(guide: Guide) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add_section(guide, "Other", "", key="signs")


def test_a_guide_is_called_by_its_title_in_the_source_language(guide: Guide) -> None:
    with override("id"):
        assert str(guide) == "Helping someone"
