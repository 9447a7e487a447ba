"""The screens of the desk, below /admin/ and before Django's own. `DeskSite` guards them."""

from django.urls import URLPattern, path

from cms.desk.logbook import views as logbook
from cms.desk.preferences import preferences
from cms.desk.releases import compose, review
from cms.desk.safeguards import blocks, erasures, helplines, proposals
from cms.desk.translate import imports
from cms.desk.translate.screens import translations

urlpatterns: list[URLPattern] = [
    path("preferences/", preferences, name="preferences"),
    path("translations/", translations, name="translations"),
    path("translations/out/<str:language>/", imports.out, name="translations_out"),
    path("translations/in/", imports.into, name="translations_in"),
    path("releases/", compose.release_list, name="release_list"),
    path("releases/add/", compose.release_add, name="release_add"),
    path("releases/<int:pk>/", compose.release, name="release"),
    path("releases/<int:pk>/changes/", compose.release_changes, name="release_changes"),
    path("releases/<int:pk>/say/", compose.release_say, name="release_say"),
    path("releases/<int:pk>/describe/", compose.release_describe, name="release_describe"),
    path("releases/<int:pk>/days/", compose.release_change_days, name="release_change_days"),
    path("releases/<int:pk>/items/", compose.release_add_item, name="release_add_item"),
    path(
        "releases/<int:pk>/items/<int:item>/",
        compose.release_change_item,
        name="release_change_item",
    ),
    path(
        "releases/<int:pk>/items/<int:item>/remove/",
        compose.release_remove_item,
        name="release_remove_item",
    ),
    path("releases/<int:pk>/submit/", compose.release_submit, name="release_submit"),
    path("releases/<int:pk>/take-back/", compose.release_take_back, name="release_take_back"),
    path("releases/<int:pk>/close/", compose.release_close, name="release_close"),
    path("releases/<int:pk>/review/", review.release_review, name="release_review"),
    path("log/", logbook.log, name="log"),
    path("log/export/", logbook.log_export, name="log_export"),
    path("log/<int:number>/", logbook.entry, name="entry"),
    path("log/<int:number>/undo/", logbook.entry_undo, name="entry_undo"),
    path("log/<int:number>/confirm/", logbook.entry_confirm, name="entry_confirm"),
    path("block/<str:key>/", blocks.block_object, name="block"),
    path("blocked/<int:number>/", blocks.block_done, name="block_done"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/lift/<path:target>/", proposals.lift, name="lift"),
    path("proposals/switch/", proposals.switch, name="switch"),
    path("proposals/<int:pk>/", proposals.proposal_decide, name="proposal_decide"),
    path("urgent/<str:key>/", helplines.urgent, name="urgent"),
    path("check/<str:key>/", helplines.check, name="check"),
    path("erase/<slug:digest>/", erasures.erase_edition, name="erase"),
]
