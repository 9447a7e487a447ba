"""The log as it is at this moment, for screens of the desk."""

from cms.publishing import catalog
from cms.publishing.append import head_number
from cms.publishing.history import stored_history
from cms.publishing.log import History


def log_now() -> History:
    """This worker's reading of the log where it is up to date, else the database's."""
    known = catalog.catalog().snapshot.history
    return known if known.head == head_number() else stored_history()
