"""No staff page breaks an accessibility rule: light, dark, narrow, or from right to left."""

from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page

from cms.desk.preview.models import PreviewLink
from cms.publishing.compose import add_item, start_release
from cms.publishing.submit import submit
from cms.translations.models import TranslationImport
from tests.browser import accessibility_problems

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]

ADDRESSES = (
    "/admin/",
    "/admin/guides/guide/",
    "/admin/guides/guide/{guide}/change/",
    "/admin/guides/guide/add/",
    "/admin/guides/guide/import/?file=key,title_en%0Ahelping,Anew",
    "/admin/guides/guide/import/?file=key,title_en%0Abad key,",
    "/admin/guides/guide/export/",
    "/admin/translations/?state=all",
    "/admin/translations/in/{translations}/",
    "/admin/releases/",
    "/admin/releases/{release}/",
    "/admin/releases/{release}/review/",
    "/admin/log/",
    "/admin/log/1/",
    "/admin/log/1/undo/",
    "/admin/proposals/",
    "/admin/block/{key}/",
    "/admin/preferences/",
    "/admin/preview/{key}/",
    "/admin/auth/user/",
)
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    "arabic": {"viewport": {"width": 320, "height": 640}, "locale": "ar", "color_scheme": "dark"},
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


def translations_of(guide: Any, *, by: Any) -> TranslationImport:
    """An import with a change, something that is kept, and a refusal."""
    change = {
        "line": 2,
        "key": guide.object_key,
        "field": "title",
        "source": "Being there for a friend",
        "before": "Giúp một người bạn",
        "after": "Ở bên một người bạn",
    }
    kept = {**change, "line": 3, "field": "summary", "after": change["before"]}
    return TranslationImport.objects.create(
        language="vi",
        name="vi.csv",
        rows=[change, kept],
        findings=[("blocks", "Line 4: too late.")],
        by=by,
    )


def window(browser: Browser, live_server: Any, person: Any, look: str) -> Page:
    client = Client()
    client.force_login(person)
    context = browser.new_context(base_url=live_server.url, **LOOKS[look])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    return context.new_page()


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_of_the_desk_breaks_a_rule(
    cast: Any, names: dict[str, Any], browser: Browser, live_server: Any, look: str
) -> None:
    page = window(browser, live_server, cast.admin, look)
    problems = {}
    for address in ADDRESSES:
        path, _mark, content = address.format(**names).partition("?file=")
        page.goto(path)
        if content:
            file: Any = {
                "name": "a.csv",
                "mimeType": "text/csv",
                "buffer": unquote(content).encode(),
            }
            page.set_input_files("[name=file]", file)
            page.get_by_role("button", name="Read the file").click()
        page.wait_for_load_state("networkidle")
        found = accessibility_problems(page)
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if found or width > 0:
            problems[address] = [*found, f"{width} px too wide"] if width > 0 else found
    page.context.close()
    assert problems == {}
