"""Which results are shown at once, and which lie under a note until somebody opens it. Pure.

recovery                    never covered
sensitive                   always covered
other grave topics          covered where the search itself may be about harm
everything else             shown
"""

from collections.abc import Collection, Iterable, Sequence

from public.search.entries import ResultKind, SearchEntry

RECOVERY, SENSITIVE = "recovery", "sensitive"
ABOUT_HARM = frozenset({"crisis", "support", "soft", "notice"})
"""Answers to a search that may be about harm."""
ALWAYS_SHOWN = frozenset({ResultKind.TOPIC, ResultKind.PARTNER, ResultKind.HELPLINE})
"""Ways to help, which say nothing that could hurt."""


def parted(
    entries: Iterable[SearchEntry], response: str, grave: Collection[str]
) -> tuple[Sequence[SearchEntry], Sequence[SearchEntry]]:
    """The results to show and those to cover, each in the order they were found.

    `grave` are the keys of the grave topics.
    """
    shown: list[SearchEntry] = []
    covered: list[SearchEntry] = []
    for entry in entries:
        (covered if is_covered(entry, response, grave) else shown).append(entry)
    return shown, covered


def is_covered(entry: SearchEntry, response: str, grave: Collection[str]) -> bool:
    if entry.kind in ALWAYS_SHOWN or RECOVERY in entry.topics:
        return False
    is_grave = response in ABOUT_HARM and any(topic in grave for topic in entry.topics)
    return SENSITIVE in entry.topics or is_grave
