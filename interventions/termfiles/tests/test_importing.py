"""What a file does to what is stored: every status, all or nothing."""

from typing import Any

import pytest

from cms.desk.imports.apply import apply, discard, undo
from cms.desk.imports.models import FileImport
from cms.errors import Moved, Refused
from cms.library.models import Topic
from cms.publishing.changes import authors_since
from cms.publishing.displaced import Displaced
from cms.publishing.models import Change
from interventions.models import Term, TermList
from interventions.termfiles.tests.conftest import (
    HEADER,
    WHOLE_HEADER,
    Stage,
    export_csv,
    said,
    stored,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NEW = f"{HEADER}\nend it all,en,suicide,phrase,,\n"


def test_rows_are_sorted_by_what_they_do(staged: Stage, english: TermList) -> None:
    it = staged(
        f"{HEADER}\nsuicide,en,suicide,phrase,,suicide squad\n"
        "Kill  Myself,en,suicide,phrase,,kill myself laughing\nend it all,en,suicide,phrase,,\n"
    )
    assert it.counts == {"rows": 3, "unchanged": 1, "changed": 1, "added": 1}
    assert stored() == {
        ("suicide-en", "suicide", "suicide squad"),
        ("suicide-en", "kill myself", ""),
    }


def test_what_was_staged_is_applied(imported: Stage, english: TermList, somebody: Any) -> None:
    it = imported(
        f"{HEADER}\nsuicide,en,suicide,phrase,nofuzzy,\n{NEW[len(HEADER) :]}", by=somebody
    )
    assert it.state == FileImport.State.APPLIED
    assert stored() == {
        ("suicide-en", "suicide", ""),
        ("suicide-en", "kill myself", ""),
        ("suicide-en", "end it all", ""),
    }
    changed = Term.objects.get(folded="suicide")
    assert (changed.options, changed.note, changed.changed_by) == ("nofuzzy", "A", somebody)
    assert Change.objects.get(key="termlist:suicide-en").by == somebody
    assert TermList.objects.get().revision == 1


def test_who_uploaded_and_who_applied_it_are_both_its_authors(
    staged: Stage, english: TermList, cast: Cast
) -> None:
    apply(staged(NEW, by=cast.reviewer), by=cast.editor)
    assert set(authors_since("termlist:suicide-en", Displaced())) == {cast.reviewer, cast.editor}
    assert Change.objects.exclude(payload=None).get().by == cast.editor


def test_a_list_that_is_not_there_is_made(imported: Stage, topics: dict[str, Topic]) -> None:
    imported(f"{HEADER}\nself harm,en,self_harm,phrase,,\ndie hard,en,,allow,,\n")
    assert set(TermList.objects.values_list("key", "topic__key", "locale")) == {
        ("self-harm-en", "self_harm", "en"),
        ("general-en", None, "en"),
    }


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (",,,,", ("A", "", True)),
        ("soft,,,,", ("A", "soft", True)),
        (",,-,,", ("", "", True)),
        (",,other,no,", ("other", "", False)),
        (",,'-,,", ("-", "", True)),
    ],
)
def test_an_empty_optional_cell_keeps_and_a_hyphen_clears(
    imported: Stage, english: TermList, cells: str, expected: tuple[str, str, bool]
) -> None:
    imported(f"{WHOLE_HEADER}\nsuicide,en,suicide,phrase,,suicide squad,{cells}\n")
    term = Term.objects.get(folded="suicide")
    assert (term.note, term.response, term.is_active) == expected


def test_rows_that_the_file_lacks_stay_unless_it_replaces(
    imported: Stage, english: TermList, topics: dict[str, Topic]
) -> None:
    other = TermList.objects.create(key="distress-en", topic=topics["distress"], locale="en")
    Term.objects.create(term_list=other, text="so tired")
    imported(NEW)
    assert Term.objects.count() == 4
    it = imported(NEW, is_replacing=True)
    assert it.count("removed") == 2
    assert stored() == {("suicide-en", "end it all", ""), ("distress-en", "so tired", "")}


@pytest.mark.parametrize(
    "twin",
    ["SUICIDE", " suicide ", "ｓｕｉｃｉｄｅ", "suicide\u200b", "Suicide\u00a0"],
)
def test_spellings_of_one_term_are_one_term(staged: Stage, english: TermList, twin: str) -> None:
    it = staged(f'{HEADER}\n"{twin}",en,suicide,phrase,,suicide squad\n')
    assert it.count("added") == 0
    assert it.count("changed") + it.count("unchanged") == 1


def test_composed_and_decomposed_are_one_term(imported: Stage) -> None:
    imported(f"{HEADER}\ntự tử,vi,suicide,phrase,,\n")
    decomposed = "tu\u031b\u0323 tu\u031b\u0309"
    it = imported(f"{HEADER}\n{decomposed},vi,suicide,phrase,,\n")
    assert it.counts == {"rows": 1, "unchanged": 1}


