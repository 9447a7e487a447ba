"""Help for a place: the lines that fit, and never a dead end. Pure.

    the emergency number -> lines of the country -> lines for every country
    -> directories, named as such

Among lines: for everyone before for some, open before closed, then the visitor's language.

Without a country nothing is guessed: the answer asks for it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cms.publishing.snapshot import LiveContent
from cms.visits.visit import Visit
from partners.documents import HelplineDocument, HelplineKind
from partners.freshness import staying
from partners.gaps import Gap, gaps_among
from partners.serving import ANYWHERE, of_country, serving, still_shown
from partners.shown_helplines import Contact, ShownHelpline, line_of

CARD_LINES = 3
"""More than three lines at once overwhelm; the rest is a link away."""

NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Help:
    """What a visitor in a place gets: the card, then the rest, each in its order."""

    country: str | None
    topic: str | None
    language: str
    card: tuple[ShownHelpline, ...]
    others: tuple[ShownHelpline, ...]
    elsewhere: tuple[ShownHelpline, ...]
    """Lines asked for by name that answer in other countries: shown, but after those of here."""
    emergency: tuple[ShownHelpline, ...]
    directories: tuple[ShownHelpline, ...]
    gaps: tuple[Gap, ...]
    """What the country lacks for the topic; empty where no country is known."""
    until: datetime | None
    """The next instant at which any of this changes by itself; None if it never does."""

    @property
    def asks_country(self) -> bool:
        return self.country is None

    @property
    def quiet(self) -> Contact | None:
        """The answer to "Can't talk?": an open text or chat contact of the card's first line."""
        return self.card[0].quiet if self.card else None

    @property
    def is_closed(self) -> bool:
        """Whether all lines for everyone are known to be closed; of all lines, where none is."""
        lines = (*self.card, *self.others)
        for_everyone = [line for line in lines if line.is_for_everyone]
        return {line.is_open for line in for_everyone or lines} == {False}


def help_for(
    place: str | None,
    topic: str | None,
    language: str,
    now: datetime,
    live: LiveContent,
    asked: Collection[str] = (),
    without: Collection[str] = (),
) -> Help:
    """Help in a country (ISO code, or None) for a topic (key, or None for any).

    `asked` are keys of lines that somebody asked for by name: these come first. Those in `without`
    did not work for the visitor: they are left out.
    """
    country = place or None
    local = _people(live, country, topic, now) if country else ()
    abroad = _people(live, ANYWHERE, topic, now)
    people = [document for document in local + abroad if document.key not in without]

    def lines(documents: Iterable[HelplineDocument]) -> list[ShownHelpline]:
        return [line_of(document, live, language, now) for document in documents]

    ordered = sorted(lines(people), key=lambda line: _order(line, topic))
    named = sorted(lines(_named(asked, live, now)), key=lambda line: _order(line, topic))
    near = [line for line in named if _is_near(line, country)]
    card = _after_named(near, _with_quiet_first(_card(ordered), ordered))
    others = tuple(line for line in ordered if line not in card)
    emergency = lines(of_country(live, HelplineKind.EMERGENCY, country)) if country else []
    directories = lines(_directories(live, country))
    shown = (*ordered, *named, *emergency, *directories)
    return Help(
        country=country,
        topic=topic,
        language=language,
        card=card,
        others=others,
        elsewhere=() if near else tuple(named[:CARD_LINES]),
        emergency=tuple(sorted(emergency, key=_rank)),
        directories=tuple(sorted(directories, key=lambda one: (one.key not in asked, *_rank(one)))),
        gaps=gaps_among(local) if country else (),
        until=min((line.until for line in shown if line.until), default=None),
    )


def help_on(
    visit: Visit,
    topic: str | None = None,
    asked: Collection[str] = (),
    without: Collection[str] = (),
) -> Help:
    """The help that a page shows its visitor; the page holds until it changes by itself."""
    found = help_for(visit.country, topic, visit.language, visit.now, visit.live, asked, without)
    visit.holds_until(found.until)
    return found


