"""How states look in lists and boxes: a word, and a colour that only repeats it."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.desk.publication_status import PublicationStatus
from cms.translations.marks import State
from cms.translations.names import language_name


def state_words() -> dict[State, str]:
    return {State.OK: _("ok"), State.STALE: _("stale"), State.MISSING: _("missing")}


def chip(kind: str, text: str) -> SafeString:
    return format_html('<span class="chip chip-{}">{}</span>', kind, text)


def waits_for_a_reader(languages: Iterable[str]) -> str:
    return _("waits for a reader: %(languages)s") % {"languages": names_of(languages)}


def names_of(languages: Iterable[str]) -> str:
    return ", ".join(map(language_name, languages))


def show_state(status: PublicationStatus) -> SafeString:
    chips = [chip(status.stage.value, str(status.stage.label))]
    chips += [chip("blocked", _("blocked: %(part)s") % {"part": part}) for part in status.blocked]
    if status.is_changed:
        chips.append(chip("changed", _("changed")))
    if status.waits_in:
        chips.append(chip("review", waits_for_a_reader(status.waits_in)))
    elif status.release is not None:
        chips.append(chip("review", _("in review")))
    return format_html_join(" ", "{}", ((each,) for each in chips))


def show_strip(states: tuple[tuple[str, State], ...]) -> SafeString:
    words = state_words()
    return format_html_join(
        " ",
        '<span class="chip chip-{}" title="{}">{} {}</span>',
        ((state.value, language_name(code), code, words[state]) for code, state in states),
    )
