"""A log entry in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.publishing.log import Action
from cms.publishing.models import Entry


def in_words(entry: Entry) -> str:
    """What the entry did, in one sentence, without who and when."""
    body: dict[str, Any] = entry.body
    match Action(entry.action):
        case Action.RELEASE:
            return _published(body)
        case Action.URGENT:
            return _("published urgently: %(keys)s") % {"keys": _keys(body["items"])}
        case Action.CONFIRM:
            return _("confirmed the urgent entry %(entry)d") % {"entry": body["entry"]}
        case Action.UNDO:
            return _("undid entry %(entry)d: %(reason)s") % body
        case Action.BLOCK:
            return _("blocked %(target)s: %(reason)s") % body
        case Action.LIFT:
            return _("lifted the block of %(target)s: %(reason)s") % body
        case Action.CHECK:
            told = {"key": body["keys"][0], "due": body["due_on"], "how": body["how"]}
            return _("checked %(key)s (%(how)s); next check due %(due)s") % told
        case Action.SWITCH:
            switched = _("on") if body["is_on"] else _("off")
            told = {"market": body["market"], "switched": switched, "reason": body["reason"]}
            return _("switched interventions in %(market)s %(switched)s: %(reason)s") % told
        case Action.ERASE:
            told = {"key": body["keys"][0], "reason": body["reason"]}
            return _("erased an edition of %(key)s: %(reason)s") % told


def _published(body: dict[str, Any]) -> str:
    items = [item for item in body["items"] if not item.get("kept")]
    shown = ngettext(
        "published “%(title)s”: %(keys)s",
        "published “%(title)s”, %(count)d objects: %(keys)s",
        len(items),
    )
    return shown % {"title": body.get("title", ""), "count": len(items), "keys": _keys(items)}


def _keys(items: list[dict[str, Any]], most: int = 5) -> str:
    keys = list(dict.fromkeys(item["key"] for item in items))
    more = [_("and %(count)d more") % {"count": len(keys) - most}] if len(keys) > most else []
    return ", ".join([*keys[:most], *more])
