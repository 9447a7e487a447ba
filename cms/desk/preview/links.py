"""Links by which somebody without an account may look at a preview.

The address holds a number and its signature, nothing else. Whether it still opens is decided at
each visit: it has to be in time and not revoked, and its maker must be able to see what it shows.
"""

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.utils import timezone

from cms.desk.preview.models import PreviewLink

_signer = Signer(sep=".", salt="preview link")


def token_of(link: PreviewLink) -> str:
    return _signer.sign(str(link.pk))


def link_of(token: str) -> PreviewLink | None:
    """The link, as far as it is open and its maker still works here."""
    try:
        number = int(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
    link = open_links().select_related("made_by").filter(pk=number).first()
    is_trusted = link is not None and link.made_by.is_active and link.made_by.is_staff
    return link if is_trusted else None


def open_links() -> QuerySet[PreviewLink]:
    return PreviewLink.objects.filter(revoked_by=None, expires_at__gt=timezone.now())
