"""Importing at the desk: what is shown is what is applied, and only by those who may."""

from typing import Any

import pytest
from django.urls import reverse

from cms.desk.imports.admin import LARGE_REMOVAL
from cms.desk.imports.models import FileImport
from cms.publishing.catalog import Catalog
from cms.publishing.models import Release
from cms.publishing.submit import submit
from interventions.models import Example, Term, TermList
from interventions.rulesets import ruleset
from interventions.tests.admin.conftest import HEADER, SignedIn, Upload
from tests.cast import Cast, approve_as_shown

pytestmark = pytest.mark.django_db
NEW = f"{HEADER}\nend it all,en,suicide,phrase,,\n"
LARGEST_PAGE = 300 * 1024


def address(action: str, it: FileImport | None = None) -> str:
    pk = (it or FileImport.objects.latest("pk")).pk
    return reverse(f"admin:desk_fileimport_{action}", args=[pk])


def whole(download: Any) -> bytes:
    return b"".join(download.streaming_content)


def test_an_upload_shows_what_it_would_do_and_does_nothing(upload: Upload, live: TermList) -> None:
    shown = upload(f"{HEADER}\nsuicide,en,suicide,phrase,nofuzzy,\n{NEW[len(HEADER) + 1 :]}")
    page = shown.content.decode()
    assert "Changed (1)" in page
    assert "Added (1)" in page
    assert "<del>suicide squad</del>" in page
    assert "<ins>nofuzzy</ins>" in page
    assert Term.objects.count() == 2


def test_what_was_shown_is_applied_then_undone(
    upload: Upload, live: TermList, cast: Cast, signed_in: SignedIn
) -> None:
    upload(NEW)
    editor = signed_in(cast.editor)
    applied = editor.post(address("apply"), follow=True)
    assert "Nothing of it is live before a release is reviewed" in applied.content.decode()
    assert Term.objects.get(folded="end it all").changed_by == cast.editor
    undone = editor.post(address("undo"), follow=True)
    assert "the rows are as they were before" in undone.content.decode()
    assert not Term.objects.filter(folded="end it all").exists()


def test_an_import_goes_live_through_a_release_without_other_drafts(
    upload: Upload, live: TermList, cast: Cast, signed_in: SignedIn, catalog: Catalog
) -> None:
    Term.objects.create(term_list=live, text="half done")
    upload(NEW)
    editor = signed_in(cast.editor)
    editor.post(address("apply"))
    shown = editor.post(address("release"), follow=True)
    assert "Import" in shown.content.decode()
    release = Release.objects.latest("pk")
    for action in ("release", "undo"):
        refused = editor.post(address(action), follow=True)
        assert "Take it out there, or close that release." in refused.content.decode()
    submit(release, by=cast.editor)
    approve_as_shown(Release.objects.get(pk=release.pk), by=cast.reviewer)
    catalog.refresh()
    rules = ruleset(catalog.current())
    assert rules.match("end it all").matched
    assert rules.match("suicide").matched
    assert not rules.match("half done").matched


def test_a_colleague_who_edited_meanwhile_is_not_overwritten(
    upload: Upload, live: TermList, cast: Cast, signed_in: SignedIn
) -> None:
    upload(NEW)
    Term.objects.filter(folded="suicide").update(note="edited")
    refused = signed_in(cast.editor).post(address("apply"), follow=True)
    assert "changed after this file was compared" in refused.content.decode()
    assert Term.objects.count() == 2


def test_a_file_that_is_no_table_is_refused_in_the_form(upload: Upload, cast: Cast) -> None:
    shown = upload(b"\x89PNG")
    assert "This file is PNG, not a table." in shown.content.decode()
    assert not FileImport.objects.exists()


def test_a_file_with_mistakes_names_them_and_can_not_be_applied(
    upload: Upload, live: TermList, cast: Cast, signed_in: SignedIn
) -> None:
    shown = upload(f"{HEADER}\nx,en,suicde,phrase,,\n")
    assert "Line 2, column topic, “suicde”" in shown.content.decode()
    assert "Apply what is shown" not in shown.content.decode()
    refused = signed_in(cast.editor).post(address("apply"), follow=True)
    assert "is not waiting to be applied any more" in refused.content.decode()


def test_a_large_removal_asks_for_its_number(
    upload: Upload, live: TermList, cast: Cast, signed_in: SignedIn
) -> None:
    Term.objects.bulk_create(
        Term(term_list=live, text=f"t{n}", folded=f"t{n}") for n in range(LARGE_REMOVAL - 1)
    )
    upload(f"{HEADER}\nsuicide,en,suicide,phrase,,suicide squad\n", is_replacing="on")
    editor = signed_in(cast.editor)
    refused = editor.post(address("apply"), {"removed": LARGE_REMOVAL - 1})
    assert f"Type {LARGE_REMOVAL}" in refused.content.decode()
    assert Term.objects.count() == LARGE_REMOVAL + 1
    editor.post(address("apply"), {"removed": LARGE_REMOVAL})
    assert Term.objects.count() == 1


