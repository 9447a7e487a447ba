"""Every kind of public page in Chromium: rules of accessibility, width, size of text."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from public.tests.test_oldest_browsers import sheet_of_old
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


def problems(page: Page, address: str) -> list[str]:
    """In both themes and widths. A page is loaded once: its styles alone tell them apart."""
    found = []
    open_everything(page)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            look = f"{address} {width} {scheme}"
            found += [f"{look}: {problem}" for problem in accessibility_problems(page)]
        if (excess := excess_width(page)) > 0:
            found.append(f"{address} {width}: {excess} pixels too wide")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_accessible(narrow: BrowserContext, language: str) -> None:
    page, found = narrow.new_page(), []
    for path in PAGES:
        page.goto(f"/{language}/{path}")
        found += problems(page, f"/{language}/{path}")
    page.goto(f"/{language}/search/")
    for query in ("suicide", "zzzqqq", ""):
        page.fill("#q", query)
        page.click(".search-form button")
        page.wait_for_load_state()
        found += problems(page, f"/{language}/search/ for {query}")
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_twice_as_large_still_fits_an_old_phone(narrow: BrowserContext, language: str) -> None:
    page = narrow.new_page()
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


def test_the_oldest_browsers_lose_only_polish(narrow: BrowserContext) -> None:
    sheet = sheet_of_old()
    narrow.route("**/style/*", lambda route: route.fulfill(body=sheet, content_type="text/css"))
    page = narrow.new_page()
    for path in PAGES:
        page.goto(f"/ar/{path}")
        assert excess_width(page) <= 0, path
        assert page.locator(".leave").is_visible()
    page.goto("/ar/campaigns/october-mental-health/")
    sizes = page.eval_on_selector_all("main img", "all => all.map(image => image.clientHeight)")
    assert max(sizes) < 400


def test_without_any_style_a_page_reads_from_top_to_bottom(narrow: BrowserContext) -> None:
    """As in a text browser: the way to help comes first, and nothing is said twice."""
    narrow.route("**/style/*", lambda route: route.abort())
    page = narrow.new_page()
    page.goto("/en/help/GB/")
    words = page.locator("body").inner_text()
    order = ("Skip to the content", "Help now", "Help lines: United Kingdom", "116 123", "999")
    places = [words.index(part) for part in order]
    assert places == sorted(places)
    assert words.count("Can't talk right now?") == 1


def test_a_page_without_its_pictures_stays_calm(narrow: BrowserContext) -> None:
    narrow.route("**/media/**", lambda route: route.abort())
    page = narrow.new_page()
    for path in ("guides/helping-someone/", "series/october-voices/linh-one-message/"):
        page.goto(f"/en/{path}")
        assert excess_width(page) <= 0
        assert page.locator("h1").is_visible()
