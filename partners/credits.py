"""The organisations that a page thanks."""

from collections.abc import Iterable

from cms.publishing.snapshot import LiveContent
from partners.documents import PartnerDocument


def credited(live: LiveContent, keys: Iterable[str]) -> tuple[PartnerDocument, ...]:
    """The live partners among the keys, in their order."""
    return live.some(PartnerDocument, keys)


def all_partners(live: LiveContent) -> tuple[PartnerDocument, ...]:
    """Every live partner, by name."""
    return live.derived(_all_partners, of=(PartnerDocument,))


def _all_partners(live: LiveContent) -> tuple[PartnerDocument, ...]:
    partners = live.documents(PartnerDocument)
    return tuple(sorted(partners, key=lambda partner: partner.label().casefold()))
