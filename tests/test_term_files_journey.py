"""Terms leave for a spreadsheet and come back: from the export to the API's new answer."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from playwright.sync_api import expect

from cms.library.models import Topic
from cms.publishing import catalog
from interventions.models import Term, TermList
from tests.browser import Desk, accessibility_problems
from tests.needs import absent

pytestmark = pytest.mark.django_db(transaction=True)

STRANGE = [
    *("=1+1", "-1", "@here", "'=quoted"),
    *('a "word", and; another', "two\nlines", "انتحار", "🖤"),
]


@pytest.fixture
def calc(tmp_path: Path) -> Callable[[Path, str], Path]:
    """Opens a file in LibreOffice Calc and saves it as another format."""
    program = shutil.which("localc") or shutil.which("libreoffice")
    if program is None:
        absent("office", "apt-get install libreoffice-calc")

    def save_as(path: Path, to: str) -> Path:
        folder = tmp_path / f"saved-{path.stem}"
        subprocess.run(  # noqa: S603  The machine's own LibreOffice, with our own file.
            [
                program,
                "--headless",
                f"-env:UserInstallation=file://{tmp_path}/profile",
                "--convert-to",
                to,
                "--outdir",
                str(folder),
                str(path),
            ],
            check=True,
            capture_output=True,
        )
        (saved,) = folder.iterdir()
        return saved

    return save_as


@pytest.fixture
def live(cast: Any, publish: Any) -> TermList:
    topic = Topic.objects.create(key="suicide", name_en="Suicide", priority=1, response="crisis")
    english = TermList.objects.create(key="suicide-en", topic=topic, locale="en")
    Term.objects.create(term_list=english, text="suicide", exceptions="suicide squad")
    for number, note in enumerate(STRANGE):
        Term.objects.create(term_list=english, text=f"unheard of {number}", note=note)
    publish(topic, english)
    return english


def response_to(query: str) -> str:
    catalog.catalog().refresh()
    asked = json.dumps({"query": query, "locale": "en", "country": "US"})
    answer = Client().post("/api/v1/match", asked, content_type="application/json")
    return str(answer.json()["response"])


def edited(path: Path) -> Path:
    """What the editor does in the sheet: one exception more, and one term more."""
    workbook = load_workbook(path)
    sheet: Any = workbook.active
    columns = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == "suicide":
            row[columns.index("exceptions")].value = "suicide squad;suicide prevention week"
    sheet.append(["end it all", "en", "suicide", "phrase"])
    changed = path.with_name("edited.xlsx")
    workbook.save(changed)
    return changed


def test_an_editor_changes_terms_in_calc_and_they_go_live_through_review(
    cast: Any,
    live: TermList,
    desk: Desk,
    calc: Callable[[Path, str], Path],
    tmp_path: Path,
) -> None:
    assert response_to("suicide prevention week") == "crisis"
    assert response_to("i want to end it all") == "none"

    editor = desk(cast.editor)
    editor.goto("/admin/interventions/term/")
    editor.get_by_role("link", name="Export").click()
    editor.get_by_label("Format").select_option("xlsx")
    with editor.expect_download() as download:
        editor.get_by_role("button", name="Download").click()
    exported = tmp_path / "terms.xlsx"
    download.value.save_as(exported)

    file = calc(edited(calc(exported, "xlsx")), "csv:Text - txt - csv (StarCalc):44,34,76")
    editor.goto("/admin/interventions/term/")
    editor.get_by_role("link", name="Import", exact=True).click()
    editor.get_by_role("button", name="File:").set_input_files(file)
    editor.get_by_role("button", name="Read the file").click()
    expect(editor.get_by_role("link", name="Changed (1)")).to_be_visible()
    expect(editor.get_by_role("link", name="Added (1)")).to_be_visible()
    expect(
        editor.get_by_text(f"{len(STRANGE) + 2} rows, {len(STRANGE)} of them unchanged")
    ).to_be_visible()
    expect(editor.get_by_role("insertion")).to_contain_text("suicide prevention week")
    assert accessibility_problems(editor) == []

    editor.get_by_role("button", name="Apply what is shown").click()
    expect(editor.get_by_text("Nothing of it is live before")).to_be_visible()
    assert response_to("i want to end it all") == "none"
    assert set(live.terms.exclude(note="").values_list("note", flat=True)) == set(STRANGE)

    editor.get_by_role("button", name="Put it into a release").click()
    editor.get_by_role("button", name="Submit for review").click()
    expect(editor.get_by_text("Submitted.")).to_be_visible()

    reviewer = desk(cast.reviewer)
    reviewer.goto("/admin/")
    reviewer.get_by_role("link", name="edited.csv").first.click()
    reviewer.get_by_role("checkbox").first.check()
    reviewer.get_by_role("button", name="Approve").click()
    expect(reviewer.get_by_text("Approved: entry")).to_be_visible()
    assert response_to("i want to end it all") == "crisis"
    assert response_to("suicide prevention week") == "none"


@pytest.mark.parametrize(
    "address",
    [
        "interventions/term/import/",
        "interventions/term/export/",
        "interventions/term/try/",
        "interventions/term/",
        "interventions/termlist/",
        "interventions/example/",
        "desk/fileimport/",
    ],
)
def test_no_page_of_terms_breaks_a_rule(
    cast: Any, live: TermList, desk: Desk, address: str
) -> None:
    page = desk(cast.editor)
    page.goto(f"/admin/{address}")
    if address == "interventions/term/try/":
        page.get_by_label("Query").fill("su1cide")
        page.get_by_role("button", name="Try").click()
        expect(page.locator("mark")).to_have_text("su1cide")
    assert accessibility_problems(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
