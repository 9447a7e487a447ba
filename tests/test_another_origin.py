"""A site of somebody else, in a real browser, made of the API's answers alone."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from campaigns.documents import CampaignDocument, NoticeDocument
from cms.publishing.catalog import Catalog
from tests.browser import NewWindow
from tests.public import DAY_OF_CAMPAIGNS

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]

SITE = """<!doctype html><meta charset="utf-8"><title>A platform</title>
<main id="card"></main><main id="programme"></main><main id="series"></main>
<script>
const tell = event => { document.title = `${event.reason ?? event.message}`; };
addEventListener("error", tell);
addEventListener("unhandledrejection", tell);
</script>
<script type="module">
const { api, lang, country, query } = ASKED;
const at = path => new URL(path, api).href;
const get = async path => (await fetch(at(path))).json();
const best = text => text[lang] ?? text.en;
const add = (place, tag, said) => {
  const made = document.createElement(tag);
  if (typeof said === "string") made.textContent = said; else Object.assign(made, said);
  return document.getElementById(place).appendChild(made);
};
const picture = (place, image, alt) => {
  const { address, width, height } = image.renditions.find(one => one.format === "webp");
  add(place, "img", { src: at(address), width, height, alt });
};
const body = JSON.stringify({ query, locale: lang, country });
const headers = { "Content-Type": "application/json" };
const match = await (await fetch(at("/api/v1/match"), { method: "POST", headers, body })).json();
const called = Object.fromEntries(match.topics.map(topic => [topic.key, topic.name]));
add("card", "h2", called[match.topic]);
for (const { notice, heading, message, offers } of match.interventions) {
  if (notice) add("card", "aside", `${notice.title} ${notice.summary} ${notice.notice_kind}`);
  add("card", "h3", heading);
  add("card", "p", message);
  for (const offer of offers) {
    add("card", "a", { href: at(offer.address), textContent: offer.title });
    if (offer.picture) picture("card", offer.picture, offer.picture.alt);
  }
}
for (const line of match.help)
  for (const { dial, href } of line.channels)
    add("card", "a", { className: "line", href, textContent: `${line.name} ${dial}` });
const campaigns = await get(`/api/v1/campaigns?lang=${lang}&country=${country}`);
const campaign = campaigns.find(one => one.slug === "in-app-programme");
const { images, topics, partners, guides, series } = campaign.included;
add("programme", "h1", best(campaign.title));
if (campaign.hero) picture("programme", images[campaign.hero], best(images[campaign.hero].alt));
for (const key of campaign.topics) add("programme", "span", best(topics[key].name));
for (const key of [...campaign.partners, ...campaign.markets.flatMap(one => one.partners)])
  add("programme", "cite", best(partners[key].name));
for (const item of campaign.items) {
  const [kind, key] = item.target.split(":");
  const target = { guide: guides, series, partner: partners }[kind]?.[key];
  const name = target && best(target.title ?? target.name);
  add("programme", "li", [best(item.heading), name].filter(Boolean).join(" "));
}
const voices = await get(`/api/v1/series/october-voices?lang=${lang}`);
const { poster, notice } = voices.series;
add("series", "h1", best(voices.series.title));
add("series", "aside", best(voices.included.notices[notice].heading));
picture("series", voices.included.images[poster], best(voices.included.images[poster].alt));
const video = voices.videos.find(one => one.clip && one.captions.length);
add("series", "cite", voices.included.creators[video.creator].name);
const player = add("series", "video", { crossOrigin: "anonymous", preload: "auto", muted: true });
const { address, language } = video.captions[0];
const track = Object.assign(document.createElement("track"), { src: at(address) });
track.srclang = language;
player.append(track);
track.track.mode = "hidden";
player.src = at(video.clip.address);
document.title = "All there";
</script>"""


@dataclass
class Elsewhere:
    """A server of another site, on a port of its own."""

    server: ThreadingHTTPServer
    page: bytes = b""

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.server.server_port}"


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(site.page)

        def log_message(self, *_said: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        site = Elsewhere(server)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield site
        server.shutdown()
        thread.join()


def shown(new_window: NewWindow, site: Elsewhere, **asked: str) -> Page:
    """The site, once it has made itself of what it was answered, or could not."""
    site.page = SITE.replace("ASKED", json.dumps(asked)).encode()
    page = new_window().new_page()
    page.goto(site.origin)
    page.wait_for_function("document.title !== 'A platform'")
    return page


@time_machine.travel(DAY_OF_CAMPAIGNS)
@pytest.mark.parametrize(
    ("lang", "country", "query"), [("vi", "VN", "tự tử"), ("en", "US", "i want to die")]
)
def test_a_site_elsewhere_shows_it_all_from_the_api_alone(
    new_window: NewWindow,
    live_server: LiveServer,
    elsewhere: Elsewhere,
    seeded: Catalog,
    settings: Any,
    lang: str,
    country: str,
    query: str,
) -> None:
    settings.API_ORIGINS = frozenset({elsewhere.origin})
    asked = {"api": live_server.url, "lang": lang, "country": country, "query": query}
    page = shown(new_window, elsewhere, **asked)
    assert page.title() == "All there"
    live = seeded.current()
    notices = [live.one(NoticeDocument, key) for key in ("results-may-hurt", "stories-of-suicide")]
    for place, notice in zip(("#card", "#series"), notices, strict=True):
        assert notice is not None
        expect(page.locator(f"{place} aside")).to_contain_text(notice.heading.root[lang])
    assert page.locator("#card .line").first.get_attribute("href")
    campaign = live.one(CampaignDocument, "in-app-programme")
    assert campaign is not None
    expect(page.locator("#programme h1")).to_have_text(campaign.title.root[lang])
    here = [item for item in campaign.items if not item.markets or country in item.markets]
    assert page.locator("#programme li").count() == len(here) < len(campaign.items)
    assert page.locator("#programme cite").count() > 0
    page.wait_for_function("[...document.images].every(one => one.naturalWidth > 0 && one.alt)")
    assert page.locator("img").count() > 1
    page.wait_for_function("document.querySelector('track').track.cues?.length > 0")
    page.wait_for_function("document.querySelector('video').videoWidth > 0")
    words = page.locator("body").inner_text()
    assert "undefined" not in words
    assert page.context.cookies() == []


def test_a_site_that_is_not_named_gets_nothing(
    new_window: NewWindow,
    live_server: LiveServer,
    elsewhere: Elsewhere,
    seeded: Catalog,
    settings: Any,
) -> None:
    settings.API_ORIGINS = frozenset({"https://app.example"})
    asked = {"api": live_server.url, "lang": "en", "country": "US", "query": "i want to die"}
    page = shown(new_window, elsewhere, **asked)
    assert "Failed to fetch" in page.title()
    assert page.locator("#card").inner_text() == ""
