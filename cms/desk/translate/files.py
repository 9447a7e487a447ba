"""Translations as a file: one row for each text of one language.

    object,field,language,source_hash,base,source,translation,state,still_right
    guide:helping,title,vi,8f43…,b1c2…,Listen first,Lắng nghe,stale,
    guide:helping,guidesection.7.body,vi,07aa…,,<p>Take time.</p>,,missing,

The hash is that of the source the translator had before them: a row lands only on that text. The
base is the hash of the translation that stood there. An empty translation changes nothing; `yes`
in `still_right` says that the translation which is there fits the new source.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from cms.publishing.kinds import Kind, all_kinds
from cms.tables.columns import Columns
from cms.translations.marks import Marks, State, marks_of, state_of, text_hash
from cms.translations.texts import Passage, parts_of, passages_of

YES = "yes"


class TranslationRow(NamedTuple):
    """A text as a row of a file."""

    object: str
    field: str
    language: str
    source_hash: str
    base: str
    source: str
    translation: str
    state: str
    still_right: str = ""


COLUMNS = Columns(TranslationRow._fields, needed=7, base="")


class Place(NamedTuple):
    """Where a text stands: an object and a field of it, or of one of its parts."""

    key: str
    field: str


def field_of(passage: Passage, kind: Kind) -> str:
    """`title`, or `guidesection.7.heading` for a text of a part."""
    if passage.model == kind.model._meta.model_name:
        return passage.field
    return f"{passage.model}.{passage.pk}.{passage.field}"


def model_of(passage: Passage) -> Any:
    """The model of the row that holds the text."""
    return _models()[passage.model]


@cache
def _models() -> dict[str, Any]:
    models = (
        m for k in all_kinds() for m in (k.model, *(part for part, _link in parts_of(k.model)))
    )
    return {str(model._meta.model_name): model for model in models}


def texts_of(kind: Kind, language: str, keys: Iterable[str] | None = None) -> dict[Place, Passage]:
    """All texts of a kind that can be translated into the language, or those of some objects."""
    rows: Any = kind.model._default_manager.order_by("key")
    objects = list(rows if keys is None else rows.filter(key__in=keys))
    names = {row.pk: row.object_key for row in objects}
    return {
        Place(names[pk], field_of(passage, kind)): passage
        for pk, passages in passages_of(objects).items()
        for passage in passages
        if passage.language == language and passage.source
    }


def rows_out(kinds: Iterable[Kind], language: str, *, only_open: bool) -> Iterator[tuple[str, ...]]:
    """The file for a translator, its first line included."""
    yield COLUMNS.known
    for kind in kinds:
        texts = texts_of(kind, language)
        marks = marks_of({place.key for place in texts})
        for place, passage in texts.items():
            state = state_of(passage, marks[place.key])
            if state is not State.OK or not only_open:
                yield row_of(place, passage, marks[place.key])


def row_of(place: Place, passage: Passage, marks: Marks) -> TranslationRow:
    state = state_of(passage, marks)
    return TranslationRow(
        object=place.key,
        field=place.field,
        language=passage.language,
        source_hash=text_hash(passage.source),
        base=base_of(passage),
        source=passage.source,
        translation=passage.target,
        state=state.value if state else "",
    )


def base_of(passage: Passage) -> str:
    """The hash of the translation that is there; '' for none."""
    return text_hash(passage.target) if passage.target else ""
