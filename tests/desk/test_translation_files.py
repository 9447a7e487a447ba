"""Translations leave and come back as files: a late one never lands on changed text."""

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.desk.imports.batches import differences
from cms.desk.imports.models import FileImport
from cms.desk.translate.files import TranslationRow
from cms.publishing.models import Change
from cms.tables.reports import RowFinding
from cms.tables.writers import XLSX
from cms.translations.marks import State, count_states, marks_of
from cms.translations.models import Assignment, Mark
from cms.translations.texts import passages_of
from guides.models import Guide, GuideSection
from tests.desk.conftest import SignedIn

Row = dict[str, str]


@pytest.fixture
def translator(cast: Any, signed_in: SignedIn) -> Client:
    Assignment.objects.create(user=cast.translator, language="id")
    Assignment.objects.create(user=cast.translator, language="vi")
    return signed_in(cast.translator)


def taken_out(browser: Client, language: str = "id", query: str = "") -> list[Row]:
    response = browser.get(f"{reverse('admin:translations_out', args=[language])}{query}")
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def brought_in(
    browser: Client, rows: list[Row], language: str = "id", encoding: str = "utf-8"
) -> FileImport:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    file = SimpleUploadedFile("from-the-agency.csv", text.getvalue().encode(encoding))
    response = browser.post(
        reverse("admin:translations_in"), {"language": language, "file": file}, follow=True
    )
    return FileImport.objects.get(pk=response.context["it"].pk)


def decide(browser: Client, staged: FileImport, what: str = "apply") -> None:
    assert browser.post(address(staged, what)).status_code == 302
    staged.refresh_from_db()


def address(staged: FileImport, action: str = "change") -> str:
    return reverse(f"admin:desk_fileimport_{action}", args=[staged.pk])


def changes(staged: FileImport) -> list[TranslationRow]:
    """What each text would say."""
    return [TranslationRow(*row.after or ()) for _place, row in differences(staged)]


def said(staged: FileImport) -> list[str]:
    return [RowFinding(*finding).sentence() for finding in staged.findings]


def stored() -> Any:
    return Guide.objects.get()


def section() -> Any:
    return GuideSection.objects.get()


def states(guide: Any, language: str) -> dict[State, int]:
    key = guide.object_key
    return dict(count_states(passages_of([guide])[guide.pk], marks_of([key])[key])[language])


def translated(rows: list[Row]) -> list[Row]:
    return [{**row, "translation": f"{number} – Bahasa"} for number, row in enumerate(rows)]


def test_a_file_goes_out_comes_back_and_is_applied_as_it_was_shown(
    cast: Any, guide: Any, translator: Client
) -> None:
    rows = translated(taken_out(translator))
    staged = brought_in(translator, rows)
    shown = [row.translation for row in changes(staged)]
    assert shown[:3] == [row["translation"] for row in rows][:3]
    guide.refresh_from_db()
    assert guide.title_ind is None
    decide(translator, staged)
    guide.refresh_from_db()
    assert staged.state == "applied"
    assert [guide.title_ind, guide.summary_ind] == ["0 – Bahasa", "1 – Bahasa"]
    assert guide.sections.get().body_ind == shown[3]
    assert states(guide, "id") == {State.OK: 4}
    change = Change.objects.latest("id")
    assert change.by == cast.translator
    assert {"title_ind", "guidesection.body_ind"} < set(change.fields)
    assert guide.revision == 1


def test_a_file_that_comes_back_untouched_changes_nothing(guide: Any, translator: Client) -> None:
    staged = brought_in(translator, taken_out(translator, "vi", "?all"), "vi")
    assert (staged.differs, staged.findings, staged.count("unchanged")) == (False, [], 4)


def test_only_what_is_to_be_done_goes_out_unless_all_is_asked_for(
    guide: Any, translator: Client
) -> None:
    Guide.objects.update(title_en="Being there")
    assert [(r["field"], r["state"]) for r in taken_out(translator, "vi")] == [("title", "stale")]
    assert len(taken_out(translator, "vi", "?all")) == 4


def test_a_late_file_does_not_land_on_changed_text(guide: Any, translator: Client) -> None:
    rows = translated(taken_out(translator))
    Guide.objects.update(title_en="Being there")
    staged = brought_in(translator, rows)
    assert len(changes(staged)) == 3
    [sentence] = said(staged)
    assert sentence.startswith("Line 2, column source_hash, “guide:helping title”: The source has")
    assert "Being there" in sentence
    decide(translator, staged)
    guide.refresh_from_db()
    assert (guide.title_ind, guide.summary_ind) == (None, "1 – Bahasa")


def test_a_file_does_not_overwrite_what_somebody_translated_meanwhile(
    guide: Any, translator: Client
) -> None:
    rows = translated(taken_out(translator))
    Guide.objects.update(title_ind="Terjemahan lain")
    staged = brought_in(translator, rows)
    assert changes(staged)[0].field == "summary"
    assert "Terjemahan lain" in said(staged)[0]


@pytest.mark.parametrize("field", ["title_en", "title_ind"])
def test_what_changes_between_showing_and_applying_stops_all_of_it(
    guide: Any, translator: Client, field: str
) -> None:
    staged = brought_in(translator, translated(taken_out(translator)))
    Guide.objects.update(**{field: "Changed meanwhile"})
    decide(translator, staged)
    assert staged.state == "staged"
    guide.refresh_from_db()
    assert guide.summary_ind is None
    assert not GuideSection.objects.exclude(heading_ind=None).exists()
    assert guide.revision == 0


