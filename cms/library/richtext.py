"""Rich text: one allow-list of HTML, applied whatever way a text comes in.

Templates may mark a document's rich text safe only because it was cleaned twice: here when it was
stored, and in `rich_text_of` when the document was built.
"""

from collections.abc import Callable
from typing import Any

import nh3
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django_prose_editor.fields import ProseEditorField

from cms.library.html import shallow
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

_cleaner = nh3.Cleaner(
    tags=ALLOWED_TAGS,
    attributes={"*": set(), "a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="noopener noreferrer",
)
_EMPTY = frozenset({"<p></p>", "<p><br></p>"})


def clean(html: str) -> str:
    """The HTML with nothing in it but the allowed elements; cleaning twice changes nothing more."""
    # A lone surrogate can be held in memory only: neither the cleaner nor a database takes it.
    cleaned = _cleaner.clean(shallow(html.encode(errors="replace").decode())).strip()
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

    def pre_save(self, model_instance: Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        cleaned = clean_value(value)
        if cleaned != value:
            setattr(model_instance, self.attname, cleaned)
        return cleaned

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        return super().get_db_prep_save(clean_value(value), connection)


def clean_value(value: Any) -> Any:
    """Cleans a text; leaves alone what is no text, such as NULL or an expression."""
    return clean(value) if isinstance(value, str) else value
