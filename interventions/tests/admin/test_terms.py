"""Terms at the desk: found however typed, changed many at once, and never over a colleague."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from cms.desk.imports.models import FileImport
from cms.library.models import Topic
from cms.publishing.models import Change
from interventions.models import Example, Term, TermList
from interventions.panels import due_for_review
from interventions.tests.admin.conftest import HEADER, SignedIn, Upload
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LIST = "/admin/interventions/term/"


def form_data(browser: Any, term: Term, **changes: Any) -> dict[str, Any]:
    """What the browser would send if the person changed only these."""
    page = browser.get(change_address(term)).context
    form = page["adminform"].form
    data = {name: form[name].value() for name in form.fields} | {"seen": page["seen"]}
    return {k: v for k, v in {**data, **changes}.items() if v not in (None, False)}


def change_address(term: Term) -> str:
    return reverse("admin:interventions_term_change", args=[term.pk])


def choose(browser: Any, action: str, *terms: Term, **data: Any) -> Any:
    chosen = {"action": action, "_selected_action": [term.pk for term in terms], **data}
    return browser.post(LIST, chosen, follow=True)


@pytest.mark.parametrize("typed", ["KILL   myself", "ｋｉｌｌ ｍｙｓｅｌｆ", "kill\u200b myself"])
def test_a_term_is_found_however_it_is_typed(
    cast: Cast, english: TermList, signed_in: SignedIn, typed: str
) -> None:
    page = signed_in(cast.editor).get(LIST, {"q": typed}).content.decode()
    assert "kill myself" in page
    assert "1 term" in page


def test_the_first_page_asks_for_terms_whose_day_of_review_has_come(
    cast: Cast, english: TermList, signed_in: SignedIn
) -> None:
    today = timezone.localdate()
    for days, word in [(0, "due"), (-9, "long due"), (1, "coming"), (-1, "retired")]:
        Term.objects.create(
            term_list=english,
            text=word,
            review_on=today + timedelta(days=days),
            is_active=word != "retired",
        )
    editor = signed_in(cast.editor)
    sections = {s.title: s.rows for s in editor.get("/admin/").context["sections"]}
    (row,) = sections["Terms due for review"]
    assert (row.text, row.note) == (
        "2 terms in suicide-en",
        (today - timedelta(days=9)).isoformat(),
    )
    shown = editor.get(row.address).context["cl"].result_list
    assert [term.text for term in shown] == ["due", "long due"]
    auditor = signed_in(cast.auditor).get("/admin/")
    assert "Terms due for review" not in {s.title for s in auditor.context["sections"]}


def test_terms_due_are_asked_for_in_one_query(
    cast: Cast, english: TermList, django_assert_num_queries: Any
) -> None:
    Term.objects.update(review_on=timezone.localdate())
    request = RequestFactory().get("/admin/")
    request.user = cast.editor
    cast.editor.has_perm("interventions.change_term")
    with django_assert_num_queries(1):
        section = due_for_review(request)
    assert section
    assert len(section.rows) == 1


def test_the_list_asks_the_same_however_long_it_is(
    cast: Cast, english: TermList, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    Term.objects.bulk_create(
        Term(term_list=english, text=f"t{n}", folded=f"t{n}", changed_by=cast.editor)
        for n in range(20)
    )
    browser = signed_in(cast.editor)
    browser.get(LIST)
    with django_assert_max_num_queries(18):
        browser.get(LIST)


def test_saving_a_term_records_who_changed_what(
    cast: Cast, english: TermList, signed_in: SignedIn
) -> None:
    term = Term.objects.get(folded="suicide")
    browser = signed_in(cast.editor)
    browser.post(change_address(term), form_data(browser, term, response="soft"))
    term.refresh_from_db()
    assert (term.response, term.changed_by) == ("soft", cast.editor)
    assert Change.objects.get(key="termlist:suicide-en").by == cast.editor
    assert LogEntry.objects.latest("pk").change_message == "response: “” → “soft”"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "Kill  MYSELF"}, "This list has the same term, perhaps spelt differently."),
        ({"text": "\u200b"}, "at least one letter"),
        ({"options": "fuzzy"}, "is no option"),
        ({"target": "october"}, "is no target"),
        ({"match": "allow"}, "Allow rows, and only they, are in general lists."),
        ({"term_list": ""}, "This field is required."),
    ],
)
def test_the_form_says_what_is_wrong(
    cast: Cast, english: TermList, signed_in: SignedIn, changes: dict[str, str], sentence: str
) -> None:
    term = Term.objects.get(folded="suicide")
    browser = signed_in(cast.editor)
    shown = browser.post(change_address(term), form_data(browser, term, **changes))
    assert sentence in shown.content.decode()


def test_many_terms_are_retired_and_activated_at_once(
    cast: Cast, english: TermList, signed_in: SignedIn
) -> None:
    browser, terms = signed_in(cast.editor), list(Term.objects.all())
    assert "2 terms: retired." in choose(browser, "retire", *terms).content.decode()
    assert not Term.objects.active().exists()
    choose(browser, "activate", terms[0])
    assert list(Term.objects.active()) == [terms[0]]
    assert Change.objects.filter(key="termlist:suicide-en").count() == 2
    assert LogEntry.objects.filter(object_id=str(terms[0].pk)).count() == 2


def test_terms_move_to_another_list_but_not_onto_a_twin(
    cast: Cast, english: TermList, signed_in: SignedIn
) -> None:
    topic = Topic.objects.create(key="distress", name_en="Distress")
    other = TermList.objects.create(key="distress-en", topic=topic, locale="en")
    browser, term = signed_in(cast.editor), Term.objects.get(folded="suicide")
    asked = choose(browser, "move_to_another_list", term)
    assert "Move to the list" in asked.content.decode()
    choose(browser, "move_to_another_list", term, to=other.pk)
    assert list(other.terms.all()) == [term]
    assert set(Change.objects.values_list("key", flat=True)) == {
        "termlist:suicide-en",
        "termlist:distress-en",
    }
    twin = Term.objects.create(term_list=english, text="Suicide")
    refused = choose(browser, "move_to_another_list", twin, to=other.pk)
    assert "would have these twice: “Suicide”" in refused.content.decode()


def test_a_term_says_what_the_matcher_makes_of_it(
    cast: Cast, live: TermList, topic: Topic, signed_in: SignedIn
) -> None:
    Example.objects.create(query="su1cide", locale="en", expected_topic=topic)
    browser = signed_in(cast.editor)
    page = browser.get(change_address(Term.objects.get(folded="suicide"))).content.decode()
    assert "answers its own text" in page
    assert "su1cide" in page
    fresh = Term.objects.create(term_list=live, text="Silence")
    page = browser.get(change_address(fresh)).content.decode()
    assert "siience" in page  # i and l are compared alike.
    assert "not found as it stands" in page


def test_a_term_says_which_imports_wrote_it(
    cast: Cast, live: TermList, signed_in: SignedIn, upload: Upload
) -> None:
    upload(f"{HEADER}\nsuicide,en,suicide,phrase,nofuzzy,suicide squad\n")
    it = FileImport.objects.get()
    browser = signed_in(cast.editor)
    browser.post(reverse("admin:desk_fileimport_apply", args=[it.pk]))
    page = browser.get(change_address(Term.objects.get(folded="suicide"))).content.decode()
    assert "Imported by editor" in page
    assert "options  <ins>nofuzzy</ins>" in page
    other = browser.get(change_address(Term.objects.get(folded="kill myself"))).content.decode()
    assert "Imported by" not in other


def test_each_list_shows_how_well_it_answers(
    cast: Cast, live: TermList, topic: Topic, signed_in: SignedIn
) -> None:
    for query in ("suicide", "something else"):
        Example.objects.create(query=query, locale="en", expected_topic=topic)
    browser = signed_in(cast.editor)
    page = browser.get(reverse("admin:interventions_termlist_changelist")).content.decode()
    assert "1 / 2" in page
    assert "no labelled queries" not in page
    Example.objects.all().delete()
    page = browser.get(reverse("admin:interventions_termlist_changelist")).content.decode()
    assert "no labelled queries" in page
    for query in ("suicide", "something else"):
        Example.objects.create(query=query, locale="en", expected_topic=topic)
    wrong = browser.get(reverse("admin:interventions_example_changelist"), {"answered": "wrong"})
    assert "something else" in wrong.content.decode()
    assert "nothing matched" in wrong.content.decode()
    assert "su1cide" not in wrong.content.decode()


@pytest.mark.parametrize("name", ["termlist", "term", "example", "intervention"])
def test_the_lists_open(cast: Cast, live: TermList, signed_in: SignedIn, name: str) -> None:
    address = reverse(f"admin:interventions_{name}_changelist")
    assert signed_in(cast.editor).get(address).status_code == 200


def test_the_list_of_imports_opens(cast: Cast, upload: Upload, signed_in: SignedIn) -> None:
    upload(f"{HEADER}\nsuicide,en,suicide,phrase,,\n")
    page = signed_in(cast.editor).get(reverse("admin:desk_fileimport_changelist"))
    assert "my terms.csv" in page.content.decode()
