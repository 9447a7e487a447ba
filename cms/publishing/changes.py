"""The append-only record of who changed which working copy: it tells who the authors are."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Max
from django.utils.translation import gettext as _

from cms.publishing.changed import is_as_left
from cms.publishing.displaced import Displaced
from cms.publishing.documents import Document
from cms.publishing.freeze import document_of, open_if_whole, packed
from cms.publishing.kinds import kind_of
from cms.publishing.models import Change, Edition


def record_change(
    key: str, *, by: User, fields: Iterable[str] = (), note: str = ""
) -> Change | None:
    """Notes that a person changed the object; None where it says what it said before.

    `note` says how, where it was not by its form.
    """
    document, last = document_of(key), last_change(key)
    if last and is_as_left(key, document, last):
        return None
    return _record(key, document, [by], fields, _languages_changed(last, document), note)


def record_coauthor(person: User, *, of: User, since: int) -> None:
    """Makes the person an author, too, of what `of` has changed since the change numbered `since`.

    The later change keeps the document, so the person's own stands before it.
    """
    for change in Change.objects.filter(id__gt=since, by=of).order_by("id"):
        Change.objects.filter(pk=change.pk).update(by=person, payload=None)
        change.pk = None
        change.save()


def record_copy(key: str, *, of: str, live: Displaced, by: User) -> None:
    """Notes that a person made the object as a copy of another one, of which `live` is live.

    Whoever wrote in that one what nobody has read yet wrote it in the copy, too.
    """
    authors = [author for author in authors_since(of, live) if author != by]
    note = _("Copied from %(key)s.") % {"key": of}
    _record(key, document_of(key), [*authors, by], ["key"], note=note)


def _languages_changed(last: Change | None, document: Document) -> list[str] | None:
    """The languages in which its words are others than the last change left; None: unknown."""
    frozen = Edition.objects.filter(pk=last.digest).first() if last else None
    before = open_if_whole(last) or open_if_whole(frozen)
    if before is None:
        return None
    codes = before.languages_to_read() | document.languages_to_read()
    return sorted(code for code in codes if not document.says_the_same(before, code))


def _record(
    key: str,
    document: Document,
    people: list[User],
    fields: Iterable[str],
    languages: list[str] | None = None,
    note: str = "",
) -> Change:
    """The last of the people keeps the document. A kind may keep only its latest."""
    digest, schema, payload = packed(key, document)
    if not kind_of(key).keeps_states:
        Change.objects.filter(key=key).update(payload=None)
    noted = [
        Change.objects.create(
            key=key, by=by, digest=digest, fields=sorted(fields), languages=languages, note=note
        )
        for by in people
    ]
    noted[-1].schema, noted[-1].payload = schema, payload
    noted[-1].save(update_fields=["schema", "payload"])
    return noted[-1]


def latest_number() -> int:
    """That of the last change of anything, 0 before the first."""
    return Change.objects.aggregate(last=Max("id"))["last"] or 0


def last_change(key: str) -> Change | None:
    return Change.objects.filter(key=key).select_related("by").order_by("-id").first()


def authors_since(key: str, live: Displaced) -> list[User]:
    """Everybody who wrote of the object what nobody has read since: in each language by itself."""
    first = min([live.through, *live.unread.values()])
    changes = Change.objects.filter(key=key, id__gt=first).values_list("id", "by", "languages")
    ids = {by for number, by, languages in changes if not live.has_read(number, languages)}
    return list(get_user_model()._default_manager.filter(pk__in=ids))
