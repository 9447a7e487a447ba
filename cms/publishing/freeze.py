"""Freezing: a working copy, read from the database in all languages, as an immutable edition."""

import json
import zlib
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.errors import Damaged, Refused
from cms.publishing.bodies import Item
from cms.publishing.canonical import canonical
from cms.publishing.documents import JSON, Document
from cms.publishing.kinds import kind_of, object_for
from cms.publishing.models import Change, Edition


def document_of(key: str) -> Document:
    """The working copy with the key as a document, read freshly from the database.

    Built under a neutral language: the same object has the same hash whatever language the
    admin runs in.
    """
    with override(None):
        return kind_of(key).build(object_for(key))


def payload_of(document: Document) -> JSON:
    return document.model_dump(mode="json")


class Packed(NamedTuple):
    """A document as it is stored, known by its digest."""

    digest: str
    schema: int
    payload: bytes


def packed(key: str, document: Document) -> Packed:
    payload, schema = canonical(payload_of(document)), document.schema_number
    return Packed(_digest(_whole(key, schema, payload)), schema, zlib.compress(payload))


def edition_digest(key: str, document: Document) -> str:
    return _digest(_whole(key, document.schema_number, canonical(payload_of(document))))


def _whole(key: str, schema: int, payload: bytes) -> bytes:
    """The canonical spelling of an edition, put together round that of its document."""
    return b'{"document":%b,"key":%b,"schema":%d}' % (payload, canonical(key), schema)


def _digest(whole: bytes) -> str:
    return sha256(whole).hexdigest()


def item_for(
    key: str,
    edition: str | None,
    document: Document | None,
    *,
    starts: datetime | None = None,
    ends: datetime | None = None,
    through: int = 0,
) -> Item:
    """The edition as an item of the log, with all of its document that `resolve` must know."""
    return Item(
        entry=0,
        key=key,
        edition=edition,
        starts=starts,
        ends=ends,
        expires=document.expires_at() if document else None,
        languages=tuple(sorted(document.languages_to_read())) if document else (),
        parts=tuple(sorted(document.part_keys())) if document else (),
        through=through,
    )


def freeze(key: str, *, by: User) -> Edition:
    """The edition of the object as it is now; freezing the same content twice gives the same."""
    return store(key, document_of(key), by=by)


def store(key: str, document: Document, *, by: User) -> Edition:
    """Stores a document as an edition of the object."""
    digest, schema, payload = packed(key, document)
    edition, _created = Edition.objects.get_or_create(
        digest=digest,
        defaults={"key": key, "schema": schema, "payload": payload, "frozen_by": by},
    )
    if edition.payload is not None and open_if_whole(edition) is None:
        # The hash says that this is the very content that has rotted.
        edition.payload = payload
        edition.save(update_fields=["payload"])
    if edition.payload is None:
        raise Refused(erased_message(key))
    return edition


def erased_message(key: str) -> str:
    return _("%(key)s is as it was when it was erased. Change it before it is published again.") % {
        "key": key
    }


def open_if_whole(edition: Edition | Change | None) -> Document | None:
    """The document that is stored; None where there is none, or it was erased or is damaged."""
    try:
        return open_edition(edition) if edition else None
    except Damaged:
        return None


def open_edition(edition: Edition | Change) -> Document:
    """The stored document, upgraded to today's schema; Damaged if its hash does not hold."""
    return opened(unpack(edition))[1]


def unpack(edition: Edition | Change) -> bytes:
    """What is stored as it was frozen (document, key, schema) in JSON, its hash verified."""
    if edition.payload is None:
        raise Damaged(_("Edition %(digest)s was erased.") % {"digest": edition.digest[:12]})
    try:
        payload = zlib.decompress(bytes(edition.payload))
    except zlib.error:
        payload = b""
    whole = _whole(edition.key, edition.schema, payload)
    if not is_whole(whole, edition.digest):
        raise Damaged(
            _("Edition %(digest)s of %(key)s is damaged: its content does not match its hash.")
            % {"digest": edition.digest[:12], "key": edition.key}
        )
    return whole


def is_whole(whole: bytes, digest: str) -> bool:
    return _digest(whole) == digest


def opened(whole: bytes) -> tuple[str, Document]:
    """The key and the document of an edition that is whole.

    Damaged where this version of the program can't read it, such as after a step back to an
    older one.
    """
    edition = json.loads(whole)
    key, schema = edition["key"], edition["schema"]
    try:
        return key, kind_of(key).document.read(edition["document"], schema)
    except (ValueError, LookupError) as error:
        raise Damaged(
            _("Edition %(digest)s of %(key)s (schema %(schema)d) can't be read by this version.")
            % {"digest": _digest(whole)[:12], "key": key, "schema": schema}
        ) from error
