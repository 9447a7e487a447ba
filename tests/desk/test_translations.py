"""The matrix of all translations says what is open in each language, and leads to the fields."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.desk.content.lists import ListRow
from cms.desk.home import _counts
from cms.desk.publication_status import PublicationStatus, Stage
from cms.publishing.changes import record_change
from cms.publishing.models import Change
from cms.translations.marks import State
from cms.translations.models import Assignment
from guides.models import Guide
from tests.browser import NewWindow
from tests.desk.conftest import SignedIn, change_address
from tests.desk.test_lists import make_guide, make_helpline

ADDRESS = "/admin/translations/"


def lines(browser: Any, **asked: str) -> dict[str, dict[str, dict[str, int]]]:
    """By object and language, how many texts are in which state."""
    page = browser.get(ADDRESS, asked).context["page"]
    return {line.key: {cell.language: dict(cell.counts) for cell in line.cells} for line in page}


def test_each_cell_counts_the_texts_of_the_object_and_its_parts(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    Guide.objects.update(title_en="Being there")
    assert lines(signed_in(cast.editor)) == {
        "guide:helping": {"vi": {"ok": 3, "stale": 1}, "id": {"missing": 4}, "ar": {"missing": 4}}
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"guide:helping", "topic:sleep"}),
        ({"kind": "guide"}, {"guide:helping"}),
        ({"language": "vi"}, set()),
        ({"language": "vi", "state": "all"}, {"guide:helping", "topic:sleep"}),
        ({"language": "ar", "state": "stale"}, set()),
        ({"language": "ar", "state": "missing", "kind": "topic"}, {"topic:sleep"}),
        ({"language": "xx", "kind": "nothing"}, {"guide:helping", "topic:sleep"}),
    ],
)
def test_it_is_narrowed_by_language_kind_and_state(
    cast: Any,
    guide: Guide,
    topic: Any,
    signed_in: SignedIn,
    asked: dict[str, str],
    found: set[str],
) -> None:
    assert lines(signed_in(cast.editor), **asked).keys() == found


def test_what_waits_longest_stands_first_whatever_was_translated_since(
    cast: Any, guide: Guide, topic: Any, signed_in: SignedIn
) -> None:
    now = timezone.now()
    for number, (thing, field) in enumerate([(topic, "name_en"), (guide, "title_en")]):
        type(thing).objects.update(**{field: f"New {number}"})
        record_change(thing.object_key, by=cast.editor, fields=[field])
    Change.objects.filter(key="topic:sleep").update(at=now - timedelta(days=9))
    topic.refresh_from_db()
    topic.name_ind = "Tidur"
    topic.save()
    record_change(topic.object_key, by=cast.translator, fields=["name_ind"])
    assert list(lines(signed_in(cast.editor))) == ["topic:sleep", "guide:helping"]


def test_a_cell_leads_to_the_form_in_its_language(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.editor)
    cells = browser.get(ADDRESS).context["page"][0].cells
    assert [cell.address for cell in cells] == [
        f"{change_address(guide)}?language={code}" for code in ("vi", "id", "ar")
    ]
    assert browser.get(cells[1].address).context["start_language"] == "id"
    wrong = browser.get(f"{change_address(guide)}?language=xx")
    assert wrong.context["start_language"] == "en"


def test_a_translator_starts_with_the_language_that_is_theirs(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    Assignment.objects.create(user=cast.translator, language="id")
    browser = signed_in(cast.translator)
    assert lines(browser) == {"guide:helping": {"id": {"missing": 4}}}
    assert set(lines(browser, language="")["guide:helping"]) == {"vi", "id", "ar"}


def test_it_asks_as_little_for_many_objects_as_for_few(cast: Any, signed_in: SignedIn) -> None:
    browser, counts = signed_in(cast.editor), []
    for first, after in ((0, 2), (2, 20)):
        for number in range(first, after):
            make_guide(number)
            make_helpline(number)
        browser.get(ADDRESS)
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(ADDRESS)
        assert len(page.context["page"].object_list) == 2 * after
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 40


def test_the_first_page_and_the_navigation_lead_there(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    home = signed_in(cast.editor).get(reverse("admin:index"))
    assert ADDRESS in [screen["address"] for screen in home.context["screens"]]
    rows = [row for section in home.context["sections"] for row in section.rows]
    assert f"{ADDRESS}?language=id&kind=guide&state=missing" in [row.address for row in rows]


@pytest.mark.django_db(transaction=True)
def test_a_cell_leads_to_the_first_text_that_is_to_be_done(
    cast: Any, guide: Guide, new_window: NewWindow
) -> None:
    Guide.objects.update(summary_en="What to say, and what not.")
    page = new_window(cast.editor).new_page()
    page.goto(f"{ADDRESS}?language=vi")
    page.locator(".board td a").click()
    focused = page.locator(":focus")
    assert focused.get_attribute("name") == "summary_vi"
    assert page.locator("#id_summary_ar").is_hidden()


def test_the_first_page_names_a_language_with_a_script_whole(
    cast: Any, guide: Guide, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ListRow(
        PublicationStatus(stage=Stage.DRAFT), (("zh-hans", State.STALE), ("vi", State.OK))
    )
    monkeypatch.setattr(
        "cms.desk.home.rows_for", lambda things: {thing.pk: row for thing in things}
    )
    _counts.cache_clear()
    shown = signed_in(cast.editor).get("/admin/").content.decode()
    _counts.cache_clear()
    assert "?language=zh-hans&amp;kind=guide&amp;state=stale" in shown
