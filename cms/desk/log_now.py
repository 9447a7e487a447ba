"""The log as it is at this moment, for screens of the desk."""

from collections.abc import Collection
from datetime import datetime

from cms.publishing import catalog
from cms.publishing.append import head_number
from cms.publishing.history import stored_history
from cms.publishing.log import History
from cms.publishing.models import Release, ReleaseItem
from cms.publishing.projected import loaded
from cms.publishing.snapshot import Snapshot


def log_now() -> History:
    """This worker's reading of the log where it is up to date, else the database's."""
    known = catalog.catalog().snapshot.history
    return known if known.head == head_number() else stored_history()


def site_now(keys: Collection[str], now: datetime) -> Snapshot:
    """All that visitors see now or later, and what is over of the objects that are asked about."""
    known, history = catalog.catalog().snapshot, log_now()
    wanted = set() if history is known.history else set(history.editions(now))
    over = (key for key in keys if not next(history.coming(key, now), None))
    wanted |= {item.edition for key in over for item in history.items.get(key, ()) if item.edition}
    return Snapshot(history, {**known.editions, **loaded(wanted - known.editions.keys())})


def was_released(key: str) -> bool:
    """Whether the log or a release holds an object, or held it when it was published."""
    items = ReleaseItem.objects.filter(key=key).exclude(release__state=Release.State.CLOSED)
    return key in log_now().items or items.exists()
