"""The log as it is at this moment, for screens of the desk."""

from cms.publishing import catalog
from cms.publishing.append import head_number
from cms.publishing.history import stored_history
from cms.publishing.log import History
from cms.publishing.models import Release, ReleaseItem


def log_now() -> History:
    """This worker's reading of the log where it is up to date, else the database's."""
    known = catalog.catalog().snapshot.history
    return known if known.head == head_number() else stored_history()


def was_released(key: str) -> bool:
    """Whether the log or a release holds an object, or held it when it was published."""
    items = ReleaseItem.objects.filter(key=key).exclude(release__state=Release.State.CLOSED)
    return key in log_now().items or items.exists()
