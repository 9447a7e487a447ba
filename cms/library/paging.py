"""Long lists in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cms.visits.visit import Visit

T = TypeVar("T")
ON_A_PAGE = 24


@dataclass(frozen=True, slots=True)
class ListPage(Generic[T]):
    """One page of a list; `before` and `after` are numbers of pages, None at the ends."""

    items: Sequence[T]
    number: int
    count: int

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


def page_of(visit: Visit, items: Sequence[T], size: int = ON_A_PAGE) -> ListPage[T]:
    """The page of the list that the visitor asks for; Http404 beyond its end.

    In a mirror, where there is nobody to ask, it is the whole list.
    """
    if visit.is_mirror:
        return ListPage(items, 1, 1)
    count = max(1, -(-len(items) // size))
    number = visit.page_of(count)
    return ListPage(items[(number - 1) * size : number * size], number, count)
