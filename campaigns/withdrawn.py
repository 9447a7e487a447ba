"""Who has withdrawn their consent and is shown nonetheless: that takes a block, not a release."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import Creator
from cms.desk.home import PanelRow, Section
from cms.desk.log_now import log_now

PERMISSION = "publishing.block_anything"


def is_shown_without_consent(creator: Creator) -> bool:
    """Whether the working copy says that consent is withdrawn, and what is live does not."""
    now = timezone.now()
    day = creator.consent_withdrawn_on
    has_ended = day is not None and day <= now.date()
    return has_ended and log_now().live_item(creator.object_key, now) is not None


def block_address(creator: Creator) -> str:
    """The block of all that is theirs, whatever is published: one edition would not do."""
    reason = _("Consent withdrawn on %(day)s.") % {"day": creator.consent_withdrawn_on}
    asked = urlencode({"target": creator.object_key, "reason": reason})
    return f"{reverse('admin:block', args=[creator.object_key])}?{asked}"


def consent_withdrawn(request: HttpRequest) -> Section | None:
    """Until it is blocked, the first page of everybody who may do so says it."""
    if not request.user.has_perm(PERMISSION):
        return None
    withdrawn = Creator.objects.exclude(consent_withdrawn_on=None)
    rows = (
        PanelRow(one.name, block_address(one), str(one.consent_withdrawn_on))
        for one in withdrawn
        if is_shown_without_consent(one)
    )
    return Section(_("Consent withdrawn, and still shown: block it"), tuple(rows))
