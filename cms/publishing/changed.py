"""Has it changed? Documents are compared in today's schema.

Where two hashes are the same, so are the documents. Where they differ, that says nothing: a field
that documents gain with a default changes each hash and no document.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from django.db.models import Max

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


class Left(NamedTuple):
    """A change, and what the object froze to after it."""

    change: int
    digest: str


def changed_keys(
    editions: Mapping[str, str], copies: Mapping[str, Document] | None = None
) -> set[str]:
    """The objects of whose edition the working copy says something else, in at most 3 queries.

    A copy that is not given is taken as its last recorded change left it.
    """
    given = copies or {}
    stored = Edition.objects.in_bulk([editions[key] for key in given if key in editions])
    return {
        key
        for key, copy in given.items()
        if key in editions and not is_same(copy, open_if_whole(stored.get(editions[key])))
    } | unlike(editions, _last(editions.keys() - given.keys()))


def unlike(editions: Mapping[str, str], left: Mapping[str, Left]) -> set[str]:
    """The objects that said something else than their edition after the change of theirs."""
    differing = {key: one for key, one in left.items() if one.digest != editions[key]}
    if not differing:
        return set()
    changes = Change.objects.in_bulk([one.change for one in differing.values()])
    digests = [(editions[key], one.digest) for key, one in differing.items()]
    frozen = Edition.objects.in_bulk({digest for pair in digests for digest in pair})

    def documents(key: str, one: Left) -> Iterable[Document | None]:
        yield open_if_whole(frozen.get(editions[key]))
        yield open_if_whole(changes[one.change]) or open_if_whole(frozen.get(one.digest))

    return {key for key, one in differing.items() if not is_same(*documents(key, one))}


def _last(keys: Collection[str]) -> dict[str, Left]:
    latest = Change.objects.filter(key__in=keys).values("key").annotate(last=Max("id"))
    rows = Change.objects.filter(id__in=latest.values("last"))
    return {key: Left(pk, digest) for key, pk, digest in rows.values_list("key", "id", "digest")}