def test_yes_in_still_right_keeps_a_translation_that_fits_its_new_source(
    guide: Any, translator: Client
) -> None:
    Guide.objects.update(title_en="Helping a friend.")
    assert states(stored(), "vi")[State.STALE] == 1
    rows = [{**row, "still_right": "yes"} for row in taken_out(translator, "vi")]
    decide(translator, brought_in(translator, rows, "vi"))
    assert states(stored(), "vi") == {State.OK: 4}


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("object", "guide:unknown", "There is no such text"),
        ("field", "title_vi", "There is no such text"),
        ("field", "slug", "There is no such text"),
        ("object", "nothing", "There is no such text"),
        ("language", "vi", "Give each language a file"),
        ("source_hash", "", "The source has changed"),
        ("translation", "x" * 500, "at most"),
        ("translation", "a\x00b", "control character"),
    ],
)
def test_a_row_that_can_not_land_is_named_and_left_out(
    guide: Any, translator: Client, column: str, cell: str, sentence: str
) -> None:
    first, *others = translated(taken_out(translator))
    staged = brought_in(translator, [*others, {**first, column: cell}])
    assert (len(changes(staged)), len(staged.findings)) == (3, 1)
    assert said(staged)[0].startswith("Line 5")
    assert sentence in said(staged)[0]


def test_a_text_that_comes_twice_is_taken_once(guide: Any, translator: Client) -> None:
    rows = translated(taken_out(translator))
    staged = brought_in(translator, [*rows, rows[0]])
    assert len(changes(staged)) == 4
    assert "Line 2 says the same; it is counted once." in said(staged)[0]


def test_rich_text_is_shown_as_it_will_be_stored(guide: Any, translator: Client) -> None:
    rows = taken_out(translator)
    rows[3]["translation"] = "<p>Luangkan waktu.</p><script>alert(1)</script>"
    staged = brought_in(translator, rows)
    assert changes(staged)[0].translation == "<p>Luangkan waktu.</p>"
    decide(translator, staged)
    assert section().body_ind == "<p>Luangkan waktu.</p>"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Choose a file"),
        (b"object,field\nguide:helping,title\n", "language"),
        (b"\x89PNG....", "PNG"),
        (b"".join(XLSX.write([("object",) * 17_000])), "There are too many cells"),
    ],
    ids=["empty", "no language", "picture", "wide workbook"],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(
    guide: Any, translator: Client, content: bytes, sentence: str
) -> None:
    data = {"language": "id", "file": SimpleUploadedFile("x.csv", content)}
    page = translator.post(reverse("admin:translations_in"), data, follow=True)
    assert sentence in page.content.decode()
    assert not FileImport.objects.exists()


def test_a_translator_takes_and_brings_assigned_languages_only(
    cast: Any, guide: Any, translator: Client, signed_in: SignedIn
) -> None:
    rows = taken_out(translator)
    for language in ("ar", "en", "xx"):
        assert translator.get(reverse("admin:translations_out", args=[language])).status_code == 404
        data = {"language": language, "file": SimpleUploadedFile("x.csv", b"object\n")}
        translator.post(reverse("admin:translations_in"), data)
    assert not FileImport.objects.exists()
    staged = brought_in(translator, translated(rows))
    Assignment.objects.filter(language="id").delete()
    assert translator.post(address(staged, "apply")).status_code == 404
    assert stored().title_ind is None


def test_an_import_is_for_whoever_brought_it(
    cast: Any, guide: Any, translator: Client, signed_in: SignedIn
) -> None:
    staged = brought_in(translator, translated(taken_out(translator)))
    for person in (cast.editor, cast.auditor, cast.admin):
        assert signed_in(person).get(address(staged)).status_code == 404


def test_an_import_is_applied_once_and_not_after_it_was_discarded(
    guide: Any, translator: Client
) -> None:
    staged = brought_in(translator, translated(taken_out(translator)))
    decide(translator, staged, "discard")
    decide(translator, staged)
    assert (staged.state, stored().title_ind) == ("discarded", None)
    again = brought_in(translator, translated(taken_out(translator)))
    marks = Mark.objects.count()
    decide(translator, again)
    decide(translator, again)
    assert Mark.objects.count() == marks + 4


def test_a_file_in_another_encoding_is_taken_with_a_note(guide: Any, translator: Client) -> None:
    rows = [{**row, "translation": "Pé"} for row in taken_out(translator)]
    staged = brought_in(translator, rows, encoding="cp1252")
    assert (len(changes(staged)), staged.finding_counts) == (4, {"note": 1})
    assert "Windows-1252" in said(staged)[0]


def test_what_was_applied_can_be_taken_back_with_its_marks(guide: Any, translator: Client) -> None:
    Guide.objects.update(title_en="Helping a friend.")
    before = states(stored(), "vi")
    rows = [{**row, "still_right": "yes"} for row in taken_out(translator, "vi")]
    rows += [
        {**row, "translation": "Cần làm gì."} for row in taken_out(translator, "vi", "?all")[1:2]
    ]
    staged = brought_in(translator, rows, "vi")
    decide(translator, staged)
    assert (stored().summary_vi, states(stored(), "vi")) == ("Cần làm gì.", {State.OK: 4})
    decide(translator, staged, "undo")
    assert staged.state == "undone"
    assert (stored().summary_vi, states(stored(), "vi")) == ("Nên nói gì.", before)
