"""Word classes: what `{friend}` stands for in each language."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.desk.imports.exchange import FileExchange
from cms.desk.locking import LockingAdmin
from cms.desk.screens import person
from interventions.actions import note_class_changes
from interventions.matching.notation import expand_word
from interventions.models import WordClass
from interventions.termfiles.file_kinds import CLASSES
from interventions.word_classes import words_in

MOST_SHOWN = 8


@admin.register(WordClass)
class WordClassAdmin(FileExchange, LockingAdmin):
    """Saving changes the lists that name the class; nothing is live before a release of them."""

    file_kinds: ClassVar = [CLASSES]
    change_list_template = "admin/interventions/rows.html"
    list_display = ["__str__", "locale", "stands_for", "note", "changed_by", "changed_at"]
    list_filter = ["locale"]
    list_select_related = ["changed_by"]
    list_per_page = 100
    search_fields = ["name", "words", "note"]
    fields = ["name", "locale", "words", "note"]

    def places(self, request: HttpRequest) -> list[tuple[str, str]]:
        used = WordClass._default_manager.order_by("locale").values_list("locale", flat=True)
        return [(tag, tag) for tag in used.distinct()]

    @admin.display(description=gettext_lazy("stands for"))
    def stands_for(self, row: WordClass) -> str:
        words = [phrase for word in words_in(row.words) for phrase in expand_word(word)]
        more = "; …" if len(words) > MOST_SHOWN else ""
        return f"{len(words)}: {'; '.join(words[:MOST_SHOWN])}{more}"

    def store_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.changed_by = request.user
        before = form.initial if change else {}
        super().store_model(request, obj, form, change)
        touched = {row.key for row in self._note(obj.name, obj.locale, request)}
        if before and (before["name"], before["locale"]) != (obj.name, obj.locale):
            touched |= {row.key for row in self._note(before["name"], before["locale"], request)}
        if touched:
            messages.info(
                request,
                _("These lists name it; release them to make it public: %(lists)s.")
                % {"lists": ", ".join(sorted(touched))},
            )

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._note(obj.name, obj.locale, request)
        super().delete_model(request, obj)

    def _note(self, name: str, tag: str, request: HttpRequest) -> Any:
        return note_class_changes([tag], by=person(request), name=name)
