"""The site by a log that may not be written yet, so that checks can compare it with today's."""

from collections.abc import Collection, Mapping
from datetime import datetime

from cms.publishing import catalog
from cms.publishing.documents import Document
from cms.publishing.freeze import edition_digest, open_if_whole
from cms.publishing.keys import ObjectKey
from cms.publishing.log import History
from cms.publishing.models import Edition
from cms.publishing.snapshot import LiveContent, Loaded


def site_by(
    history: History,
    now: datetime,
    *,
    kinds: Collection[str],
    documents: Mapping[str, Document] | None = None,
) -> LiveContent:
    """What of these kinds is live at an instant, with documents that may not be stored yet.

    A digest says all about an edition, so what this worker holds in memory is not read again.
    """
    view = history.view(now)
    wanted = {i.edition or "" for k, i in view.items.items() if ObjectKey(k).kind in kinds}
    given = [
        Loaded(edition_digest(key, document), key, document)
        for key, document in (documents or {}).items()
        if ObjectKey(key).kind in kinds
    ]
    known = catalog.catalog().snapshot.editions
    loaded = {digest: known[digest] for digest in wanted & known.keys()}
    loaded |= {edition.digest: edition for edition in given}
    for edition in Edition.objects.filter(pk__in=wanted - loaded.keys()):
        if document := open_if_whole(edition):
            loaded[edition.digest] = Loaded(edition.digest, edition.key, document)
    return LiveContent(view, loaded)
