"""What is checked in a guide before it is published."""

import re
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.levels import Level
from cms.library.editorial import plain
from cms.library.topics import grave_for
from cms.publishing.documents import Document
from cms.publishing.findings import CheckContext, Finding, register
from guides.documents import GuideDocument

_HOPE = {
    "en": r"\b(?:help\w*|support\w*|hope\w*|recover\w*|reach\s+out|talk\s+to|better\s+days)\b",
    "vi": r"giúp|hỗ\s+trợ|hy\s+vọng|hi\s+vọng|phục\s+hồi|hồi\s+phục|đường\s+dây|trò\s+chuyện\s+với",
    "id": r"bantu|dukung|harap|pulih|layanan|bicara(?:lah)?\s+dengan",
    "ar": r"مساعد|دعم|أمل|تعاف|خط(?:وط)?\s+ال(?:مساندة|نجدة)|تحد[ّ]?ث\s+(?:مع|إلى)",
}


@register
def a_review_is_due(key: str, document: Document, _proposed: CheckContext) -> Iterator[Finding]:
    if not isinstance(document, GuideDocument) or document.review_due is None:
        return
    if document.review_due <= timezone.now().date():
        yield Finding(
            code="review_due",
            level=Level.NOTE,
            key=key,
            field="review_due",
            message=_("A new reading of this guide was due on %(date)s.")
            % {"date": document.review_due.isoformat()},
        )


@register
def who_agreed_read_these_words(
    key: str, document: Document, _proposed: CheckContext
) -> Iterator[Finding]:
    """Nobody is said to have agreed to words that they never saw."""
    if not isinstance(document, GuideDocument):
        return
    for index, reading in enumerate(document.readings):
        if reading not in document.readings_in(reading.language):
            yield Finding(
                code="other_text_signed_off",
                level=Level.BLOCKS,
                key=key,
                field=f"readings.{index}",
                language=reading.language,
                message=_(
                    "The text in “%(language)s” has changed since “%(partner)s” read it. Delete "
                    "that sign-off, or ask for a new reading and record it."
                )
                % {"language": reading.language, "partner": reading.partner},
            )


@register
def every_section_is_translated(
    key: str, document: Document, _proposed: CheckContext
) -> Iterator[Finding]:
    """A language that a guide is shown in has all the sections that its source has."""
    if not isinstance(document, GuideDocument):
        return
    for language in sorted(document.title.languages):
        for index, section in enumerate(document.sections):
            for field, text in (("heading", section.heading), ("body", section.body)):
                if text and language not in text.languages:
                    yield Finding(
                        code="section_untranslated",
                        level=Level.NEEDS_REASON,
                        key=key,
                        field=f"sections.{index}.{field}",
                        language=language,
                        message=_("“%(heading)s” is not translated into “%(language)s”.")
                        % {"heading": section.heading.source, "language": language},
                    )


@register
def there_is_a_line_of_hope(
    key: str, document: Document, context: CheckContext
) -> Iterator[Finding]:
    """Somebody who only skims a hard page reads how it begins and how it ends."""
    if not isinstance(document, GuideDocument) or grave_for(context).isdisjoint(document.topics):
        return
    for language in sorted(document.title.languages & _HOPE.keys()):
        if not re.search(_HOPE[language], _first_and_last(document, language), re.IGNORECASE):
            yield Finding(
                code="no_hope",
                level=Level.NEEDS_REASON,
                key=key,
                language=language,
                message=_(
                    "In “%(language)s” neither the summary nor the last section speaks of help "
                    "or hope."
                )
                % {"language": language},
            )


def _first_and_last(document: GuideDocument, language: str) -> str:
    last = [text for section in document.sections[-1:] for text in (section.heading, section.body)]
    return plain(
        " ".join(text.root[language] for text in (document.summary, *last) if language in text.root)
    )
