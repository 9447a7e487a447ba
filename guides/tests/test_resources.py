"""Guides out to a file and in again."""

from typing import Any

import pytest

from cms.publishing.changes import last_change
from guides.models import Guide
from guides.resources import GUIDES, SECTIONS
from tests.cast import Cast
from tests.exchanging import export_table, import_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(db: None) -> Guide:
    guide = Guide.objects.create(
        key="help", slug="help", title_en="Help", title_ind="Bantuan", summary_en="How."
    )
    guide.sections.create(key="start", heading_en="Start", body_en="<p>One.\nTwo.</p>")
    return guide


@pytest.mark.parametrize("resource", [GUIDES, SECTIONS])
def test_export_then_import_changes_nothing(resource: Any, guide: Guide, cast: Cast) -> None:
    outcome = import_table(resource, export_table(resource), cast.editor)
    assert (outcome.differs, outcome.count("unchanged")) == (False, 1)
    assert last_change("guide:help") is None


def test_a_section_that_comes_in_is_a_change_of_its_guide(guide: Guide, cast: Cast) -> None:
    data = (
        "guide,key,body_en,heading_id,heading_en\n"
        "help,start,<p onclick=x>Anew.</p>,Mulai,Start\n"
        "help,then,<p>More.</p>,Lalu,Then\n"
    )
    import_table(SECTIONS, data, cast.editor)
    assert list(guide.sections.values_list("key", "body_en", "heading_ind")) == [
        ("start", "<p>Anew.</p>", "Mulai"),
        ("then", "<p>More.</p>", "Lalu"),
    ]
    change = last_change("guide:help")
    assert change
    assert change.by == cast.editor
