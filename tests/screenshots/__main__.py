import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import QUIET
from tests.screenshots import public, staff
from tests.screenshots.camera import Camera
from tests.server import ROOT, Server

FOLDER = ROOT / "docs" / "screenshots"


def main() -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("There is no Chromium: apt-get install chromium.")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data), f"sqlite://{data}/wellspring.sqlite3")
        server.prepare()
        with server.serving():
            browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
            camera = Camera(browser, server.address, FOLDER)
            public.take(camera)
            staff.take(camera)
            browser.close()
    size = sum(picture.stat().st_size for picture in FOLDER.glob("*.webp"))
    print(f"{len(list(FOLDER.glob('*.webp')))} pictures, {size / 1024:.0f} KB: {FOLDER}")  # noqa: T201


main()
