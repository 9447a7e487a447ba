"""Guides out to a file and in again, and who may do it."""

from types import SimpleNamespace
from typing import Any

import pytest
import tablib
from django.contrib import admin
from django.test import RequestFactory

from cms.desk.content.admin import ContentAdmin
from cms.desk.exchange.admin import ExchangeMixin
from cms.publishing.changes import last_change
from guides.models import Guide
from guides.resources import GuideResource, GuideSectionResource
from tests.cast import Cast

pytestmark = pytest.mark.django_db


class GuidesByFile(ExchangeMixin, ContentAdmin):
    resource_classes = [GuideResource, GuideSectionResource]


@pytest.fixture
def guide(db: None) -> Guide:
    guide = Guide.objects.create(
        key="help", slug="help", title_en="Help", title_ind="Bantuan", summary_en="How."
    )
    guide.sections.create(key="start", heading_en="Start", body_en="<p>One.\nTwo.</p>")
    return guide


@pytest.mark.parametrize("resource", [GuideResource, GuideSectionResource])
def test_export_then_import_changes_nothing(resource: Any, guide: Guide, cast: Cast) -> None:
    again = tablib.Dataset().load(resource().export().export("csv"), format="csv")
    result = resource().import_data(again, user=cast.editor)
    assert result.totals["skip"] == result.total_rows == 1
    assert last_change("guide:help") is None


def test_a_section_that_comes_in_is_a_change_of_its_guide(guide: Guide, cast: Cast) -> None:
    rows = tablib.Dataset(
        ["help", "start", "<p onclick=x>Anew.</p>", "Mulai"],
        ["help", "then", "<p>More.</p>", "Lalu"],
        headers=["guide", "key", "body_en", "heading_id"],
    )
    rows.append_col(["Start", "Then"], header="heading_en")
    GuideSectionResource().import_data(rows, user=cast.editor, raise_errors=True)
    assert list(guide.sections.values_list("key", "body_en", "heading_ind")) == [
        ("start", "<p>Anew.</p>", "Mulai"),
        ("then", "<p>More.</p>", "Lalu"),
    ]
    change = last_change("guide:help")
    assert change
    assert change.by == cast.editor


@pytest.mark.parametrize(
    ("person", "may_import", "may_export"),
    [
        ("editor", True, True),
        ("reviewer", False, True),
        ("auditor", False, True),
        ("translator", False, False),
    ],
)
def test_only_who_has_the_right_imports_and_exports(
    person: str, may_import: bool, may_export: bool, cast: Cast, rf: RequestFactory
) -> None:
    screens = GuidesByFile(Guide, admin.site)
    request = rf.get("/")
    request.user = getattr(cast, person)
    assert screens.has_import_permission(request) is may_import
    assert screens.has_export_permission(request) is may_export


def test_an_import_that_fails_after_its_preview_does_not_thank(rf: RequestFactory) -> None:
    said: list[str] = []
    request: Any = rf.post("/admin/guides/guide/process_import/")
    request._messages = SimpleNamespace(add=lambda _level, text, _tags: said.append(text))
    failed = SimpleNamespace(has_errors=lambda: False, has_validation_errors=lambda: True)

    answer = GuidesByFile(Guide, admin.site).process_result(failed, request)

    assert said == ["Nothing was imported: the content has changed since the preview. Try again."]
    assert answer["Location"] == "/admin/guides/guide/import/"
