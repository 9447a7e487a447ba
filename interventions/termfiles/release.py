"""Puts what an import changed into a release: those changes, and nobody else's drafts."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.desk.imports.apply import refuse_waiting
from cms.desk.imports.models import FileImport
from cms.errors import Refused
from cms.publishing.compose import start_release
from cms.publishing.history import stored_history
from cms.publishing.models import Release
from cms.publishing.submit import add_fixed
from interventions.termfiles.projected_lists import documents_of


def release_import(file_import: FileImport, *, by: User) -> Release:
    """A new draft release with the lists as the import alone makes them."""
    if file_import.state != FileImport.State.APPLIED:
        raise Refused(_("Apply the import first."))
    refuse_waiting(file_import)
    history = stored_history()
    documents = documents_of(file_import, history, timezone.now())
    if not documents:
        raise Refused(_("This import changed no list."))
    title = _("Import %(number)d: %(name)s") % {"number": file_import.pk, "name": file_import.name}
    with transaction.atomic():
        release = start_release(title=title[:120], by=by)
        for key, document in documents.items():
            add_fixed(release, key, document, by=by, history=history)
        file_import.release = release
        file_import.save(update_fields=["release"])
    return release
