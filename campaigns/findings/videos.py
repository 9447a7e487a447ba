"""A video can be played, and be understood by those who don't hear it or don't watch it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from campaigns import webvtt
from campaigns.documents import CaptionDocument, VideoDocument
from cms.levels import Level
from cms.library import store
from cms.library.topics import grave_for
from cms.publishing.documents import Document
from cms.publishing.findings import CheckContext, Finding, register


@register
def a_video_can_be_played(
    key: str, document: Document, _proposed: CheckContext
) -> Iterator[Finding]:
    if not isinstance(document, VideoDocument):
        return
    if document.clip is None and not document.embed:
        message = _("“%(title)s” has neither a file nor a link. Upload a file or write a link.")
        yield _blocks(key, "no_video", "file", document, message)
    if document.clip and not _is_stored(document.clip.name):
        message = _("The file of “%(title)s” is not on the server. Upload it again.")
        yield _blocks(key, "file_missing", "file", document, message)
    if not document.seconds:
        message = _("Nobody has said how long “%(title)s” is. Write its seconds.")
        yield _blocks(key, "no_duration", "seconds", document, message)


@register
def a_video_has_captions(
    key: str, document: Document, _proposed: CheckContext
) -> Iterator[Finding]:
    if not isinstance(document, VideoDocument):
        return
    if document.spoken not in {captions.language for captions in document.captions}:
        message = _("“%(title)s” has no captions in the language it is spoken in. Add them.")
        yield _blocks(key, "no_captions", "captions", document, message, document.spoken)
    for captions in document.captions:
        if not _is_as_read(captions):
            message = _("The captions of “%(title)s” are not on the server as shown. Save them.")
            yield _blocks(key, "captions_missing", "captions", document, message, captions.language)


@register
def a_video_is_warned_of(key: str, document: Document, context: CheckContext) -> Iterator[Finding]:
    if not isinstance(document, VideoDocument):
        return
    if document.notice is None and not grave_for(context).isdisjoint(document.topics):
        yield Finding(
            code="no_notice",
            level=Level.NEEDS_REASON,
            key=key,
            field="notice",
            message=_("“%(title)s” is about something hard and has no content notice.")
            % {"title": document.label()},
        )
    if document.spoken not in document.transcript.languages:
        yield Finding(
            code="no_transcript",
            level=Level.NEEDS_REASON,
            key=key,
            field="transcript",
            language=document.spoken,
            message=_("“%(title)s” has no transcript in the language it is spoken in.")
            % {"title": document.label()},
        )


def _blocks(
    key: str, code: str, field: str, document: VideoDocument, message: str, language: str = ""
) -> Finding:
    return Finding(
        code=code,
        level=Level.BLOCKS,
        key=key,
        field=field,
        language=language,
        message=message % {"title": document.label()},
    )


def _is_stored(name: str) -> bool:
    try:
        return store.path_of(name).is_file()
    except ValueError:
        return False


def _is_as_read(captions: CaptionDocument) -> bool:
    """Whether the stored file says what a reviewer reads: both are written by one save."""
    try:
        stored = store.path_of(captions.name).read_text(encoding="utf-8")
        words = webvtt.words(webvtt.parse(stored))
    except (OSError, ValueError):
        return False
    return words == captions.words.root.get(captions.language)
