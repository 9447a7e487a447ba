"""What staff do again and again in a real browser."""

from playwright.sync_api import Page, expect


def submit_from(page: Page, title: str) -> None:
    """From an object's own form into a new release, and into review."""
    page.get_by_role("link", name="Add to a release").click()
    page.get_by_label("Title of a new one").fill(title)
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_text("Submitted.")).to_be_visible()


def approve(page: Page, title: str, *languages: str) -> None:
    """As somebody who read it in these languages, by their names, or in all."""
    page.get_by_role("link", name=title).first.click()
    for reason in page.get_by_role("textbox").all():
        if (reason.get_attribute("name") or "").startswith("reason-"):
            reason.fill("Read, and meant so.")
    boxes = [page.get_by_role("checkbox", name=language) for language in languages]
    for box in boxes or page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("Approved: entry")).to_be_visible()
