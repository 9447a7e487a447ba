"""Which lines of a country somebody wants to see: by the way, whom they are for, what about. Pure.

A choice stands in the path, as in `help/GB/only/text+young/`. So it is kept with the language and
another country, and needs neither script nor a parameter.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from partners.dial import ChannelKind
from partners.shown_helplines import ShownHelpline

WAYS = {
    "call": {ChannelKind.PHONE},
    "text": {ChannelKind.TEXT, ChannelKind.WHATSAPP},
    "chat": {ChannelKind.CHAT},
    "email": {ChannelKind.EMAIL},
}
YOUNG = "young"


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose of each kind, '' for nothing: a name of WAYS, YOUNG, a topic's key."""

    way: str = ""
    audience: str = ""
    topic: str = ""

    @property
    def path(self) -> str:
        """As it stands in an address; '' where nothing is chosen."""
        return "+".join(filter(None, (self.way, self.audience, self.topic.replace("_", "-"))))

    def of(self, lines: Iterable[ShownHelpline]) -> Iterator[ShownHelpline]:
        """The lines that fit, each with the chosen way before its others."""
        for line in lines:
            if self.fits(line):
                contacts = sorted(line.contacts, key=lambda one: one.kind not in self._kinds)
                yield replace(line, contacts=tuple(contacts))

    def fits(self, line: ShownHelpline) -> bool:
        return (
            (not self.way or any(contact.kind in self._kinds for contact in line.contacts))
            and (not self.audience or not line.is_for_everyone)
            and (not self.topic or self.topic in line.topics)
        )

    @property
    def _kinds(self) -> Collection[ChannelKind]:
        return WAYS.get(self.way, ())


EVERY = Choice()


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose, or to take back. `path` is the choice that it leads to."""

    name: str
    path: str
    is_chosen: bool


def choice_of(path: str, topics: Iterable[str]) -> Choice | None:
    """The choice that a path says, of the keys of topics that there are; None where it is none."""
    known = {
        **{topic.replace("_", "-"): "topic" for topic in topics},
        **dict.fromkeys(WAYS, "way"),
        YOUNG: "audience",
    }
    named = {known.get(word, ""): word.replace("-", "_") for word in path.split("+")}
    choice = Choice(**named) if "" not in named else None
    return choice if choice and choice.path == path else None


def options_for(
    lines: Sequence[ShownHelpline], chosen: Choice, topics: Sequence[str]
) -> dict[str, list[Option]]:
    """By kind of choice: what leads to fewer lines, but to some, and what is chosen already."""
    names = {"way": tuple(WAYS), "audience": (YOUNG,), "topic": topics}
    offered = {kind: list(_options(lines, chosen, kind, names[kind])) for kind in names}
    return {kind: options for kind, options in offered.items() if options}


def _options(
    lines: Sequence[ShownHelpline], chosen: Choice, kind: str, names: Iterable[str]
) -> Iterator[Option]:
    without = replace(chosen, **{kind: ""})
    there = sum(map(without.fits, lines))
    for name in names:
        choice = replace(chosen, **{kind: name})
        if choice == chosen:
            yield Option(name, without.path, is_chosen=True)
        elif 0 < sum(map(choice.fits, lines)) < there:
            yield Option(name, choice.path, is_chosen=False)
