"""The longest that odd input keeps a thread busy, in CPU: `python -m bench.odd_input`.

What is asked and uploaded are the cases of the tests, which look at the answers and at no clock.
"""

from bench.stage import cpu_of, prepare_demonstration, row  # isort: split

import io
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.test.utils import setup_test_environment

from cms.desk.imports.stage import stage
from cms.library.measures import amounts
from cms.publishing import catalog
from cms.tables.reports import Unreadable
from interventions.termfiles.tests.test_nasty_files import UNREADABLE
from partners.tests import test_typed_numbers as numbers
from tests import test_hostile_text as hostile

FORMS = ("/en/search/", "/vi/search/?country=VN", "/en/help/feedback/")


class TimedVisitor(hostile.Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0

    def ask(self, *given: Any, **options: Any) -> int:
        ask = super().ask
        self.longest = max(self.longest, cpu_of(lambda: ask(*given, **options)))
        return 0


def longest_answer() -> float:
    visitor = TimedVisitor()
    hostile.test_every_field_of_a_match_takes_any_text(visitor)
    hostile.test_every_parameter_and_slug_of_the_api_takes_any_text(visitor)
    hostile.test_a_form_that_is_none_is_answered(visitor)
    for path in hostile.PATHS:
        hostile.test_every_address_takes_any_text(visitor, path)
    for form in FORMS:
        hostile.test_every_form_takes_any_text(visitor, form)
    return visitor.longest


def longest(works: Iterable[Callable[[], object]]) -> float:
    return max(cpu_of(work) for work in works)


def refuse(name: str) -> None:
    with suppress(Unreadable):
        stage(io.BytesIO(UNREADABLE[name][0]), name, by=None)


def main() -> None:
    logging.disable()
    prepare_demonstration()
    setup_test_environment()
    catalog.catalog().refresh()
    row("the slowest answer to hostile text", f"{longest_answer() * 1000:.0f} ms", "<= 1000 ms")
    slowest = longest(lambda name=name: refuse(name) for name in UNREADABLE)  # type: ignore[misc]
    row("the slowest refusal of a file", f"{slowest:.2f} s", "<= 2 s")
    parts = ("1 2 ", "call ", "1.000", "しにたい", "ISBN 1 ", "call 988 ")
    slowest = longest(lambda part=part: numbers.found(part * 20_000) for part in parts)  # type: ignore[misc]
    row("numbers in 20,000 times a word", f"{slowest:.2f} s", "<= 2 s")
    slowest = cpu_of(lambda: list(amounts("one hundred " * 3000)))
    row("amounts in 6,000 words that are numbers", f"{slowest:.2f} s", "<= 2 s")


if __name__ == "__main__":
    main()