def test_conflicts_are_written_only_where_somebody_says_so(
    upload: Upload, live: TermList, cast: Cast, signed_in: SignedIn
) -> None:
    editor = signed_in(cast.editor)
    export = editor.post(reverse("admin:interventions_term_export"), {"format": "csv"})
    file = whole(export).replace(b"kill myself,", b"Kill Myself,")
    Term.objects.filter(folded="kill myself").update(note="edited")
    assert "In conflict (1)" in upload(file).content.decode()
    editor.post(address("apply"))
    assert Term.objects.get(folded="kill myself").text == "kill myself"
    upload(file)
    editor.post(address("apply"), {"take_conflicts": "on"})
    assert Term.objects.get(folded="kill myself").text == "Kill Myself"


def test_labelled_queries_whose_answer_changes_are_shown(
    upload: Upload, live: TermList, topic: Any
) -> None:
    Example.objects.create(query="i will end it all", locale="en", expected_topic=topic)
    Example.objects.create(query="suicide", locale="en", expected_topic=topic)
    shown = upload(f"{NEW}suicide,en,suicide,phrase,,suicide\n")
    answers = [tuple(row) for row in FileImport.objects.get().answers or ()]
    assert answers == [
        ("i will end it all", "en", "", "suicide: crisis", True),
        ("suicide", "en", "suicide: crisis", "", False),
    ]
    assert "Labelled queries that change (2)" in shown.content.decode()


def test_terms_in_each_others_way_are_named(upload: Upload, live: TermList) -> None:
    upload(
        f"{HEADER}\nkill-myself,en,suicide,phrase,,\nsu1cide,en,suicide,phrase,,\n"
        "suicide,en,,allow,,\nkms,en,suicide,phrase,,kms\n"
    )
    found = [(row[1], row[4].split(" (")[0]) for row in FileImport.objects.get().findings]
    assert found == [
        (2, "“kill myself”"),
        (3, "“suicide”"),
        (4, "“suicide”"),
        (4, "“su1cide”"),
        (5, "This exception is the term itself, so the term can never be found. Remove one."),
    ]


def test_the_preview_stays_small_at_any_size(upload: Upload, live: TermList, cast: Cast) -> None:
    rows = "".join(f"term {n},en,suicide,phrase,,{'<exception>&' * 300}{n}\n" for n in range(3_000))
    shown = upload(f"{HEADER}\n{rows}")
    assert len(shown.content) < LARGEST_PAGE
    assert "1 / 60" in shown.content.decode()
    other = shown.client.get(f"{address('change')}?show=added&page=60")
    assert "term 2999" in other.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_import(
    upload: Upload,
    live: TermList,
    cast: Cast,
    signed_in: SignedIn,
    django_assert_max_num_queries: Any,
) -> None:
    rows = "".join(f"term {n},en,suicide,phrase,,\n" for n in range(1_000))
    upload(f"{HEADER}\n{rows}")
    browser = signed_in(cast.editor)
    browser.get(address("change"))
    with django_assert_max_num_queries(22):
        browser.get(f"{address('change')}?show=added&page=7")


def test_the_report_holds_everything(
    upload: Upload, live: TermList, cast: Cast, signed_in: SignedIn
) -> None:
    upload(f"{NEW}suicide,en,suicide,phrase,nofuzzy,\n")
    report = signed_in(cast.auditor).get(address("report"))
    assert whole(report).decode("utf-8-sig").splitlines() == [
        "line,what,list,row,column,before,after,message",
        "2,added,suicide-en,end it all,,,locale: en; topic: suicide; match: phrase; active: yes,",
        "3,changed,suicide-en,suicide,options,,nofuzzy,",
        "3,changed,suicide-en,suicide,exceptions,suicide squad,,",
    ]


@pytest.mark.parametrize("name", ["translator", "reviewer", "auditor"])
def test_nobody_imports_without_the_right_not_even_by_a_forged_address(
    upload: Upload, live: TermList, cast: Cast, signed_in: SignedIn, name: str
) -> None:
    person = getattr(cast, name)
    assert upload(NEW, by=person).status_code == 403
    upload(NEW)
    browser = signed_in(person)
    for action in ("apply", "discard", "undo", "release"):
        assert browser.post(address(action)).status_code == 403
    assert FileImport.objects.get().state == FileImport.State.STAGED


def test_the_translator_exports_nothing(cast: Cast, live: TermList, signed_in: SignedIn) -> None:
    browser = signed_in(cast.translator)
    for kind in ("term", "example"):
        export = reverse(f"admin:interventions_{kind}_export")
        assert browser.post(export, {"format": "csv"}).status_code == 403


def test_labelled_queries_are_imported_the_same_way(
    upload: Upload, live: TermList, cast: Cast, signed_in: SignedIn
) -> None:
    file = "query,locale,expected_topic,note\nkms,en,suicide,plain\n"
    assert "This is a file of labelled queries" in upload(file).content.decode()
    upload(file, kind="example")
    signed_in(cast.editor).post(address("apply"))
    assert Example.objects.get().query == "kms"
