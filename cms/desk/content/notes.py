"""What a form shows beside a translated text: its language, its state and its source."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings

from cms.desk.generic import AnyModelForm
from cms.desk.rich_text_as_plain import readable
from cms.translations.columns import column, languages, translated_fields
from cms.translations.marks import Marks, State, marks_of, pair_of, sources_when_marked, text_hash
from cms.translations.names import direction, language_name


@dataclass(frozen=True, kw_only=True)
class FieldNote:
    """Everything about one input that is not the input itself."""

    name: str
    """The input's name in the form."""
    label: str
    language: str
    language_name: str
    direction: str
    state: State | None
    source: str
    source_before: str
    """The source as it was when the translation was made, where that differs."""
    can_be_confirmed: bool

    @property
    def is_source(self) -> bool:
        return self.language == settings.LANGUAGE_CODE

    @property
    def confirm_name(self) -> str:
        return f"{self.name}-{'unchanged' if self.is_source else 'right'}"


def notes_for(
    forms: Iterable[AnyModelForm], key: str, may_mark: Collection[str]
) -> dict[str, FieldNote]:
    """The notes for all inputs of the forms of one object, by the inputs' names."""
    marks = marks_of([key])[key]
    before = sources_when_marked(key)
    notes = (note for form in forms for note in _translated(form, marks, before, may_mark))
    return {note.name: note for note in notes}


def _translated(
    form: AnyModelForm,
    marks: Marks,
    before: dict[tuple[str, str], str],
    may_mark: Collection[str],
) -> Iterator[FieldNote]:
    model = type(form.instance)
    for field in translated_fields(model):
        label = str(model._meta.get_field(field).verbose_name)
        texts = {lang: _text(form, column(field, lang)) for lang in languages()}
        source = texts[settings.LANGUAGE_CODE]
        for language, text in texts.items():
            state = _state(language, source, text, texts, marks)
            was = before.get((language, text_hash(text)), "") if state is State.STALE else ""
            yield FieldNote(
                name=form.add_prefix(column(field, language)),
                label=label,
                language=language,
                language_name=language_name(language),
                direction=direction(language),
                state=state,
                source=readable(source),
                source_before=readable(was) if was != source else "",
                can_be_confirmed=language in may_mark
                and state is (State.OK if language == settings.LANGUAGE_CODE else State.STALE),
            )


def _state(
    language: str, source: str, text: str, texts: dict[str, str], marks: Marks
) -> State | None:
    """Of the source: OK where a translation is right, so that its author can keep it so."""
    if not source:
        return None
    if language == settings.LANGUAGE_CODE:
        right = (pair_of(code, source, other) in marks for code, other in texts.items())
        return State.OK if any(right) else None
    if not text:
        return State.MISSING
    return State.OK if pair_of(language, source, text) in marks else State.STALE


def _text(form: AnyModelForm, name: str) -> str:
    """The text as it is stored, whatever the person has typed since."""
    if form.instance.pk is None:
        return ""
    stored = form.initial.get(name, getattr(form.instance, name))
    return (stored or "").strip()
