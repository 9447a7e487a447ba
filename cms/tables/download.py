"""A table as the answer to a request."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils import timezone

from cms.tables.writers import XLSX, Format, Rows

MARK = "\ufeff".encode()
"""By it Excel knows that a file is in UTF-8."""


def download(rows: Rows, name: str, file_format: Format) -> StreamingHttpResponse:
    pieces = file_format.write(rows)
    response = StreamingHttpResponse(
        pieces if file_format is XLSX else _marked(pieces), content_type=file_format.content_type
    )
    filename = f"{name}-{timezone.localdate():%Y-%m-%d}.{file_format.suffix}"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "no-store"
    return response


def _marked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield MARK
    yield from pieces
