"""A log entry in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.errors import Damaged
from cms.publishing.bodies import (
    BlockBody,
    Body,
    CheckBody,
    ConfirmBody,
    EraseBody,
    Item,
    LiftBody,
    ReleaseBody,
    SwitchBody,
    UndoBody,
)
from cms.publishing.chain import as_log_entry
from cms.publishing.log import Action
from cms.publishing.models import Entry

MOST_KEYS = 5


def in_words(entry: Entry) -> str:
    """What the entry did, in one sentence, without who and when."""
    try:
        read = as_log_entry(entry)
    except Damaged as error:
        return str(error)
    if read.action is Action.URGENT:
        told = {"keys": _keys(read.items()), "reason": read.body.reason}
        return _("published urgently: %(keys)s: %(reason)s") % told
    return _of(read.body)


def _of(said: Body) -> str:
    match said:
        case ReleaseBody():
            return _published(said)
        case ConfirmBody():
            sentence = _("confirmed the urgent entry %(entry)d")
        case UndoBody():
            sentence = _("undid entry %(entry)d: %(reason)s")
        case BlockBody():
            sentence = _("blocked %(target)s: %(reason)s")
        case LiftBody():
            sentence = _("lifted the block of %(target)s: %(reason)s")
        case CheckBody():
            sentence = _("checked %(key)s (%(how)s); next check due %(due_on)s")
        case SwitchBody(is_on=True):
            sentence = _("switched interventions in %(market)s on: %(reason)s")
        case SwitchBody():
            sentence = _("switched interventions in %(market)s off: %(reason)s")
        case EraseBody():
            sentence = _("erased an edition of %(key)s: %(reason)s")
    return sentence % {"key": "".join(said.keys[:1]), **vars(said)}


def _published(said: ReleaseBody) -> str:
    items = [item for item in said.items if not item.kept]
    shown = ngettext(
        "published “%(title)s”: %(keys)s",
        "published “%(title)s”, %(count)d objects: %(keys)s",
        len(items),
    )
    return shown % {"title": said.title, "count": len(items), "keys": _keys(items)}


def _keys(items: Iterable[Item]) -> str:
    keys = list(dict.fromkeys(item.key for item in items))
    more = len(keys) - MOST_KEYS
    rest = [_("and %(count)d more") % {"count": more}] if more > 0 else []
    return ", ".join([*keys[:MOST_KEYS], *rest])
