"""A browser of a chosen size, language and colour scheme, and what it saw as a small WebP."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.server import PASSWORD

QUALITY = 78


@dataclass(frozen=True)
class Look:
    """How somebody looks at the site."""

    width: int
    height: int
    scale: float = 1
    language: str = "en"
    scheme: Literal["light", "dark"] = "light"


DESK = Look(1280, 860)


@dataclass(frozen=True)
class Camera:
    browser: Browser
    address: str
    folder: Path

    @contextmanager
    def visitor(self, look: Look) -> Iterator[Page]:
        """Somebody who has never been here."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": look.width, "height": look.height},
            device_scale_factor=look.scale,
            locale=look.language,
            color_scheme=look.scheme,
            reduced_motion="reduce",
        )
        yield context.new_page()
        context.close()

    @contextmanager
    def staff(self, name: str) -> Iterator[Page]:
        """One of the demonstration's accounts, signed in."""
        with self.visitor(DESK) as page:
            page.goto("/accounts/login/")
            page.get_by_label("Username").fill(name)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.wait_for_url("**/admin/")
            yield page

    def keep(self, page: Page, name: str) -> None:
        page.wait_for_load_state("networkidle")
        picture = Image.open(BytesIO(page.screenshot(animations="disabled")))
        picture.convert("RGB").save(self.folder / f"{name}.webp", quality=QUALITY, method=6)
