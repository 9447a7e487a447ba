"""Has it changed? Documents are compared in today's schema.

Where two hashes are the same, so are the documents. Where they differ, that says nothing: a field
that documents gain with a default changes each hash and no document.
"""

from collections.abc import Collection, Mapping

from cms.publishing.documents import Document
from cms.publishing.freeze import edition_digest, open_if_whole, payload_of
from cms.publishing.models import Change, Edition


def is_same(one: Document | None, other: Document | None) -> bool:
    """Whether both say the same; never where one of them is not there or can't be read."""
    return one is not None and other is not None and payload_of(one) == payload_of(other)


def is_as_left(key: str, document: Document, change: Change) -> bool:
    """Whether the document says what the object did after the change."""
    if change.digest == edition_digest(key, document):
        return True
    frozen = Edition.objects.filter(pk=change.digest).first()
    return is_same(document, open_if_whole(change) or open_if_whole(frozen))


def changed_keys(
    editions: Mapping[str, Collection[str]], copies: Mapping[str, Document] | None = None
) -> set[str]:
    """The objects of whose working copy none of the editions says the same, in at most 3 queries.

    A copy that is not given is taken as its last recorded change left it.
    """
    given = copies or {}
    latest = Change.objects.latest_of(editions.keys() - given.keys())
    digests = dict(latest.values_list("key", "digest"))
    unsure = {key: digest for key, digest in digests.items() if digest not in editions[key]}
    asked = [key for key in editions if key in given or key in unsure]
    wanted = {digest for key in asked for digest in editions[key]}
    stored = Edition.objects.in_bulk(wanted.union(unsure.values()))
    left = {
        change.key: open_if_whole(change) or open_if_whole(stored.get(change.digest))
        for change in (Change.objects.latest_of(unsure) if unsure else ())
    }
    says = {**given, **left}
    return {
        key
        for key in asked
        if not any(is_same(says[key], open_if_whole(stored.get(d))) for d in editions[key])
    }
