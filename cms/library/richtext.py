"""Rich text: one allow-list of HTML, applied whatever way a text comes in.

Templates may mark a document's rich text safe only because it was cleaned twice: here when it was
stored, and in `rich_text_of` when the document was built.
"""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import nh3
from django.core.exceptions import ValidationError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.utils.translation import gettext as _
from django_prose_editor.fields import ProseEditorField

from cms.library.html import shallow
from cms.library.links import link_of
from cms.library.longtext import refuse_longer
from cms.library.pasted import plain_elements
from cms.publishing.documents import Text
from cms.translations.columns import text_of

ALLOWED_TAGS = {"p", "br", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote"}
EDITOR_EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
}


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """Where a link leads; the only other attribute is the cleaner's own."""
    return link_of(value) if name == "href" else value


_cleaner = nh3.Cleaner(
    tags=ALLOWED_TAGS,
    attributes={"*": set(), "a": {"href"}},
    attribute_filter=_attribute,
    url_schemes={"http", "https", "mailto"},
    # Those of this site: `link_of` leaves no others.
    url_relative="pass_through",
    link_rel="noopener noreferrer",
)
_HREF = re.compile(r"""<a\s[^<>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_EMPTY = frozenset({"<p></p>", "<p><br></p>"})


def clean(html: str) -> str:
    """The HTML with nothing in it but the allowed elements; cleaning twice changes nothing more."""
    # A lone surrogate can be held in memory only: neither the cleaner nor a database takes it.
    storable = html.encode(errors="replace").decode()
    cleaned = _cleaner.clean(plain_elements(shallow(storable))).strip()
    return "" if cleaned in _EMPTY else cleaned


def rich_text_of(instance: Model, field: str) -> Text:
    """All languages of a translated rich text, cleaned once more on the way into a document."""
    cleaned = {code: clean(html) for code, html in text_of(instance, field).root.items()}
    return Text({code: html for code, html in cleaned.items() if html})


class RichTextField(ProseEditorField):
    """HTML that staff write in an editor.

    Cleaned when a form is checked, when an instance is saved, and in every other statement that
    writes the column, such as `bulk_create`, `bulk_update` and `update`.
    """

    sanitize: Callable[[str], str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args, **{"extensions": EDITOR_EXTENSIONS, "sanitize": clean_value, **kwargs}
        )

    def clean(self, value: Any, instance: Model | None) -> Any:
        """Refuses what is too long, and a link that would lead nowhere, before it vanishes."""
        refuse_longer(value, self.max_length or 0)
        if isinstance(value, str):
            refuse_dead_links(value)
        cleaned = super().clean(value, instance)
        # With its & and < written out it may have grown, and has to fit the form again.
        refuse_longer(cleaned, self.max_length or 0)
        return cleaned

    def pre_save(self, model_instance: Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        cleaned = clean_value(value)
        if cleaned != value:
            setattr(model_instance, self.attname, cleaned)
        return cleaned

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        return super().get_db_prep_save(clean_value(value), connection)


def refuse_dead_links(html: str) -> None:
    """Raises ValidationError for a link that cleaning would take out."""
    for found in _HREF.finditer(html):
        href = unescape(next(part for part in found.groups() if part is not None))
        if link_of(href) is None:
            raise ValidationError(
                _(
                    "“%(href)s” is no link that this site keeps. Write an address with https://, "
                    "one of this site such as /en/help/, or a place on the page such as #signs."
                ),
                code="link",
                params={"href": href[:80]},
            )


def clean_value(value: Any) -> Any:
    """Cleans a text; leaves alone what is no text, such as NULL or an expression."""
    return clean(value) if isinstance(value, str) else value
