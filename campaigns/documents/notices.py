"""What a content notice is once published."""

from typing import Any

from campaigns.models import ContentNotice
from cms.publishing.documents import Document, Text
from cms.publishing.kinds import Kind, register
from cms.translations.columns import text_of


class NoticeDocument(Document):
    """A content notice in all languages."""

    key: str
    kind: ContentNotice.Kind
    heading: Text
    message: Text

    def label(self) -> str:
        return self.heading.source

    def in_fields(self) -> dict[str, Any]:
        return self.in_fields_but(heading="label")

    @property
    def covers(self) -> bool:
        """Whether nothing of what it warns of is seen before a visitor chooses to."""
        return self.kind is ContentNotice.Kind.OPT_IN


def build_notice(notice: ContentNotice) -> NoticeDocument:
    return NoticeDocument(
        key=notice.key,
        kind=ContentNotice.Kind(notice.kind),
        heading=text_of(notice, "label"),
        message=text_of(notice, "message"),
    )


register(
    Kind(
        name="notice",
        model=ContentNotice,
        document=NoticeDocument,
        build=build_notice,
        heading="heading",
        summary="message",
    )
)
