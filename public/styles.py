"""The one style sheet of the public site, joined from a file per component when first asked for,
and what its one script has to be.

See docs/decisions/0008-one-style-sheet.md.
"""

import base64
import gzip
import re
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from public.compression import accepts_gzip

FOLDER = settings.BASE_DIR / "static" / "site" / "css"
SCRIPT = settings.BASE_DIR / "static" / "site" / "site.js"
# In this order: what comes later may refine what came before.
COMPONENTS = (
    "tokens",
    "base",
    "layout",
    "header",
    "leave",
    "buttons",
    "help",
    "cards",
    "choices",
    "home",
    "article",
    "watch",
    "picture",
    "forms",
    "yourself",
    "footer",
    "print",
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")


class StyleSheet(NamedTuple):
    text: bytes
    packed: bytes
    digest: str

    @property
    def address(self) -> str:
        return reverse("style", args=[self.digest])


@cache
def style_sheet() -> StyleSheet:
    """The components without comments and line breaks. A change of a file needs a restart."""
    joined = "".join((FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in COMPONENTS)
    text = _SPACE.sub(" ", _COMMENT.sub("", joined)).strip().encode()
    return StyleSheet(text, gzip.compress(text, mtime=0), sha256(text).hexdigest()[:12])


@cache
def script_integrity() -> str:
    """The digest by which a browser knows our script: nothing else runs in its place."""
    digest = sha256(SCRIPT.read_bytes()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@require_safe
def style(request: HttpRequest, digest: str) -> HttpResponse:
    """While workers are replaced by newer ones, a page may ask for another one's sheet."""
    sheet = style_sheet()
    is_same = digest == sheet.digest
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if is_same else "no-cache",
        "Content-Type": "text/css; charset=utf-8",
        "Vary": "Accept-Encoding",
    }
    if accepts_gzip(request.META):
        return HttpResponse(sheet.packed, headers=headers | {"Content-Encoding": "gzip"})
    return HttpResponse(sheet.text, headers=headers)
