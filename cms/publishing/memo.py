"""What was derived once and is good for longer: by the function that made it, never by a name."""

from collections.abc import Callable, Hashable, Set
from typing import Any, TypeVar, cast

T = TypeVar("T")
ANYTHING = frozenset[str]()


class Memo:
    """Values, each made once. A key is the function that makes the value, with what it is given."""

    def __init__(self, values: dict[Hashable, tuple[Set[str], Any]] | None = None) -> None:
        self._values = values or {}

    def value(self, key: Hashable, make: Callable[[], T], of: Set[str] = ANYTHING) -> T:
        """`make()`, called once. `of` names the kinds of content that it is made of alone."""
        known = self._values.get(key)
        # Two threads may make it: the first one's is kept, for both.
        return cast(T, (known or self._values.setdefault(key, (of, make())))[1])

    def after(self, changed: Set[str]) -> "Memo":
        """What is still good once these kinds have changed. This one is left as it was."""
        values = dict(self._values).items()
        return Memo({key: v for key, v in values if v[0] and v[0].isdisjoint(changed)})
