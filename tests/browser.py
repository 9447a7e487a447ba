"""The machine's own Chromium: windows of it, signed in or not, and accessibility checks in them."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.needs import absent
from tests.waiting import PATIENCE

# Nothing of the browser's own may leave the machine, and no page may either.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
AXE_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""All that colours can change, by name."""
MILLISECONDS = PATIENCE * 1000
expect.set_options(timeout=MILLISECONDS)

Look = tuple[int, Literal["light", "dark"]]
"""How wide a page is shown, and in which colours."""
NewWindow = Callable[..., BrowserContext]
Desk = Callable[[Any], Page]
"""Opens a window of the person's own, signed in, at the first page of the desk."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        absent("browser", "apt-get install chromium")
    return {**browser_type_launch_args, "executable_path": path, "args": list(QUIET)}


@pytest.fixture
def new_window(browser: Browser, live_server: LiveServer) -> Iterator[NewWindow]:
    """Opens windows that know nothing of each other, of a person who is signed in or of nobody."""
    windows: list[BrowserContext] = []

    def open_one(person: Any = None, **options: Any) -> BrowserContext:
        window = browser.new_context(base_url=live_server.url, **options)
        windows.append(window)
        window.set_default_timeout(MILLISECONDS)
        if person:
            client = Client()
            client.force_login(person)
            name = settings.SESSION_COOKIE_NAME
            session = client.cookies[name].value
            window.add_cookies([{"name": name, "value": session, "url": live_server.url}])
        return window

    yield open_one
    for window in windows:
        window.close()


@pytest.fixture
def page(new_window: NewWindow) -> Page:
    return new_window().new_page()


@pytest.fixture
def desk(new_window: NewWindow) -> Desk:
    def open_for(person: Any) -> Page:
        page = new_window(person).new_page()
        page.goto("/admin/")
        return page

    return open_for


def accessibility_problems(page: Page, rules: tuple[str, ...] = AXE_RULES) -> list[str]:
    """One line for each rule broken, naming the first element; wants an empty list.

    `rules` are all of some standards, or single ones by name.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": list(rules), "resultTypes": ["violations"], "preload": False}
    found: list[str] = page.evaluate(
        "options => axe.run(options).then(done => done.violations.map("
        "broken => `${broken.id}: ${broken.help}: ${broken.nodes[0].html}`))",
        options,
    )
    return found


AT_ONCE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { transition: none !important }");
  document.adoptedStyleSheets.push(sheet);
}"""


def troubles(page: Page, looks: Iterable[Look]) -> Iterator[str]:
    """What breaks a rule or is too wide. The page is loaded once: styles alone tell looks apart."""
    # Half-way from light to dark no contrast is as it will be.
    page.evaluate(AT_ONCE)
    widths: set[int] = set()
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        rules = COLOUR_RULES if width in widths else AXE_RULES
        widths.add(width)
        for trouble in (*accessibility_problems(page, rules), *too_wide(page)):
            yield f"{page.url}, {width} {scheme}: {trouble}"


WIDEST = """() => [...document.body.querySelectorAll("*")].findLast((part) => {
  const { left, right } = part.getBoundingClientRect();
  return left < 0 || right > innerWidth;
})?.outerHTML.slice(0, 200)"""


def too_wide(page: Page) -> Iterator[str]:
    """How far one can move the page sideways, and by what."""
    excess = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if excess > 0:
        yield f"{excess} pixels too wide: {page.evaluate(WIDEST)}"
