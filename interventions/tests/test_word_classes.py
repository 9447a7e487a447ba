"""Word classes: kept per language, published with the lists that name them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cms.errors import Refused
from cms.library.models import Topic
from cms.publishing import catalog
from cms.publishing.models import Change
from interventions.bundle import bundle_of
from interventions.documents import term_list_document
from interventions.matching.bundle import load_bundle, signature
from interventions.models import Term, TermList, WordClass
from interventions.rulesets import ruleset
from interventions.tests.test_term_findings import submitted
from tests.cast import Cast, Publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(cast: Cast) -> TermList:
    topic = Topic.objects.create(key="suicide", name_en="Suicide", priority=1, response="crisis")
    english = TermList.objects.create(key="suicide-en", topic=topic, locale="en")
    WordClass._default_manager.create(name="self", locale="en", words="myself; (my|me) self")
    WordClass._default_manager.create(name="band", locale="*", words="squad")
    Term.objects.create(term_list=english, text="kill {self}", exceptions="kill {self} {band}")
    return english


def test_a_list_is_frozen_with_the_classes_that_it_names(english: TermList) -> None:
    classes = {one.name: one.words for one in term_list_document(english).classes}
    assert classes == {"self": ("myself", "my self", "me self"), "band": ("squad",)}


def test_what_is_live_and_the_bundle_know_the_family(publish: Publish, english: TermList) -> None:
    publish(english.topic, english)
    rules = ruleset(catalog.current())
    body = bundle_of(catalog.current())
    bundled = load_bundle(body, secret="s", signed=signature(body, "s"))
    for one in (rules, bundled):
        assert one.match("kill me self").response == "crisis"
        assert not one.match("kill me self squad").matched
    assert json.loads(body)["lists"][0]["classes"]["band"] == ["squad"]


def test_a_changed_class_is_live_only_with_its_lists(publish: Publish, english: TermList) -> None:
    publish(english.topic, english)
    WordClass._default_manager.filter(name="self").update(words="oneself")
    assert ruleset(catalog.current()).match("kill myself").matched
    publish(english)
    assert not ruleset(catalog.current()).match("kill myself").matched


def test_a_row_without_its_class_blocks_the_release(cast: Cast, english: TermList) -> None:
    WordClass._default_manager.filter(name="self").delete()
    with pytest.raises(Refused, match=r"“kill \{self\}” does not hold: There is no word class"):
        submitted(cast, english)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"words": " ; "}, "words"),
        ({"words": "a; (b"}, "words"),
        ({"words": "{other}"}, "words"),
        ({"name": "Who Else"}, "name"),
        ({"locale": "en_gb"}, "locale"),
        ({"locale": "vn"}, "locale"),
    ],
)
def test_what_is_no_class_is_refused(values: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as error:
        WordClass(**{"name": "who", "locale": "en", "words": "a", **values}).full_clean()
    assert list(error.value.message_dict) == [field]


def test_saving_a_class_marks_the_lists_that_name_it(
    client: Client, cast: Cast, english: TermList
) -> None:
    client.force_login(cast.editor)
    row = WordClass._default_manager.get(name="self")
    data = {"name": "self", "locale": "en", "words": "myself; meself", "note": ""}
    address = reverse("admin:interventions_wordclass_change", args=[row.pk])
    data["seen"] = client.get(address).context["seen"]
    answer = client.post(address, data, follow=True)
    assert "suicide-en" in answer.content.decode()
    english.refresh_from_db()
    assert english.revision == 1
    assert Change.objects.filter(key="termlist:suicide-en").exists()


def test_the_form_of_a_term_shows_what_it_stands_for(
    client: Client, cast: Cast, english: TermList
) -> None:
    client.force_login(cast.editor)
    term = Term.objects.get()
    address = reverse("admin:interventions_term_change", args=[term.pk])
    shown = client.get(address).content.decode()
    assert "Stands for 3 phrases" in shown
    assert "kill me self" in shown


def test_the_form_of_a_term_says_what_is_wrong_with_its_notation(
    client: Client, cast: Cast, english: TermList
) -> None:
    client.force_login(cast.editor)
    data: dict[str, Any] = {
        "term_list": english.pk,
        "text": "kill {nobody}",
        "match": "phrase",
        "exceptions": "kill (me",
        "is_active": "on",
    }
    address = reverse("admin:interventions_term_add")
    assert "There is no word class “nobody”" in client.post(address, data).content.decode()
    data["text"] = "end it"
    assert "is never closed" in client.post(address, data).content.decode()
    data["exceptions"] = "end it (now|here)"
    assert client.post(address, data).status_code == 302


def test_classes_leave_and_come_back_as_a_file(tmp_path: Path, english: TermList) -> None:
    path = tmp_path / "classes.csv"
    call_command("export_terms", path, classes=True)
    before = list(WordClass._default_manager.order_by("pk").values_list("name", "words"))
    call_command("import_terms", path)
    assert list(WordClass._default_manager.order_by("pk").values_list("name", "words")) == before
    path.write_text("name,locale,words\nself,en,myself\nfriend,en,friend; (best|old) friend\n")
    call_command("import_terms", path)
    assert dict(WordClass._default_manager.values_list("name", "words")) == {
        "self": "myself",
        "band": "squad",
        "friend": "friend; (best|old) friend",
    }
    english.refresh_from_db()
    assert english.revision == 1
