"""When something proposed would first be seen, and what would be live beside it then."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from cms.publishing.bodies import Item
from cms.publishing.findings import CheckContext


def first_shown(key: str, context: CheckContext) -> datetime:
    """The start of the window that the release gives it; now for one that is open."""
    history, now = context.history, context.once(timezone.now)
    windows = [item for item in history.items.get(key, ()) if item.entry == history.head]
    return max(now, min((item.starts or now for item in windows), default=now))


def live_together(key: str, context: CheckContext) -> Mapping[str, Item]:
    """Everything that is live when the object is first shown."""
    at = first_shown(key, context)
    return context.once(context.history.view, at).items


def has_expired(key: str, context: CheckContext, at: datetime) -> bool:
    """Whether it would be live but for the end of a consent or a permission."""
    item = context.history.chosen(key, at)
    return bool(item and item.edition and item.expires and item.expires <= at)
