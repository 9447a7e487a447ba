"""What staff do in a day, in the order of docs/editing.md."""

from urllib.parse import quote

from playwright.sync_api import Page

from tests.screenshots.camera import DESK, Camera

GUIDE = "Helping someone who is struggling"
SUMMARY = "You need no training to help. Be there, listen, and look for support together."
CHECKED = "helpline:vn-111"
BLOCKED = "helpline:gb-shout"
WORKERS_FOLLOW = 6_000
"""Milliseconds until every worker has said that it shows the latest entry."""


def take(camera: Camera) -> None:
    with camera.visitor(DESK) as page:
        page.goto("/accounts/login/")
        camera.keep(page, "sign-in")
    with camera.staff("editor") as page:
        _edit_and_translate(camera, page)
        _submit(camera, page)
        _check(camera, page)
        _try_a_query(camera, page)
    with camera.staff("reviewer") as page:
        _review_and_undo(camera, page)
    with camera.staff("editor2") as page:
        _block(camera, page)
    with camera.staff("reviewer2") as page:
        _correct_urgently(camera, page)


def _edit_and_translate(camera: Camera, page: Page) -> None:
    page.goto("/admin/guides/guide/")
    camera.keep(page, "list")
    page.get_by_role("link", name=GUIDE).click()
    page.locator("#id_summary_en").fill(SUMMARY)
    camera.keep(page, "edit")
    page.get_by_role("button", name="Save and continue editing").click()
    page.locator(".language-switch [data-language=vi]").click()
    camera.keep(page, "translate")


def _submit(camera: Camera, page: Page) -> None:
    page.get_by_role("link", name="Add to a release").click()
    page.get_by_label("Title of a new one").fill("A plainer summary")
    page.get_by_role("button", name="Add").click()
    page.get_by_text("Title and reason").click()
    page.get_by_label("Why this should go live").fill("Readers told us the old one was long.")
    page.get_by_text("Title and reason").locator("..").get_by_role("button", name="Store").click()
    camera.keep(page, "release")
    page.get_by_role("button", name="Submit for review").click()


def _check(camera: Camera, page: Page) -> None:
    page.goto(f"/admin/check/{quote(CHECKED)}/")
    page.get_by_label("How it was checked").fill("Called at 10:20; somebody answered at once.")
    camera.keep(page, "check")
    page.get_by_role("button", name="It works").click()


def _try_a_query(camera: Camera, page: Page) -> None:
    page.goto("/admin/interventions/term/try/")
    page.locator("main form [name=query]").fill("tự tử")
    page.locator("main form [name=locale]").select_option("vi")
    page.locator("main form [name=country]").select_option("VN")
    page.get_by_role("button", name="Try", exact=True).click()
    camera.keep(page, "try")


def _review_and_undo(camera: Camera, page: Page) -> None:
    camera.keep(page, "desk")
    page.get_by_role("link", name="A plainer summary").click()
    camera.keep(page, "review")
    for box in page.locator("[name=language]").all():
        box.check()
    for reason in page.locator("textarea[name^=reason-]").all():
        reason.fill("Read, and meant so.")
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("link", name="Undo").click()
    camera.keep(page, "undo")
    page.goto("/admin/log/")
    camera.keep(page, "log")


def _block(camera: Camera, page: Page) -> None:
    page.goto(f"/admin/block/{quote(BLOCKED)}/")
    page.get_by_label("all of it").check()
    page.get_by_label("Reason").fill("A caller reports that the number is out of service.")
    camera.keep(page, "block")
    page.get_by_role("button", name="Block at once").click()
    page.wait_for_timeout(WORKERS_FOLLOW)
    page.reload()
    camera.keep(page, "blocked")


def _correct_urgently(camera: Camera, page: Page) -> None:
    page.goto("/admin/partners/helpline/?q=telefonseelsorge")
    page.locator("#result_list tbody th a").click()
    page.locator("#id_if_no_answer_en").fill("Often busy: try again after ten minutes")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="Publish urgently").click()
    page.get_by_label("Reason").fill("The line has told us that it is busier this week.")
    camera.keep(page, "urgent")
