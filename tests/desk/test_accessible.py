"""No staff page breaks an accessibility rule: light, dark, narrow, or from right to left."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload, Page

from cms.desk.imports.kinds import kind_named
from cms.desk.imports.models import FileImport
from cms.desk.imports.stage import stage
from cms.desk.preview.models import PreviewLink
from cms.desk.translate.files import TranslationRow
from cms.publishing.compose import add_item, start_release
from cms.publishing.submit import submit
from cms.tables.writers import CSV
from tests.browser import Look, NewWindow, troubles

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.anywhere]

ADDRESSES = (
    "/admin/",
    "/admin/guides/guide/",
    "/admin/guides/guide/{guide}/change/",
    "/admin/guides/guide/{guide}/history/",
    "/admin/guides/guide/{guide}/history/compare/?from=entry-1",
    "/admin/guides/guide/add/",
    "/admin/guides/guide/import/?file=key,title_en%0Ahelping,Anew",
    "/admin/guides/guide/import/?file=key,title_en%0Abad key,",
    "/admin/guides/guide/export/",
    "/admin/translations/?state=all",
    "/admin/desk/fileimport/{translations}/change/",
    "/admin/releases/",
    "/admin/releases/{release}/",
    "/admin/releases/{release}/review/",
    "/admin/releases/{release}/changes/",
    "/admin/log/",
    "/admin/log/1/",
    "/admin/log/1/undo/",
    "/admin/proposals/",
    "/admin/block/{key}/",
    "/admin/preferences/",
    "/admin/preview/{key}/",
    "/admin/auth/user/",
)
LOOKS: dict[str, tuple[Look, ...]] = {
    "en": ((1280, "light"), (1280, "dark"), (320, "light")),
    "ar": ((320, "dark"),),
}


@pytest.fixture
def names(cast: Any, guide: Any, publish: Any) -> dict[str, Any]:
    """A published guide, changed and on its way through review again."""
    publish(guide)
    guide.title_en = "Being there for a friend"
    guide.save()
    release = start_release(title="A warmer title", by=cast.editor)
    add_item(release, guide.object_key, by=cast.editor)
    submit(release, by=cast.editor)
    PreviewLink.objects.create(
        scope=guide.object_key,
        note="The clinic",
        made_by=cast.editor,
        expires_at=timezone.now() + timedelta(days=1),
    )
    return {
        "guide": guide.pk,
        "release": release.pk,
        "key": guide.object_key,
        "translations": translations_of(guide, by=cast.admin).pk,
    }


def translations_of(guide: Any, *, by: Any) -> FileImport:
    """An import with a change, something that still holds, and a refusal."""
    kind = kind_named("translations-vi")
    first, second, *rest = [TranslationRow(*values) for values in kind.rows(())]
    rows = [
        first._replace(translation="Ở bên một người bạn"),
        second._replace(still_right="yes"),
        *(row._replace(source_hash="") for row in rest[:1]),
    ]
    file = b"".join(CSV.write([kind.columns.known, *rows]))
    return stage(BytesIO(file), "vi.csv", by=by, kind=kind)


def open_at(page: Page, address: str) -> None:
    """Opens the address, and hands in the file that it names."""
    path, _mark, content = address.partition("?file=")
    page.goto(path)
    if content:
        file = FilePayload(name="a.csv", mimeType="text/csv", buffer=unquote(content).encode())
        page.set_input_files("[name=file]", file)
        with page.expect_navigation():
            page.get_by_role("button", name="Read the file").click()


@pytest.mark.parametrize("language", LOOKS)
def test_no_page_of_the_desk_breaks_a_rule(
    cast: Any, names: dict[str, Any], new_window: NewWindow, language: str
) -> None:
    page = new_window(cast.admin, locale=language).new_page()
    found: list[str] = []
    for address in ADDRESSES:
        open_at(page, address.format(**names))
        found += troubles(page, LOOKS[language])
    assert found == []
