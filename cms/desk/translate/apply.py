"""Applies a file of translations: all that was shown, or nothing."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cms.desk.translate.compare import TranslationChange
from cms.desk.translate.files import Place, model_of, texts_of
from cms.errors import Moved, Refused
from cms.publishing.keys import ObjectKey
from cms.publishing.kinds import Kind
from cms.translations.changing import note_change
from cms.translations.columns import column
from cms.translations.models import TranslationImport
from cms.translations.texts import Passage


@transaction.atomic
def apply(staged: TranslationImport, kinds: Collection[Kind], *, by: Any) -> None:
    """Raises Refused where one text is not what it was when the import was shown."""
    locked = _locked(staged)
    changes = [TranslationChange(**row) for row in locked.rows]
    for key, found in _by_object(changes, kinds, locked.language).items():
        for change, passage in found:
            _write(change, passage)
        passages = [replace(passage, target=change.after) for change, passage in found]
        fields = {_name(passage, change) for change, passage in found}
        note_change(key, by=by, fields=fields, right=passages)
    locked.state = TranslationImport.State.APPLIED
    locked.save(update_fields=["state"])


@transaction.atomic
def discard(staged: TranslationImport) -> None:
    locked = _locked(staged)
    locked.state = TranslationImport.State.DISCARDED
    locked.save(update_fields=["state"])


def _locked(staged: TranslationImport) -> TranslationImport:
    locked = TranslationImport.objects.select_for_update().get(pk=staged.pk)
    if locked.state != TranslationImport.State.STAGED:
        raise Refused(_("This import is finished already."))
    return locked


def _by_object(
    changes: list[TranslationChange], kinds: Collection[Kind], language: str
) -> dict[str, list[tuple[TranslationChange, Passage]]]:
    """The changes by object, each with its text as it is stored now. The objects are locked."""
    found: dict[str, list[tuple[TranslationChange, Passage]]] = defaultdict(list)
    stored = _lock({change.key for change in changes}, kinds, language)
    for change in changes:
        passage = stored.get(change.place)
        if passage is None or (passage.source, passage.target) != (change.source, change.before):
            raise Moved(
                _("%(key)s has changed since this was shown. Nothing was applied: read it again.")
                % {"key": change.key}
            )
        found[change.key].append((change, passage))
    return found


def _lock(keys: set[str], kinds: Collection[Kind], language: str) -> dict[Place, Passage]:
    """Whoever saves one of these objects in its form at this moment comes before or after."""
    stored: dict[Place, Passage] = {}
    for kind in kinds:
        names = [key.name for key in map(ObjectKey, keys) if key.kind == kind.name]
        if names:
            rows: Any = kind.model._default_manager.filter(key__in=names)
            list(rows.order_by("pk").select_for_update().values_list("pk"))
            stored |= texts_of(kind, language, names)
    return stored


def _write(change: TranslationChange, passage: Passage) -> None:
    if change.after != change.before:
        rows = model_of(passage)._default_manager.filter(pk=passage.pk)
        rows.update(**{column(passage.field, passage.language): change.after})


def _name(passage: Passage, change: TranslationChange) -> str:
    """The column as the record of changes names it, that of a part with its model."""
    part = "" if change.field == passage.field else f"{passage.model}."
    return f"{part}{column(passage.field, passage.language)}"
