"""What was derived from whole kinds of content, good as long as nothing live of them changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Kept:
    """Values by name, each beside the states of the kinds that it was made of."""

    first_state: object = field(default_factory=object)
    states: dict[str, object] = field(default_factory=dict)
    values: dict[str, tuple[tuple[object, ...], Any]] = field(default_factory=dict)

    def after(self, changed: Iterable[str]) -> "Kept":
        """The same for a site in which these kinds have changed. This one is left as it was."""
        states = self.states | {kind: object() for kind in changed}
        return Kept(self.first_state, states, dict(self.values))

    def state(self, kind: str) -> object:
        """Stands for all that is live of a kind: another one when any of it has changed."""
        return self.states.get(kind, self.first_state)

    def value(self, name: str, of: Iterable[str], build: Callable[[], T]) -> T:
        """`build()`, called once for these states of the kinds."""
        states = tuple(map(self.state, of))
        known = self.values.get(name)
        if known is None or known[0] != states:
            known = self.values[name] = states, build()
        return cast(T, known[1])
