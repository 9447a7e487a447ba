"""Three versions of each field: what the person saw, what is stored now, and what they sent.

Only what both changed, each in their own way, is a conflict. Whatever else was stored meanwhile is
put into the form that was sent, which is then saved as if it had been filled in just now.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.forms import CheckboxInput
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.desk.generic import AnyInlineFormSet, AnyModelForm
from cms.desk.merging.conflict import (
    CHOICE,
    GONE,
    Chosen,
    Clash,
    Conflict,
    Saved,
    chosen,
    who_saved,
)
from cms.desk.merging.seen import WHOLE, Seen, part_name
from cms.desk.merging.sent import (
    Values,
    field_sent,
    first_of,
    form_sent,
    own_fields,
    rows_sent,
    sources,
    spellings,
    stored_versions,
    version_of,
)
from cms.desk.merging.words import field_label, original_of, part_label, stored_words, words_of


@dataclass
class Merged:
    """A form that was sent, brought together with what is stored."""

    data: QueryDict
    seen: Seen
    """What the person has in view on the page that they get next, if they get one."""
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    kept: list[tuple[str, Saved | None]] = field(default_factory=list)
    """What was stored meanwhile and stays, in words, and by whom."""
    unseen: set[str] = field(default_factory=set)
    """The inputs, and sources beside them, of which the person has not seen what is stored."""
    without_file: set[str] = field(default_factory=set)
    """The inputs whose file is not to be taken."""


class Merge:
    """`form` and `formsets` are of what is stored, and nobody has filled them in."""

    def __init__(
        self,
        posted: QueryDict,
        files: Collection[str],
        seen: Seen,
        history: Collection[Saved],
    ) -> None:
        self._files, self._seen, self._history = files, seen, history
        self.merged = Merged(posted.copy(), Seen(seen.at))

    def whole(self, form: AnyModelForm) -> None:
        data = self.merged.data
        row = {name: data.getlist(name) for name in data}
        self._fields(form, row, WHOLE, prefix="")
        for name in form_sent(form):
            _set(data, name, row.get(name, []))

    def rows(self, formset: AnyInlineFormSet, *, may_add: bool) -> None:
        """Puts the stored rows in their order, and after them those that are new."""
        data, prefix = self.merged.data, formset.prefix
        if f"{prefix}-TOTAL_FORMS" not in data:
            return
        key = formset.model._meta.pk.name
        sent = rows_sent(data, formset)
        known = {first_of(row, key) or first_of(row, GONE): row for row in sent}
        known.pop("", None)
        rows: list[Values] = []
        for stored in formset.initial_forms:
            row = known.pop(str(stored.instance.pk), None)
            rows.append(self._stored_row(formset, stored, row, f"{prefix}-{len(rows)}"))
        first_new = len(rows)
        rows += [row for row in sent if not (first_of(row, key) or first_of(row, GONE))]
        for pk, row in known.items():
            row.pop(key, None)
            if self._gone_row(formset, pk, row, f"{prefix}-{len(rows)}", may_add=may_add):
                rows.append(row)
        self._write(formset, rows, first_new)

    def _write(self, formset: AnyInlineFormSet, rows: list[Values], first_new: int) -> None:
        data, prefix = self.merged.data, formset.prefix
        for name in list(data):
            if name.removeprefix(f"{prefix}-")[:1].isdecimal() and name.startswith(f"{prefix}-"):
                del data[name]
        for number, row in enumerate(rows):
            for name, values in row.items():
                _set(data, f"{prefix}-{number}-{name}", values)
        data[f"{prefix}-INITIAL_FORMS"] = str(first_new)
        data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))

    def _stored_row(
        self, formset: AnyInlineFormSet, form: AnyModelForm, row: Values | None, prefix: str
    ) -> Values:
        part, label = part_name(formset, form.instance.pk), part_label(form)
        seen, versions = self._seen.parts.get(part), stored_versions(form)
        if row is None:
            self.merged.seen.parts[part] = versions
            if seen is None:
                self._keep(_("%(part)s was added") % {"part": label}, form)
            return form_sent(form)
        if DELETION_FIELD_NAME not in row or seen == versions:
            self._fields(form, row, part, prefix=f"{prefix}-", of=label)
            return row
        version = version_of({part: list(versions.values())})
        choice = chosen(row.get(CHOICE, ()), version)
        if choice is not Chosen.MINE:
            row = form_sent(form)
        if choice is Chosen.NOTHING:
            row[DELETION_FIELD_NAME] = ["on"]
            changed = [name for name in versions if (seen or {}).get(name) != versions[name]]
            self._ask(prefix, label, Clash.REMOVED_HERE, words_of(form), version, form, changed)
            versions = seen or {}
        self.merged.seen.parts[part] = versions
        return row

    def _gone_row(
        self, formset: AnyInlineFormSet, pk: str, row: Values, prefix: str, *, may_add: bool
    ) -> bool:
        """Whether a row stays in the form that was removed meanwhile."""
        form, part = formset.empty_form, part_name(formset, pk)
        seen = self._seen.parts.get(part, {})
        label = part_label(form, row)
        is_changed = any(
            seen.get(name) not in spellings(form, name, _values(form, name, row))
            for name in own_fields(form)
        )
        if DELETION_FIELD_NAME in row:
            return False
        if not is_changed:
            self._keep(_("%(part)s was removed") % {"part": label}, form)
            return False
        match chosen(row.pop(CHOICE, ()), GONE):
            case Chosen.MINE if may_add:
                row.pop(GONE, None)
                return True
            case Chosen.THEIRS:
                return False
        row[GONE] = [pk]
        self.merged.seen.parts[part] = seen
        self._ask(prefix, label, Clash.REMOVED_THERE, "", GONE, form, (), may_add, pk)
        return True

    def _fields(
        self, form: AnyModelForm, row: Values, part: str, *, prefix: str, of: str = ""
    ) -> None:
        """Puts into the row what is stored where the person changed nothing."""
        seen, after = self._seen.parts.get(part, {}), stored_versions(form)
        for name in sources(form):
            if seen.get(name) != after[name]:
                self.merged.unseen.add(f"{prefix}{name}")
        for name in own_fields(form):
            stored = after[name]
            if seen.get(name) == stored or self._is_same(form, name, row, prefix, stored):
                continue
            label = field_label(form, name, of)
            match chosen(row.get(f"{name}-{CHOICE}", ()), stored):
                case Chosen.MINE:
                    continue
                case Chosen.THEIRS:
                    self._take(form, name, row, prefix)
                    continue
            self.merged.unseen.add(f"{prefix}{name}")
            if self._is_same(form, name, row, prefix, seen.get(name)):
                self._take(form, name, row, prefix)
                self._keep(label, form, [name])
            else:
                words, fields = stored_words(form, name), [name]
                self._ask(f"{prefix}{name}", label, Clash.FIELD, words, stored, form, fields)
                after[name] = seen.get(name, "")
        self.merged.seen.parts[part] = after

    def _is_same(
        self, form: AnyModelForm, name: str, row: Values, prefix: str, version: str | None
    ) -> bool:
        """Whether the person sent what this version says; no file chosen says whatever is there."""
        if name in getattr(form, "kept_in", {}):
            return f"{prefix}{name}" not in self._files
        return version in spellings(form, name, _values(form, name, row))

    def _take(self, form: AnyModelForm, name: str, row: Values, prefix: str) -> None:
        row.update(field_sent(form, name))
        self.merged.without_file.add(f"{prefix}{name}")

    def _ask(
        self,
        name: str,
        label: str,
        clash: Clash,
        theirs: str,
        version: str,
        form: AnyModelForm,
        changed: Iterable[str],
        may_keep: bool = True,
        gone: str = "",
    ) -> None:
        self.merged.conflicts[name] = Conflict(
            name=name,
            label=label,
            clash=clash,
            theirs=theirs,
            version=version,
            saved=self._who(form, changed),
            may_keep=may_keep,
            gone=gone,
        )

    def _keep(self, label: str, form: AnyModelForm, changed: Iterable[str] = ()) -> None:
        self.merged.kept.append((label, self._who(form, changed)))

    def _who(self, form: AnyModelForm, changed: Iterable[str]) -> Saved | None:
        part = f"{form._meta.model._meta.model_name}." if form.prefix else ""
        names = {known for name in changed for known in (name, original_of(form, name))}
        return who_saved(self._history, [f"{part}{name}" for name in names])


def _set(data: QueryDict, name: str, values: list[str]) -> None:
    data.setlist(name, values)
    if not values:
        del data[name]


def _values(form: AnyModelForm, name: str, row: Values) -> Values:
    if isinstance(form.fields[name].widget, CheckboxInput):
        return {name: ["on"] if any(row.get(name, ())) else []}
    return {each: row.get(each, []) for each in field_sent(form, name)}