def _people(
    live: LiveContent, country: str, topic: str | None, now: datetime
) -> tuple[HelplineDocument, ...]:
    lines = serving(of_country(live, HelplineKind.LINE, country), topic)
    return staying(lines, live.view.checks, now.date())


def _named(asked: Collection[str], live: LiveContent, now: datetime) -> Iterable[HelplineDocument]:
    """The lines asked for that people may still be sent to."""
    found = live.some(HelplineDocument, asked)
    lines = (document for document in found if document.kind is HelplineKind.LINE)
    return still_shown(live, lines, now)


def _is_near(line: ShownHelpline, country: str | None) -> bool:
    """Whether the line can be called where the visitor is, as far as that is known."""
    return country is None or not line.countries or country in line.countries


def _after_named(
    near: Sequence[ShownHelpline], card: tuple[ShownHelpline, ...]
) -> tuple[ShownHelpline, ...]:
    """The card, with what was asked for at its head."""
    return (*near, *(line for line in card if line not in near))[:CARD_LINES]


def _directories(live: LiveContent, country: str | None) -> Iterable[HelplineDocument]:
    if country:
        yield from of_country(live, HelplineKind.DIRECTORY, country)
    yield from of_country(live, HelplineKind.DIRECTORY, ANYWHERE)


def _order(line: ShownHelpline, topic: str | None) -> tuple[object, ...]:
    """Where a line stands among those that fit: the first difference decides."""
    return (
        line.is_overdue,
        not line.countries,
        # Somebody who asked for no topic in particular gets the lines for everything first.
        topic is None and bool(line.topics),
        not line.is_for_everyone,
        line.is_open is not True,
        line.is_open is False,
        line.opens or NEVER if line.is_open is False else NEVER,
        not line.speaks,
        not line.topics,
        line.quiet is None,
        *_rank(line),
    )


def _rank(line: ShownHelpline) -> tuple[int, str]:
    return line.document.rank, line.key


def _pair(lines: Iterable[ShownHelpline]) -> tuple[ShownHelpline, ...]:
    """The two lines marked as priority; any other number of marks means nothing."""
    marked = tuple(line for line in lines if line.document.is_priority)
    return marked if len(marked) == 2 else ()


def _card(ordered: Sequence[ShownHelpline]) -> tuple[ShownHelpline, ...]:
    """The first lines. Two that are marked as priority are taken together or not at all."""
    pair = _pair(ordered)
    card: list[ShownHelpline] = []
    for line in ordered:
        wanted = pair if line in pair else (line,)
        if line not in card and len(card) + len(wanted) <= CARD_LINES:
            card += wanted
    return tuple(card)


def _with_quiet_first(
    card: tuple[ShownHelpline, ...], ordered: Sequence[ShownHelpline]
) -> tuple[ShownHelpline, ...]:
    """Puts an open text or chat line first, for those who can't talk where they are.

    Never a line that would serve the visitor worse: overdue, abroad, in a foreign language or
    for a narrower audience than the line that stood first.
    """
    quiet = [line for line in ordered if line.quiet and _serves_as_well(line, ordered[0])]
    if there := next((line for line in quiet if line in card), None):
        return _led_by(there, card, leaving=there)
    # Of a pair neither comes nor goes alone.
    pair = _pair(ordered)
    comes = next((line for line in quiet if line not in pair), None)
    leaves = next((line for line in reversed(card[1:]) if line not in pair), None)
    return _led_by(comes, card, leaving=leaves) if comes and leaves else card


def _led_by(
    first: ShownHelpline, card: tuple[ShownHelpline, ...], *, leaving: ShownHelpline
) -> tuple[ShownHelpline, ...]:
    return first, *(line for line in card if line is not leaving)


def _serves_as_well(line: ShownHelpline, best: ShownHelpline) -> bool:
    return (
        line.is_overdue <= best.is_overdue
        and bool(line.countries) >= bool(best.countries)
        and line.speaks >= best.speaks
        and line.is_for_everyone >= best.is_for_everyone
    )