def test_a_row_that_comes_twice_is_counted_once(staged: Stage) -> None:
    it = staged(f"{NEW}End it all,en,suicide,phrase,,\nend it all,en,suicide,phrase,,\n")
    assert it.state == FileImport.State.REFUSED  # Line 3 is spelt otherwise: which one is meant?
    it = staged(f"{NEW}end it all,en,suicide,phrase,,\n")
    assert (it.state, it.count("added")) == (FileImport.State.STAGED, 1)
    assert said(it) == ["3  Line 2 says the same; it is counted once."]


def test_rows_that_contradict_each_other_are_refused(staged: Stage, english: TermList) -> None:
    same = "suicide,en,suicide,phrase,,"
    it = staged(f"{HEADER}\n{same}suicide squad\n{same}suicide silence\n")
    assert it.state == FileImport.State.REFUSED
    assert said(it) == ["3  Line 2 is the same one and says something else. Keep one of them."]
    assert not it.batches.exists()


def test_importing_the_same_file_again_does_nothing(imported: Stage) -> None:
    imported(NEW)
    it = imported(NEW)
    assert it.counts == {"rows": 1, "unchanged": 1}
    assert not it.batches.exists()


def test_an_edit_since_the_export_is_a_conflict(staged: Stage, english: TermList) -> None:
    file = export_csv().decode().replace("kill myself,", "Kill Myself,")
    Term.objects.filter(folded="kill myself").update(note="B")
    it = staged(file)
    assert it.counts == {"rows": 2, "unchanged": 1, "conflict": 1}
    apply(it, by=None)
    assert Term.objects.get(folded="kill myself").text == "kill myself"
    apply(staged(file), by=None, take_conflicts=True)
    assert Term.objects.get(folded="kill myself").text == "Kill Myself"


def test_a_row_removed_since_the_export_is_a_conflict(staged: Stage, english: TermList) -> None:
    file = export_csv()
    Term.objects.filter(folded="kill myself").delete()
    it = staged(file)
    assert it.counts == {"rows": 2, "unchanged": 1, "conflict": 1}
    apply(it, by=None, take_conflicts=True)
    assert Term.objects.filter(folded="kill myself").exists()


def test_a_row_that_was_respelt_is_added_and_the_old_one_named(
    staged: Stage, english: TermList
) -> None:
    it = staged(export_csv().decode().replace("kill myself,", "kill my self,"))
    assert it.counts == {"rows": 2, "unchanged": 1, "added": 1}
    assert "The old one stays" in said(it)[0]


def test_an_edit_between_preview_and_apply_is_never_overwritten(
    staged: Stage, english: TermList
) -> None:
    it = staged(f"{HEADER}\nsuicide,en,suicide,phrase,nofuzzy,\n")
    Term.objects.filter(folded="kill myself").update(note="B")
    with pytest.raises(Moved, match="suicide-en changed after this file was compared"):
        apply(it, by=None)
    assert Term.objects.get(folded="suicide").options == ""


def test_of_two_people_importing_at_once_one_looks_again(staged: Stage, english: TermList) -> None:
    mine, theirs = staged(NEW), staged(f"{HEADER}\nno way out,en,suicide,phrase,,\n")
    apply(mine, by=None)
    with pytest.raises(Moved):
        apply(theirs, by=None)
    with pytest.raises(Refused, match="not waiting to be applied any more"):
        apply(mine, by=None)
    assert Term.objects.count() == 3


def test_an_import_is_undone(imported: Stage, english: TermList, somebody: Any) -> None:
    before = export_csv()
    it = imported(
        f"{WHOLE_HEADER}\nSuicide,en,suicide,phrase,nofuzzy,,soft,,-,no,\n"
        "end it all,en,suicide,phrase,,,,,,,\n",
        is_replacing=True,
    )
    assert (it.count("changed"), it.count("added"), it.count("removed")) == (1, 1, 1)
    undo(it, by=somebody)
    assert export_csv() == before
    with pytest.raises(Refused, match="not applied any more"):
        undo(it, by=somebody)


def test_an_import_whose_rows_were_edited_is_not_undone(imported: Stage, english: TermList) -> None:
    it = imported(NEW)
    Term.objects.filter(folded="end it all").update(note="kept")
    with pytest.raises(Refused, match=r"1 of its rows were edited since.*end it all"):
        undo(it, by=None)
    assert Term.objects.count() == 3


def test_what_is_discarded_can_not_be_applied(staged: Stage) -> None:
    it = staged(NEW)
    discard(it)
    with pytest.raises(Refused):
        apply(it, by=None)
    assert not it.batches.exists()
