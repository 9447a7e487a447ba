"""Every kind of public page in Chromium: rules of accessibility, width, size of text."""

import pytest
from playwright.sync_api import BrowserContext

from public.tests.test_oldest_browsers import sheet_of_old
from tests.browser import Look, NewWindow, too_wide, troubles
from tests.public import LANGUAGES, PAGES

pytestmark = [
    # The live server wants a database, the pages ask none.
    pytest.mark.django_db,
    pytest.mark.anywhere,
    pytest.mark.usefixtures("seeded"),
]


NARROW = {"width": 320, "height": 640}
LOOKS: dict[str, tuple[Look, ...]] = {
    "en": ((320, "light"), (1280, "dark")),
    "vi": ((1280, "light"),),
    "id": ((320, "dark"),),
    "ar": ((320, "dark"), (1280, "light")),
}
"""Every page in both widths with both colour schemes, and in every language."""


@pytest.fixture
def narrow(new_window: NewWindow) -> BrowserContext:
    return new_window(viewport=NARROW)


class Eye:
    """Looks at one page after the other, with every detail of it open."""

    def __init__(self, window: BrowserContext) -> None:
        self.page = window.new_page()
        self._session = window.new_cdp_session(self.page)
        self.found: list[str] = []

    def look(self, looks: tuple[Look, ...]) -> None:
        self.page.evaluate(
            "document.querySelectorAll('main details').forEach(part => part.open = true)"
        )
        self.found += troubles(self.page, looks)
        self._look_enlarged()

    def _look_enlarged(self) -> None:
        """On an old phone, with text at 200 % as somebody sets it in their browser."""
        self.page.set_viewport_size({"width": 320, "height": 640})
        self._enlarge(32)
        size = self.page.evaluate("getComputedStyle(document.documentElement).fontSize")
        assert size == "32px"
        self.found += [f"{self.page.url}, large: {trouble}" for trouble in too_wide(self.page)]
        self._enlarge(16)

    def _enlarge(self, size: int) -> None:
        self._session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_for_everyone(narrow: BrowserContext, language: str) -> None:
    eye = Eye(narrow)
    for path in PAGES:
        eye.page.goto(f"/{language}/{path}")
        eye.look(LOOKS[language])
    eye.page.goto(f"/{language}/search/")
    for query in ("suicide", "zzzqqq", ""):
        eye.page.fill("#q", query)
        with eye.page.expect_navigation():
            eye.page.click(".search-form button")
        eye.look(LOOKS[language])
    assert eye.found == []


def test_every_target_is_as_large_as_a_thumb(narrow: BrowserContext) -> None:
    """But links inside sentences, which may be as small as their text."""
    page = narrow.new_page()
    page.goto("/en/help/GB/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, .button, nav a, .places a, summary")]
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
        assert list(too_wide(page)) == [], path
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
    order = ("Skip to the content", "Help now", "Helplines: United Kingdom", "999", "116 123")
    places = [words.index(part) for part in order]
    assert places == sorted(places)
    assert words.count("Can't talk right now?") == 1


def test_a_page_without_its_pictures_stays_calm(narrow: BrowserContext) -> None:
    narrow.route("**/media/**", lambda route: route.abort())
    page = narrow.new_page()
    for path in ("guides/helping-someone/", "series/october-voices/linh-one-message/"):
        page.goto(f"/en/{path}")
        assert list(too_wide(page)) == []
        assert page.locator("h1").is_visible()
