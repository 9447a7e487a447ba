"""The kinds of files that may be imported, registered by the apps that know what is in them."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cms.desk.imports.rows import Checked, Values, row_hash
from cms.desk.imports.stores import Author, Store
from cms.desk.permissions import permission_for
from cms.tables.columns import Cells, Columns
from cms.tables.reports import Findings, Unreadable
from cms.tables.sheets import Sheet

Check = Callable[[Cells], Checked | None]
"""The row as it may be stored, or None where something in it has to be mended."""


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """One kind of file: what its rows are, and how they are checked, stored and shown."""

    name: str
    label: str | Promise
    model: type[Model]
    """Of what a row is. Its permissions `import`, `export` and `view` are those of the file."""
    columns: Columns
    defaults: Values
    store: Callable[[], Store]
    start: Callable[[Findings, Author], tuple[Store, Check]]
    """The store and the check for one reading of one file that somebody brings."""
    rows: Callable[[Collection[str]], Iterator[Values]]
    """What is stored in these places, in all where none is named, as rows of a file."""
    told_by: str = ""
    """The column that no other kind of file has; '' where a file is never told by its columns."""
    sample: tuple[Values, ...] = ()
    most_rows: int | None = None
    reading: Callable[[], AbstractContextManager[None]] = nullcontext
    """What is open while a file is read, such as a transaction that is rolled back."""
    can_replace: bool = True
    leaves_out: bool = False
    """Whether what can't land is left out, and the rest may be applied all the same."""
    is_private: bool = False
    """Whether only who brought a file sees what it would do."""
    allowed: Callable[[User | AnonymousUser, str], bool] | None = None
    """Who may do what, where it is not for the model's permissions to say."""
    named_by: int = 1
    """How many cells say which row it is."""
    beside: str = ""
    """The column that is shown beside a row, changed or not."""
    unshown: frozenset[str] = frozenset()
    """Columns that only follow from others."""
    analyse: Callable[..., None] | None = None
    """Called with a staged FileImport: adds what staff should know beyond its rows."""
    release: Callable[..., str] | None = None
    """Called with an applied FileImport and a person: puts it on its way to the public, and
    returns where that goes on."""

    def may(self, user: User | AnonymousUser, action: str) -> bool:
        if self.allowed:
            return self.allowed(user, action)
        return user.has_perm(permission_for(action, self.model))

    def name_of(self, cells: Values) -> str:
        return " ".join(cells[: self.named_by])

    def exported(self, places: Collection[str] = ()) -> Iterator[Values]:
        """The first line, then every row of the places, all where none is named."""
        yield self.columns.known
        for values in self.rows(places):
            yield (*values, row_hash(values)) if self.columns.base else values


_kinds: dict[str, FileKind] = {}


def register(kind: FileKind) -> FileKind:
    _kinds[kind.name] = kind
    return kind


def kind_named(name: str) -> FileKind:
    return _kinds[name]


def all_kinds() -> list[FileKind]:
    return list(_kinds.values())


def choices() -> list[tuple[str, str | Promise]]:
    return [(kind.name, kind.label) for kind in _kinds.values()]


def known_columns(wanted: FileKind | None) -> frozenset[str]:
    """By which the line of names in a file is known."""
    kinds = [wanted] if wanted and not wanted.told_by else _told()
    return frozenset(name for kind in kinds for name in kind.columns.known)


def kind_of(sheet: Sheet, wanted: FileKind | None = None) -> FileKind:
    """Told by the first line: each kind has a column that the others lack.

    Raises Unreadable where it is not the kind that is wanted.
    """
    if wanted and not wanted.told_by:
        return wanted
    names = {name.strip().casefold() for name in sheet.columns}
    found = next((kind for kind in _told() if kind.told_by in names), None)
    if wanted and found and found is not wanted:
        raise Unreadable(
            _("This is a file of %(what)s. Import it on their own page.") % {"what": found.label},
            line=sheet.line,
        )
    return wanted or found or _told()[0]


def _told() -> list[FileKind]:
    return [kind for kind in _kinds.values() if kind.told_by]
