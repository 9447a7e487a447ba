"""Lists that name means: seen by few, published as hashes."""

import io
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cms.library.models import Topic
from cms.publishing import catalog
from interventions.bundle import bundle_of
from interventions.documents import term_list_document
from interventions.models import Term, TermList
from interventions.rulesets import ruleset
from interventions.termfiles.file_kinds import TERMS
from tests.cast import Cast, Publish
from tests.exchanging import export_table, import_table

pytestmark = pytest.mark.django_db
WORD = "zorble"
LATE = f"term,locale,topic,match,options,exceptions\nUse  the {WORD},en,suicide,,,edited\n"


@pytest.fixture
def restricted(cast: Cast) -> TermList:
    topic = Topic.objects.create(key="suicide", name_en="Suicide", priority=1, response="crisis")
    TermList.objects.create(key="suicide-en", topic=topic, locale="en")
    made = TermList.objects.create(
        key="suicide-en-restricted", topic=topic, locale="en", is_restricted=True
    )
    Term.objects.create(term_list=made, text=f"use the {WORD}", exceptions=f"use the {WORD} game")
    return made


@pytest.fixture
def trusted(cast: Cast) -> Any:
    """An editor who may see restricted lists."""
    cast.editor2.user_permissions.add(Permission.objects.get(codename="see_restricted"))
    return cast.editor2


def page(client: Client, person: Any, address: str, **data: str) -> str:
    client.force_login(person)
    return client.get(address, data, follow=True).content.decode()


def test_what_is_frozen_and_bundled_holds_no_word(publish: Publish, restricted: TermList) -> None:
    document = term_list_document(restricted)
    assert WORD not in document.model_dump_json()
    publish(restricted.topic, restricted)
    assert ruleset(catalog.current()).match(f"i use the {WORD}").response == "crisis"
    assert not ruleset(catalog.current()).match(f"use the {WORD} game").matched
    assert WORD.encode() not in bundle_of(catalog.current())


@pytest.mark.parametrize("name", ["term_changelist", "termlist_changelist"])
def test_only_who_may_sees_a_restricted_list(
    client: Client, cast: Cast, restricted: TermList, trusted: Any, name: str
) -> None:
    address = reverse(f"admin:interventions_{name}")
    assert "suicide-en-restricted" not in page(client, cast.editor, address)
    assert "suicide-en-restricted" in page(client, trusted, address)


def test_nobody_else_opens_a_restricted_term_or_puts_one_there(
    client: Client, cast: Cast, restricted: TermList, trusted: Any
) -> None:
    address = reverse("admin:interventions_term_change", args=[Term.objects.get().pk])
    assert WORD not in page(client, cast.editor, address)
    assert WORD in page(client, trusted, address)
    client.force_login(cast.editor)
    data = {"term_list": restricted.pk, "text": "other", "match": "phrase", "is_active": "on"}
    client.post(reverse("admin:interventions_term_add"), data)
    assert Term.objects.count() == 1


def test_an_export_leaves_it_out_unless_it_is_named_by_who_may(
    client: Client, cast: Cast, restricted: TermList, trusted: Any
) -> None:
    out = io.StringIO()
    call_command("export_terms", stdout=out)
    assert WORD not in out.getvalue()
    address = reverse("admin:interventions_term_export")
    named = {"format": "csv", "place": [restricted.key]}
    for person, data, is_in in [
        (cast.editor, {"format": "csv"}, False),
        (cast.editor, named, False),
        (trusted, {"format": "csv"}, False),
        (trusted, named, True),
    ]:
        client.force_login(person)
        answer: Any = client.post(address, data)
        body = b"".join(answer) if answer.streaming else answer.content
        assert (WORD.encode() in body) is is_in


def test_a_file_never_writes_into_a_restricted_list(
    tmp_path: Any, restricted: TermList, cast: Cast
) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("term,locale,topic,match,options,exceptions\nend it,en,suicide,phrase,,\n")
    call_command("import_terms", path)
    assert list(Term.objects.filter(term_list=restricted).values_list("text", flat=True)) == [
        f"use the {WORD}"
    ]


def test_a_file_of_a_restricted_list_comes_back_to_no_list_and_is_not_kept(
    restricted: TermList, cast: Cast
) -> None:
    """Not even where somebody took its last column away."""
    for file in (export_table(TERMS, places=[restricted.key]), LATE.encode()):
        staged = import_table(TERMS, file, cast.editor)
        assert (staged.state, Term.objects.count()) == ("refused", 1)
        assert WORD not in str(staged.findings)
        assert not staged.batches.exists()


def test_messages_and_histories_do_not_name_a_restricted_term(restricted: TermList) -> None:
    assert str(Term.objects.get()) == f"restricted term {Term.objects.get().pk}"
