"""Every kind of public page in Chromium: rules of accessibility, width, size of text."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import accessibility_problems
from tests.public import LANGUAGES, PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def narrow(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=live_server.url, viewport={"width": 320, "height": 640})
    yield context
    context.close()


def excess_width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(part => part.open = true)")


def problems_in_both_themes(page: Page, address: str) -> list[str]:
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{address} {scheme} {problem}" for problem in accessibility_problems(page)]
    if (excess := excess_width(page)) > 0:
        found.append(f"{address}: {excess} pixels too wide")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible(
    browser: Browser, live_server: LiveServer, language: str, width: int
) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 800}
    )
    page, found = context.new_page(), []
    for path in PAGES:
        page.goto(f"/{language}/{path}")
        open_everything(page)
        found += problems_in_both_themes(page, f"/{language}/{path}")
    page.goto(f"/{language}/search/")
    page.fill("#q", "suicide")
    page.click(".search-form button")
    page.wait_for_selector("#results")
    open_everything(page)
    found += problems_in_both_themes(page, f"/{language}/search/ with results")
    context.close()
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_twice_as_large_still_fits(narrow: BrowserContext, language: str) -> None:
    page = narrow.new_page()
    page.set_viewport_size({"width": 640, "height": 800})
    sizes = {"fontSizes": {"standard": 32, "fixed": 26}}
    narrow.new_cdp_session(page).send("Page.setFontSizes", sizes)
    too_wide = {}
    for path in PAGES:
        page.goto(f"/{language}/{path}")
        open_everything(page)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        if (excess := excess_width(page)) > 0:
            too_wide[path] = excess
    assert too_wide == {}


def test_every_target_is_as_large_as_a_thumb(narrow: BrowserContext) -> None:
    """But links inside sentences, which may be as small as their text."""
    page = narrow.new_page()
    page.goto("/en/help/GB/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, .button, nav a, .pills a, summary")]
            .filter(target => target.checkVisibility())
            .filter(target => target.getBoundingClientRect().height < 44)
            .map(target => target.outerHTML)"""
    )
    assert small == []


def test_a_page_without_its_pictures_stays_calm(narrow: BrowserContext) -> None:
    narrow.route("**/media/**", lambda route: route.abort())
    page = narrow.new_page()
    for path in ("guides/helping-someone/", "series/october-voices/linh-one-message/"):
        page.goto(f"/en/{path}")
        assert excess_width(page) <= 0
        assert page.locator("h1").is_visible()
