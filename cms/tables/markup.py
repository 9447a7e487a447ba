"""Reads XML from a stranger piece by piece, in a little memory whatever is in it."""

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from django.utils.translation import gettext as _

from cms.tables.reports import Unreadable

_DEEPEST = 100
_MOST_NAMES = 5_000
_LONGEST_TAG = 1 << 20
_SPACE = " "
"""Between a namespace and a name: expat takes a character that neither has."""


class Enough(Exception):
    """What is wanted has been read."""


class ElementReader:
    """Hears by its name of every element in the namespace of the outermost one.

    Extensions name their elements alike, and mean something else.
    """

    def __init__(self) -> None:
        self._depth = 0
        self._namespace = ""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, piece: str) -> None: ...

    def started(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _strange()
        namespace, _space, local = name.rpartition(_SPACE)
        if self._depth == 1:
            self._namespace = namespace
        if namespace == self._namespace:
            self.start(local, attributes)

    def ended(self, name: str) -> None:
        self._depth -= 1
        namespace, _space, local = name.rpartition(_SPACE)
        if namespace == self._namespace:
            self.end(local)


def local_name(name: str) -> str:
    return name.rpartition(_SPACE)[2]


def parse_in_steps(listener: ElementReader, pieces: Iterable[bytes]) -> Iterator[None]:
    """Pauses after every piece; raises Unreadable for what no spreadsheet writes.

    Names are kept by the parser, and a tag until it ends: both have to have a limit.
    """
    names: dict[str, str] = {}
    parser = expat.ParserCreate(namespace_separator=_SPACE, intern=names)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.StartElementHandler = listener.started
    parser.EndElementHandler = listener.ended
    parser.CharacterDataHandler = listener.text
    fed = 0
    try:
        for piece in pieces:
            parser.Parse(piece)
            fed += len(piece)
            if len(names) > _MOST_NAMES or fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise _strange()
            yield
        parser.Parse(b"", True)  # noqa: FBT003  It takes no names.
    except Enough:
        pass
    yield


def parse(listener: ElementReader, pieces: Iterable[bytes]) -> None:
    """All of it at once."""
    for _pause in parse_in_steps(listener, pieces):
        pass


def _strange() -> Unreadable:
    return Unreadable(_("No spreadsheet writes an XLSX file like this. Save it again, or use CSV."))


def _refuse_entities(*_declared: object) -> None:
    raise Unreadable(
        _("This XLSX file declares XML entities, which no spreadsheet does. Use another copy.")
    )
