"""What has to happen when a person saves a working copy, beside storing it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User

from cms.desk.generic import AnyModelForm
from cms.desk.rich_text_as_plain import readable
from cms.publishing.models import WorkingCopy
from cms.translations.changing import note_change
from cms.translations.columns import column
from cms.translations.marks import Marks, marks_of, pair_of
from cms.translations.texts import Passage, passages_in


def said_right(
    thing: WorkingCopy,
    forms: Collection[AnyModelForm],
    posted: Mapping[str, Any],
    may_mark: Collection[str],
    *,
    unseen: Collection[str] = (),
) -> list[Passage]:
    """The translations that are right by what was posted.

    A person who writes a translation says that it is right; so does one who ticks it. Nothing is
    said of texts in `unseen`, which somebody else stored meanwhile: inputs by name.
    """
    marks = marks_of([thing.object_key])[thing.object_key]
    return [
        passage
        for form in forms
        for passage in _said_right(form, posted, may_mark, marks)
        if not any(
            form.add_prefix(column(passage.field, language)) in unseen
            for language in (settings.LANGUAGE_CODE, passage.language)
        )
    ]


def note_saving(
    thing: WorkingCopy, forms: Collection[AnyModelForm], right: Collection[Passage], *, by: User
) -> bool:
    """Notes the change, with the translations that are right by it; returns if it is recorded."""
    return note_change(thing.object_key, by=by, fields=set(_changed(thing, forms)), right=right)


def _said_right(
    form: AnyModelForm, posted: Mapping[str, Any], may_mark: Collection[str], marks: Marks
) -> Iterator[Passage]:
    for passage in passages_in(form.instance):
        target = column(passage.field, passage.language)
        if passage.language not in may_mark:
            continue
        if (
            _has_new_text(form, target)
            or f"{form.add_prefix(target)}-right" in posted
            or _meaning_is_unchanged(form, passage, posted, marks)
        ):
            yield passage


def _meaning_is_unchanged(
    form: AnyModelForm, passage: Passage, posted: Mapping[str, Any], marks: Marks
) -> bool:
    """Whether the author said so of the source, and the translation was right before."""
    name = column(passage.field, settings.LANGUAGE_CODE)
    if name not in form.fields or f"{form.add_prefix(name)}-unchanged" not in posted:
        return False
    source_before = form.initial.get(name) or ""
    return pair_of(passage.language, source_before, passage.target) in marks


def _has_new_text(form: AnyModelForm, name: str) -> bool:
    """Whether words changed: an editor that writes the same HTML anew changes none."""
    if name not in form.changed_data:
        return False
    before, after = form.initial.get(name) or "", getattr(form.instance, name) or ""
    return readable(before) != readable(after)


def _changed(thing: WorkingCopy, forms: Iterable[AnyModelForm]) -> Iterator[str]:
    for form in forms:
        part = "" if form.instance is thing else f"{form.instance._meta.model_name}."
        yield from (f"{part}{name}" for name in form.changed_data)
