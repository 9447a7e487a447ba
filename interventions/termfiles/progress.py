"""A progress bar for commands: drawn on a terminal only."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.core.management.base import OutputWrapper

T = TypeVar("T")
_WIDTH = 30


class Bar:
    """Call it with how much is done, of how much."""

    def __init__(self, stream: OutputWrapper, label: str) -> None:
        self._stream = stream
        self._label = label
        self._is_shown = stream.isatty()
        self._percent = -1

    def __call__(self, done: int, total: int) -> None:
        percent = 100 * done // total if total else 100
        if not self._is_shown or percent == self._percent:
            return
        self._percent = percent
        filled = "#" * (_WIDTH * percent // 100)
        line = f"\r{self._label} [{filled:<{_WIDTH}}] {percent:3d} %"
        self._stream.write(line, style_func=str, ending="\n" if percent == 100 else "")
        self._stream.flush()


def watched(rows: Iterable[T], bar: Bar, total: int) -> Iterator[T]:
    """The rows, drawn as they pass."""
    for done, row in enumerate(rows, 1):
        yield row
        bar(done, total)
