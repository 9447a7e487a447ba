"""A translation older than its source is published only with a reviewer's reason."""

from collections.abc import Iterator
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _

from cms.levels import Level
from cms.publishing.documents import Document
from cms.publishing.findings import CheckContext, Finding, register
from cms.translations.marks import stale_texts
from cms.translations.names import language_name


@register
def translation_is_older_than_its_source(
    key: str, document: Document, _proposed: CheckContext
) -> Iterator[Finding]:
    by_language = sorted(
        (language, path) for path, language in stale_texts(key, document, settings.LANGUAGE_CODE)
    )
    for language, places in groupby(by_language, key=lambda pair: pair[0]):
        paths = [path for _language, path in places]
        yield Finding(
            code="stale_translation",
            level=Level.NEEDS_REASON,
            key=key,
            field=paths[0],
            language=language,
            message=_("%(key)s in %(language)s: %(fields)s changed in the source since.")
            % {
                "key": key,
                "language": language_name(language),
                "fields": ", ".join(paths),
            },
        )
