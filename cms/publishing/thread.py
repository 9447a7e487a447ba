"""The thread of a release: who submitted it, sent it back or said something, when, with what."""

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from cms.errors import Refused
from cms.publishing.append import require, require_reason
from cms.publishing.models import Release, ReleaseNote


def note_step(release: Release, step: ReleaseNote.Step, *, by: User, text: str = "") -> ReleaseNote:
    """Adds a line to the thread; where it was sent back, with what the reviewer had read."""
    is_read = step == ReleaseNote.Step.SENT_BACK
    return ReleaseNote.objects.create(
        release=release, step=step, by=by, text=text, read=as_read(release) if is_read else {}
    )


def say(release: Release, *, by: User, text: str) -> None:
    """An answer or a question. It makes nobody an author, and a reviewer no part."""
    require(by, "publishing.change_release", _("You may not write about releases."))
    require_reason(text, _("Write a note."))
    if not release.is_on_its_way:
        raise Refused(_("“%(title)s” is not on its way any more.") % {"title": release.title})
    note_step(release, ReleaseNote.Step.SAID, by=by, text=text)


def as_read(release: Release) -> dict[str, Any]:
    """Each item as it was frozen, by its number."""
    return {str(item.pk): item.as_body() for item in release.items.all()}


def last_read(release: Release) -> dict[str, Any] | None:
    """What a reviewer had read when they last sent it back; None where nobody did, or knows."""
    sent_back = release.notes.filter(step=ReleaseNote.Step.SENT_BACK).order_by("-id")
    return sent_back.values_list("read", flat=True).first() or None
