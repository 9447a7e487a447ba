"""Try a query: the answer a visitor gets, why, and no trace of what was typed."""

from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from cms.publishing.compose import add_item, start_release
from interventions.models import Term, TermList
from interventions.tests.admin.conftest import SignedIn
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def ask(browser: Any, query: str, **data: str) -> Any:
    address = reverse("admin:interventions_term_try")
    return browser.post(address, {"query": query, "locale": "en", "country": "VN", **data})


def test_what_was_found_is_marked_in_the_text_as_typed(
    cast: Cast, live: TermList, signed_in: SignedIn
) -> None:
    page = ask(signed_in(cast.editor), "so I'd S.U.1.C.I.D.E now").content.decode()
    assert "so I&#x27;d <mark>S.U.1.C.I.D.E</mark> now" in page
    assert "Found: suicide (suicide, en)" in page
    assert "obfuscated" in page
    assert '<span class="chip">crisis</span>' in page


def test_what_an_exception_silenced_is_said(
    cast: Cast, live: TermList, signed_in: SignedIn
) -> None:
    page = ask(signed_in(cast.editor), "Suicide Squad trailer").content.decode()
    assert "Nothing: this is an ordinary search." in page
    assert "Silenced: suicide, by the exception suicide squad" in page


def test_it_is_asked_by_post_and_kept_nowhere(
    cast: Cast, live: TermList, signed_in: SignedIn
) -> None:
    canary = "kanarienvogel suicide"
    browser = signed_in(cast.editor)
    assert "no-store" in ask(browser, canary)["Cache-Control"]
    again = browser.get(reverse("admin:interventions_term_try"))
    assert "kanarienvogel" not in again.content.decode()
    assert "kanarienvogel" not in whole_database()


def test_a_release_is_tried_before_it_is_approved(
    cast: Cast, live: TermList, signed_in: SignedIn
) -> None:
    browser = signed_in(cast.reviewer)
    Term.objects.create(term_list=live, text="end it all")
    release = start_release(title="More terms", by=cast.editor)
    add_item(release, live.object_key, by=cast.editor)
    assert "an ordinary search" in ask(browser, "end it all").content.decode()
    tried = ask(browser, "end it all", release=str(release.pk)).content.decode()
    assert "<mark>end it all</mark>" in tried


def test_what_a_release_takes_down_answers_no_more(
    cast: Cast, live: TermList, signed_in: SignedIn
) -> None:
    browser, query = signed_in(cast.reviewer), live.terms.order_by("pk")[0].text
    release = start_release(title="No terms", by=cast.editor)
    add_item(release, live.object_key, by=cast.editor, is_removal=True)
    assert f"<mark>{query}</mark>" in ask(browser, query).content.decode()
    assert "an ordinary search" in ask(browser, query, release=str(release.pk)).content.decode()


def whole_database() -> str:
    """Every text of every table."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {name}")  # noqa: S608  A table of our own.
            found.append(str(cursor.fetchall()))
    return "".join(found)
