"""Pasting into the rich text editor, in a real browser."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from guides.models import GuideSection
from tests.browser import Desk
from tests.desk.conftest import change_address

pytestmark = pytest.mark.django_db(transaction=True)

DOCS = (
    '<b style="font-weight:normal;" id="docs-internal-guid-0"><h1><span style="font-weight:400">'
    'Signs</span></h1><p><span style="font-weight:400">Plain, </span><span style="font-weight:400;'
    'font-style:italic">slanted</span></p><table><tr><td>Day</td><td>Hours</td></tr></table></b>'
)
KEPT = "<h3>Signs</h3><p>Plain, <em>slanted</em></p><p>Day</p><p>Hours</p>"
PASTE = """(editor, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", "plain");
  editor.focus();
  document.getSelection().selectAllChildren(editor);
  editor.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def test_a_paste_from_google_docs_arrives_as_it_looked_and_is_saved_so(
    cast: Any, guide: Any, desk: Desk
) -> None:
    page = desk(cast.editor)
    page.goto(change_address(guide))
    editor = page.locator(".field-body_en .ProseMirror[role=textbox]").first
    editor.evaluate(PASTE, DOCS)
    expect(editor.locator("h3")).to_have_text("Signs")
    assert editor.locator("strong").count() == 0
    page.locator("[name=_save]").click()
    expect(page.locator(".messagelist")).to_be_visible()
    section: Any = GuideSection.objects.get()
    assert section.body_en == KEPT


def test_only_staff_may_ask_what_a_paste_becomes(cast: Any) -> None:
    client = Client()
    address = "/admin/library/topic/pasted/"
    assert client.post(address, {"html": DOCS}).status_code == 302
    client.force_login(cast.editor)
    assert client.post(address, {"html": DOCS}).content.decode() == KEPT
