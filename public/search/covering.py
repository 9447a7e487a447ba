"""Which results are shown at once, and which lie under a note until somebody opens it. Pure.

recovery                    never covered
sensitive                   always covered
other grave topics          covered where the search itself may be about harm
everything else             shown
"""

from collections.abc import Iterable, Sequence

from public.search.entries import ResultKind, SearchEntry

RECOVERY, SENSITIVE = "recovery", "sensitive"
GRAVE = frozenset({"suicide", "self_harm", "eating_disorder"})
ABOUT_HARM = frozenset({"crisis", "support", "soft", "notice"})
"""Answers to a search that may be about harm."""
ALWAYS_SHOWN = frozenset({ResultKind.TOPIC, ResultKind.PARTNER, ResultKind.HELPLINE})
"""Ways to help, which say nothing that could hurt."""


def parted(
    entries: Iterable[SearchEntry], response: str
) -> tuple[Sequence[SearchEntry], Sequence[SearchEntry]]:
    """The results to show and those to cover, each in the order they were found."""
    shown: list[SearchEntry] = []
    covered: list[SearchEntry] = []
    for entry in entries:
        (covered if is_covered(entry, response) else shown).append(entry)
    return shown, covered


def is_covered(entry: SearchEntry, response: str) -> bool:
    if entry.kind in ALWAYS_SHOWN or RECOVERY in entry.topics:
        return False
    is_grave = response in ABOUT_HARM and not GRAVE.isdisjoint(entry.topics)
    return SENSITIVE in entry.topics or is_grave
