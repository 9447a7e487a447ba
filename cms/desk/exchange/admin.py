"""The import and export of a kind of content, beside its list."""

from django.http import HttpRequest

from cms.desk.generic import AnyModelAdmin
from cms.desk.imports.exchange import FileExchange


class ExchangeMixin(FileExchange):
    """Set `file_kinds` beside it: the kind of content, and the parts that hang on it."""

    def exported_places(self, request: HttpRequest, chosen: list[str]) -> list[str]:
        """What the list shows under its filters, without what it shows of each."""
        shown = AnyModelAdmin.get_changelist_instance(self, request).queryset
        return list(shown.values_list("key", flat=True)) or [""]
