"""Finds the interface texts in templates, for `make messages`.

Django's own command does this with GNU gettext, which a bare machine does not have.
"""

from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO

from babel.messages.extract import extract_javascript
from django.conf import settings
from django.utils.translation.template import templatize


def template_texts(
    file: BinaryIO,
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],  # noqa: ARG001 - Babel gives it by name
) -> Iterator[Any]:
    """Django rewrites a template as calls of gettext amid noise that only this lexer survives."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    calls = templatize(file.read().decode("utf-8"))
    # A note for translators starts with # there and with // in this lexer.
    source = BytesIO(calls.replace("\n# ", "\n// ").encode("utf-8"))
    yield from extract_javascript(source, keywords, comment_tags, {})
