"""What every staff page shows until somebody has seen to it."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.desk.access import AccessChange, latest_changes
from cms.desk.log_now import log_now
from cms.desk.zones import in_both_zones
from cms.publishing.urgent import overdue_confirmations
from cms.publishing.workers import Workers, workers


class Alarm(NamedTuple):
    text: str
    address: str = ""


def alarms() -> list[Alarm]:
    """Unconfirmed urgent changes, markets that are off, new keys, workers in trouble or silent."""
    history = log_now()
    unconfirmed = [
        Alarm(
            _("“%(title)s” has waited more than 24 hours for a second reviewer.")
            % {"title": release.title},
            reverse("admin:release", args=[release.pk]),
        )
        for release in overdue_confirmations()
    ]
    off = [
        Alarm(
            _("Search interventions are off in %(market)s.") % {"market": market},
            reverse("admin:proposals"),
        )
        for market in sorted(history.off)
    ]
    return [
        *unconfirmed,
        *off,
        *map(_of_access, latest_changes()),
        *_of_workers(workers(history.head)),
    ]


def _of_access(change: AccessChange) -> Alarm:
    """Whoever could make themselves a second pair of eyes would be seen by everybody."""
    words = {
        "person": change.user.get_username(),
        "what": change.get_what_display(),
        "by": change.by.get_username(),
        "when": in_both_zones(change.at),
    }
    return Alarm(_("%(person)s %(what)s (set by %(by)s on %(when)s). Is that right?") % words)


def _of_workers(known: Workers) -> list[Alarm]:
    silent = [
        _("Worker %(worker)s has been silent since %(when)s. It may show old pages: restart it.")
        % {"worker": beat.worker, "when": in_both_zones(beat.at)}
        for beat in known.silent
    ]
    return [Alarm(text) for text in (*known.troubles, *silent)]
