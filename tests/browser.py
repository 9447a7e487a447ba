"""The machine's own Chromium, and accessibility checks in it."""

import shutil
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.needs import absent

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


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        absent("browser", "apt-get install chromium")
    return {**browser_type_launch_args, "executable_path": path, "args": list(QUIET)}


def accessibility_problems(page: Page) -> list[str]:
    """One line for each rule broken, naming the first element; wants an empty list."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": list(AXE_RULES), "resultTypes": ["violations"], "preload": False}
    found: list[str] = page.evaluate(
        "options => axe.run(options).then(done => done.violations.map("
        "broken => `${broken.id}: ${broken.help}: ${broken.nodes[0].html}`))",
        options,
    )
    return found
