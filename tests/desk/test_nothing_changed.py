"""A save without a change changes nothing anywhere, in whatever form, as a browser sends it."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Value
from django.test import Client

from cms.desk.models import Presence
from cms.publishing.changes import record_change
from cms.publishing.models import Change
from guides.models import Guide
from tests.desk.conftest import SignedIn, change_address
from tests.desk.test_text_limits import things

__all__ = ["things"]

ABOUT_THE_PERSON = {"sessions.session", "auth.user", Presence._meta.label_lower}
"""What tells who is at work, and nothing of what was written."""


class FormOnPage(HTMLParser):
    """What a browser sends for a form that nobody has touched: names with values, in order."""

    def __init__(self, page: str, form_id: str) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self._form_id, self._is_inside = form_id, False
        self._textarea: tuple[str, list[str]] | None = None
        self._select: tuple[str, bool, list[tuple[str, bool]]] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._is_inside = given.get("id") == self._form_id
        name = given.get("name", "")
        if not self._is_inside or "disabled" in given or not (name or tag == "option"):
            return
        if tag == "textarea":
            self._textarea = (name, [])
        elif tag == "select":
            self._select = (name, "multiple" in given, [])
        elif tag == "option" and self._select:
            self._select[2].append((given.get("value", ""), "selected" in given))
        elif tag == "input" and given.get("type") not in ("submit", "file", "button", "image"):
            is_box = given.get("type") in ("checkbox", "radio")
            if not is_box or "checked" in given:
                self._add(name, given.get("value", "on" if is_box else ""))

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._textarea[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_inside = False
        elif tag == "textarea" and self._textarea:
            name, text = self._textarea
            self._add(name, re.sub(r"\r\n?|\n", "\r\n", "".join(text).removeprefix("\n")))
            self._textarea = None
        elif tag == "select" and self._select:
            name, is_multiple, options = self._select
            chosen = [value for value, is_selected in options if is_selected]
            for value in chosen or ([] if is_multiple else [options[0][0]] if options else []):
                self._add(name, value)
            self._select = None

    def _add(self, name: str, value: str) -> None:
        self.data.setdefault(name, []).append(value)


def untouched(browser: Client, thing: Any) -> dict[str, Any]:
    page = browser.get(change_address(thing)).content.decode()
    return FormOnPage(page, f"{thing._meta.model_name}_form").data


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All that is stored, but for what tells who is at work."""
    return {
        model._meta.label: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model._meta.label_lower not in ABOUT_THE_PERSON
    }


def fill(thing: Any) -> None:
    """Several lines in every long text that takes them, as an import stores them."""
    for row in (thing, *_parts(thing)):
        texts = [
            field.name
            for field in row._meta.concrete_fields
            if isinstance(field, models.TextField)
            and (hasattr(field, "translated_field") or field.name in ("contact", "check_note"))
            and not field.name.startswith(("body", "intro"))
        ]
        type(row)._default_manager.filter(pk=row.pk).update(
            **dict.fromkeys(texts, "One line.\nAnother line.\n\nA last one.\n")
        )


def _parts(thing: Any) -> list[Any]:
    relations = thing._meta.related_objects
    owned = [r for r in relations if r.on_delete is models.CASCADE and r.get_accessor_name()]
    return [
        row
        for relation in owned
        if relation.one_to_many
        for row in getattr(thing, relation.get_accessor_name()).all()
    ]


@pytest.mark.slow
def test_a_save_without_a_change_changes_nothing_anywhere(
    cast: Any, things: list[Any], signed_in: SignedIn
) -> None:
    browser = signed_in(cast.admin)
    troubles = []
    for thing in things:
        fill(thing)
        data = untouched(browser, thing)
        before = everything()
        answer = browser.post(change_address(thing), {**data, "_save": "1"})
        assert answer.status_code == 302, (thing, answer.context["errors"])
        after = everything()
        troubles += [
            f"{thing._meta.label}: {table}: {set(map(repr, rows)) ^ set(map(repr, before[table]))}"
            for table, rows in after.items()
            if rows != before[table]
        ]
    assert troubles == []


def test_line_ends_of_browsers_are_no_change(cast: Any, guide: Guide, signed_in: SignedIn) -> None:
    """Nor those that were stored before they were made one thing."""
    Guide.objects.filter(pk=guide.pk).update(summary_vi=Value("Một.\r\nHai."))
    record_change(guide.object_key, by=cast.editor2)
    browser = signed_in(cast.editor)
    data = untouched(browser, guide) | {"title_en": ["Being there"]}
    browser.post(change_address(guide), {**data, "_save": "1"})
    guide.refresh_from_db()
    assert (guide.title_en, guide.summary_vi) == ("Being there", "Một.\nHai.")  # type: ignore[attr-defined]
    latest = Change.objects.latest_of([guide.object_key]).get()
    assert (latest.fields, latest.languages) == (["title_en"], ["en"])


def test_sections_may_be_left_without_an_anchor(
    cast: Any, guide: Guide, signed_in: SignedIn
) -> None:
    """Two of one heading, and one whose anchor was taken out."""
    browser = signed_in(cast.editor)
    data = untouched(browser, guide)
    given = data | {
        "sections-TOTAL_FORMS": ["3"],
        "sections-0-key": [""],
        **{f"sections-{n}-heading_en": ["Listen"] for n in (1, 2)},
        **{f"sections-{n}-position": [str(n)] for n in (1, 2)},
        **{f"sections-{n}-{name}": [""] for n in (1, 2) for name in ("id", "key")},
    }
    page = browser.post(change_address(guide), {**given, "_save": "1"})
    assert page.status_code == 302, page.context["errors"]
    assert list(guide.sections.values_list("key", flat=True)) == ["listen", "listen-2", "listen-3"]
    twice = untouched(browser, guide) | {"sections-1-key": ["listen"]}
    page = browser.post(change_address(guide), {**twice, "_save": "1"})
    assert page.status_code == 200
