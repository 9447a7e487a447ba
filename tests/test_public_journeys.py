"""The ways people take, in a real browser: by keyboard, without script, and out in a hurry."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request
from pytest_django.live_server_helper import LiveServer

from campaigns.tests.test_watching import elsewhere
from tests.browser import NewWindow
from tests.public import LANGUAGES, PAGES

__all__ = ["elsewhere"]
pytestmark = [pytest.mark.django_db, pytest.mark.anywhere, pytest.mark.usefixtures("seeded")]

ELSEWHERE = "https://*.wikipedia.org/**"
Visiting = Callable[..., Page]


@pytest.fixture
def visiting(new_window: NewWindow) -> Visiting:
    """Opens a page at an address; the neutral site that people leave to is answered here."""

    def visit(path: str, **options: Any) -> Page:
        window = new_window(**options)
        window.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Elsewhere</title>"))
        page = window.new_page()
        page.goto(path)
        return page

    return visit


def reach(page: Page, selector: str) -> None:
    """Tab, tab, tab, to the element."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by keyboard")


def press_until(page: Page, selector: str) -> None:
    reach(page, selector)
    page.keyboard.press("Enter")


def enlarge(page: Page) -> None:
    """Text at 200 %, as somebody sets it in their browser."""
    sizes = {"fontSizes": {"standard": 32, "fixed": 26}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", sizes)


@pytest.mark.parametrize("is_large", [False, True], ids=["", "200-percent"])
def test_from_home_to_a_line_it_is_two_activations_by_keyboard(
    visiting: Visiting, *, is_large: bool
) -> None:
    page = visiting("about:blank", viewport={"width": 320, "height": 640})
    if is_large:
        enlarge(page)
    page.goto("/vi/")
    press_until(page, 'a[href="/vi/?country=VN#help-heading"]')
    page.wait_for_url("**/vi/?country=VN**")
    reach(page, '.lines a[href^="tel:"]')
    assert page.locator(":focus").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_search_watching_captions_and_leaving_go_by_keyboard_with_large_text(
    visiting: Visiting,
) -> None:
    page = visiting("about:blank", viewport={"width": 320, "height": 640})
    enlarge(page)
    page.goto("/vi/?country=VN")
    press_until(page, ".choice > summary")
    press_until(page, '.nav-narrow a[href^="/vi/search/"]')
    page.wait_for_url("**/vi/search/**")
    reach(page, "#q")
    page.keyboard.type("muon tu tu")
    page.keyboard.press("Enter")
    page.wait_for_selector("#results .help")
    press_until(page, '.card a[href^="/vi/series/october-voices/"]')
    page.wait_for_url("**/october-voices/?country=VN")
    press_until(page, ".cover > summary")
    press_until(page, '.cover a[href*="linh-one-message"]')
    page.wait_for_url("**/linh-one-message/?country=VN")
    reach(page, "video")
    captions = "[...document.querySelector('video').textTracks].filter(t => t.mode == 'showing')"
    assert page.evaluate(f"{captions}.map(track => track.language)") == ["vi"]
    for _time in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(ELSEWHERE)
    page.go_back()
    assert page.url.endswith("/vi/series/october-voices/?country=VN")


def test_the_start_is_short_on_a_phone(visiting: Visiting) -> None:
    page = visiting("about:blank", viewport={"width": 390, "height": 844})
    for language in LANGUAGES:
        page.goto(f"/{language}/")
        assert page.evaluate("document.documentElement.scrollHeight") < 4000, language


def test_the_first_key_leads_past_the_menu(visiting: Visiting) -> None:
    page = visiting("/en/guides/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


COVERED = """async () => {
  const leave = document.querySelector(".leave").getBoundingClientRect();
  const found = [];
  for (const part of document.querySelectorAll("main a, main button, main summary")) {
    if (!part.checkVisibility()) continue;
    part.scrollIntoView({ block: "nearest", behavior: "instant" });
    const { left, right, top, bottom } = part.getBoundingClientRect();
    const beside = right <= leave.left || left >= leave.right;
    const apart = beside || bottom <= leave.top || top >= leave.bottom;
    const middle = Math.min((top + bottom) / 2, top + 20);
    const seen = document.elementFromPoint((left + right) / 2, middle);
    if (!apart || !seen || seen.closest(".top")) found.push(part.outerHTML.slice(0, 120));
  }
  return found;
}"""
"""What is covered by the bar or its button once somebody has moved to it."""


@pytest.mark.parametrize("width", [320, 390, 768])
def test_leaving_covers_nothing_that_can_be_touched(visiting: Visiting, width: int) -> None:
    page = visiting("about:blank", viewport={"width": width, "height": 568})
    for path in ("/en/help/US/", "/ar/help/GB/", "/vi/guides/helping-someone/?country=VN"):
        page.goto(path)
        assert page.locator(".leave").is_visible()
        assert page.evaluate(COVERED) == []
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        assert page.locator(".leave").evaluate("part => part.getBoundingClientRect().top") >= 0
    enlarge(page)
    page.goto("/id/help/GB/")
    assert page.evaluate(COVERED) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_help_is_on_the_first_screen_of_a_small_phone(
    visiting: Visiting, language: str
) -> None:
    page = visiting("about:blank", viewport={"width": 320, "height": 568})
    for path in ("", "help/US/", "help/VN/", "topics/suicide/", "topics/self-harm/"):
        page.goto(f"/{language}/{path}?country=GB")
        first = page.locator('.help a[href^="tel:"]').first
        assert first.evaluate("part => part.getBoundingClientRect().bottom") <= 568, path
    page.goto(f"/{language}/guides/")
    bar = page.locator(".nav-help").bounding_box()
    assert bar is not None
    assert bar["y"] + bar["height"] <= 60


def test_where_the_keyboard_is_can_be_seen(visiting: Visiting) -> None:
    page = visiting("/en/help/GB/")
    for _press in range(30):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "getComputedStyle(document.activeElement.closest('.card') ?? document.activeElement)"
            ".outlineWidth"
        )
        assert outline == "3px"


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_search_then_watch_then_leave(visiting: Visiting, *, scripts: bool) -> None:
    page = visiting(
        "/vi/?country=VN", viewport={"width": 320, "height": 640}, java_script_enabled=scripts
    )
    page.click(".choice > summary")
    page.click(".nav-narrow >> text=Tìm kiếm")
    page.fill("#q", "tự tử")
    page.click(".search-form button")
    page.locator('.line a[href="tel:0963061414"]').first.wait_for()
    page.click('.card a[href^="/vi/series/october-voices/"]')
    page.click(".cover summary")
    page.click('.cover a[href*="linh-one-message"]')
    video = page.locator("video")
    assert video.get_attribute("preload") == "none"
    assert video.get_attribute("muted") is not None
    assert video.locator("track[default]").get_attribute("srclang") == "vi"
    page.click(".leave")
    page.wait_for_url(ELSEWHERE)
    page.go_back()
    # With script the player's own place in the history was taken.
    assert page.locator("video").count() == (0 if scripts else 1)


def test_captions_are_on_and_the_sound_is_off(visiting: Visiting) -> None:
    page = visiting("/en/series/october-voices/linh-one-message/")
    modes = page.evaluate("[...document.querySelector('video').textTracks].map(t => t.mode)")
    assert modes.count("showing") == 1
    assert page.evaluate("document.querySelector('video').muted") is True
    assert page.evaluate("document.querySelector('video').autoplay") is False


def test_nothing_of_a_video_is_loaded_before_it_is_chosen(visiting: Visiting) -> None:
    page = visiting("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/vi/series/october-voices/")
    page.click(".cover summary")
    page.wait_for_load_state("networkidle")
    assert [address for address in asked if address.endswith((".mp4", ".webm", ".vtt"))] == []


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_back_asks_nobody_to_send_the_words_again(visiting: Visiting, *, scripts: bool) -> None:
    """It opens the empty form; without script the results, which do not repeat the words."""
    page = visiting("/en/search/", java_script_enabled=scripts)
    page.fill("#q", "hope")
    page.click(".search-form button")
    page.click(".results a >> nth=0")
    page.go_back()
    assert page.url.endswith("/en/search/")
    assert page.locator(".results").count() == (0 if scripts else 1)
    assert page.input_value("#q") == ""


@pytest.mark.parametrize("way", ["button", "keys"])
def test_leaving_covers_the_page_and_takes_its_place(visiting: Visiting, way: str) -> None:
    page = visiting("/en/")
    page.goto("/en/guides/helping-someone/")
    sent: list[Request] = []
    page.on("request", lambda r: sent.append(r) if "wikipedia" in r.url else None)
    if way == "button":
        page.click(".leave")
    else:
        for _time in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(ELSEWHERE)
    assert "referer" not in sent[0].headers
    page.go_back()
    assert page.url.endswith("/en/")


def test_shift_in_ordinary_typing_does_not_leave(visiting: Visiting) -> None:
    page = visiting("/en/search/")
    page.focus("#q")
    for letter in "ABC":
        page.keyboard.press(f"Shift+{letter}")
    assert page.url.endswith("/en/search/")
    assert page.locator("html.left").count() == 0


def test_without_script_the_button_is_a_link(visiting: Visiting) -> None:
    page = visiting("/vi/guides/", java_script_enabled=False)
    page.click(".leave")
    page.wait_for_url(ELSEWHERE)


def test_nothing_is_stored_and_nobody_else_is_asked(
    visiting: Visiting, live_server: LiveServer
) -> None:
    page = visiting("/en/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(f"/en/{path}")
    assert {address.split("/")[2] for address in asked} == {live_server.url.split("/")[2]}
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0


def test_every_page_says_the_same_without_script(visiting: Visiting) -> None:
    with_script = visiting("/en/")
    without = visiting("/en/", java_script_enabled=False)
    different = []
    for path in PAGES:
        words = []
        for page in (with_script, without):
            page.goto(f"/en/{path}")
            words.append(page.locator("main").inner_text().replace("\nCopy", ""))
        if words[0] != words[1]:
            different.append(path)
    assert different == []


def test_saying_that_a_number_did_not_work_leads_to_others(visiting: Visiting) -> None:
    page = visiting("/en/help/GB/?country=GB", java_script_enabled=False)
    page.click(".line details:has(form) summary >> nth=0")
    page.click("text=This number did not work >> nth=0")
    page.wait_for_url("**/en/help/thanks/*/?country=GB")
    assert page.locator(".line").count() >= 1
    page.go_back()
    assert page.url.endswith("/en/help/GB/?country=GB")


def test_a_message_for_a_friend_is_copied(visiting: Visiting, live_server: LiveServer) -> None:
    page = visiting("about:blank")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page.goto("/en/help/GB/")
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("blockquote.copy").inner_text()


def test_a_page_is_shared_by_its_plain_address(visiting: Visiting, live_server: LiveServer) -> None:
    page = visiting("about:blank")
    page.add_init_script("navigator.share = async (what) => { window.handedOn = what; }")
    page.goto("/en/guides/helping-someone/?country=GB")
    page.get_by_text("Share this page").click()
    page.get_by_role("button", name="Share in another way").click()
    assert page.evaluate("handedOn") == {"url": f"{live_server.url}/en/guides/helping-someone/"}


def test_a_card_on_paper_has_the_numbers_and_nothing_around_them(visiting: Visiting) -> None:
    page = visiting("/en/help/GB/card/")
    page.emulate_media(media="print")
    assert page.locator(".keep").is_visible()
    assert "116 123" in page.locator("body").inner_text()
    for around in (".leave", ".nav-help", ".choice", ".foot", ".no-print"):
        assert not page.locator(around).first.is_visible()


TALLER_THAN_A_PAGE = """() => [...document.querySelectorAll("main *")]
    .filter((part) => getComputedStyle(part).breakInside === "avoid")
    .filter((part) => part.getBoundingClientRect().height > 900)
    .map((part) => part.className)"""
"""What may not be broken and fits on no page would leave the page before it empty."""


@pytest.mark.parametrize("path", ["en/help/US/", "en/help/VN/", "ar/help/GB/", "id/help/AU/"])
def test_the_help_of_a_country_is_printed_on_one_sheet(visiting: Visiting, path: str) -> None:
    page = visiting(f"/{path}", viewport={"width": 718, "height": 1000})
    sheet = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    page.emulate_media(media="print")
    for part in page.locator(".on-paper").all():
        assert part.is_visible()
    assert not page.locator(".state").first.is_visible()
    assert not page.locator(".hours").first.is_visible()
    button = page.locator('.line a[href^="tel:"]').first
    assert button.evaluate("part => getComputedStyle(part).borderTopWidth") == "0px"


def test_a_guide_is_printed_without_an_empty_page(visiting: Visiting) -> None:
    page = visiting(
        "/en/guides/helping-someone/?country=GB", viewport={"width": 718, "height": 1000}
    )
    page.emulate_media(media="print")
    assert page.evaluate(TALLER_THAN_A_PAGE) == []
    top = page.locator("main h1").bounding_box()
    assert top is not None
    assert top["y"] < 200


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_a_platform_is_asked_only_after_the_choice_and_stays_in_its_frame(
    visiting: Visiting, *, scripts: bool
) -> None:
    page = visiting("about:blank", java_script_enabled=scripts)
    asked: list[Request] = []
    page.context.route(
        "https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="<p>A film")
    )
    page.on("request", lambda r: asked.append(r) if "youtube" in r.url else None)
    page.goto("/en/series/october-voices/linh-one-message/")
    assert asked == []
    page.click("text=Load the video")
    assert page.frame_locator("iframe").locator("p").inner_text() == "A film"
    assert "linh" not in asked[0].headers.get("referer", "")
    page.click("main .crumbs a")
    page.go_back()
    assert page.locator("h1").is_visible()
