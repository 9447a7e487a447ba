"""How states look in lists and boxes: a word, and a colour that only repeats it."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.desk.publication_status import PublicationStatus
from cms.desk.zones import in_both_zones
from cms.publishing.outlook import Turn
from cms.translations.columns import languages
from cms.translations.marks import State
from cms.translations.names import language_name

MOST_NAMES = 6


def state_words() -> dict[State, str]:
    return {State.OK: _("ok"), State.STALE: _("stale"), State.MISSING: _("missing")}


def chip(kind: str, text: str) -> SafeString:
    return format_html('<span class="chip chip-{}">{}</span>', kind, text)


def waits_for_a_reader(codes: Iterable[str]) -> str:
    return _("waits for a reader: %(languages)s") % {"languages": names_of(codes)}


def names_of(codes: Iterable[str]) -> str:
    return ", ".join(map(language_name, codes))


def show_state(status: PublicationStatus) -> SafeString:
    chips = [chip(status.stage.value, _stage_in_words(status)) + _what_follows(status)]
    if off := sorted(status.sight.off if status.sight else ()):
        chips.append(chip("blocked", _("off in %(markets)s") % {"markets": _first(off)}))
    chips += [chip("blocked", _("blocked: %(part)s") % {"part": part}) for part in status.blocked]
    if status.is_changed:
        chips.append(chip("changed", _("changed")))
    if status.waits_in:
        chips.append(chip("review", waits_for_a_reader(status.waits_in)))
    elif status.release is not None:
        chips.append(chip("review", _("in review")))
    return format_html_join(" ", "{}", ((each,) for each in chips))


def _stage_in_words(status: PublicationStatus) -> str:
    """`live in VN: English`; languages are named where it is not live in all."""
    if status.lacks:
        return _("not live while these are not: %(keys)s") % {"keys": _first(status.lacks)}
    sight, word = status.sight, str(status.stage.label)
    if sight and sight.markets is not None:
        word = _("live in %(markets)s") % {"markets": _first(sorted(sight.markets))}
    spoken = sight.languages if sight else frozenset()
    is_in_all = not spoken or spoken.issuperset(languages())
    return word if is_in_all else f"{word}: {names_of(sorted(spoken))}"


def _what_follows(status: PublicationStatus) -> SafeString:
    """`, changes on 5 Dec 2026, 09:00 Asia/Ho Chi Minh (02:00 UTC)`; nothing where nothing does."""
    if status.turn:
        comma, said = ",", turn_in_words(status.turn)
    elif status.ended:
        comma, said = "", _("on %(when)s") % {"when": in_both_zones(status.ended)}
    else:
        return SafeString()
    hidden = format_html('<span class="visually-hidden">{} </span>', comma)
    return format_html('<small class="follows">{}{}</small>', hidden, said)


def turn_in_words(turn: Turn) -> str:
    """`starts in VN on 5 Dec 2026, 09:00 Asia/Ho Chi Minh (02:00 UTC)`"""
    markets = _first(sorted(turn.came or turn.gone))
    if turn.is_end:
        said = _("ends in %(markets)s on %(when)s") if turn.after else _("ends on %(when)s")
    elif turn.is_start:
        said = _("starts in %(markets)s on %(when)s") if markets else _("starts on %(when)s")
    else:
        said = _("changes on %(when)s")
    return said % {"markets": markets, "when": in_both_zones(turn.at)}


def _first(names: Sequence[str]) -> str:
    """All of a few, and how many more of many."""
    shown, more = ", ".join(names[:MOST_NAMES]), len(names[MOST_NAMES:])
    said = _("%(names)s and %(count)d more") if more else "%(names)s"
    return said % {"names": shown, "count": more}


def show_strip(states: tuple[tuple[str, State], ...]) -> SafeString:
    words = state_words()
    return format_html_join(
        " ",
        '<span class="chip chip-{}" title="{}">{} {}</span>',
        ((state.value, language_name(code), code, words[state]) for code, state in states),
    )
