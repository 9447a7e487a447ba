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


def partners_near(live: LiveContent, country: str) -> tuple[PartnerDocument, ...]:
    """Every live partner: those of the country first, then those of no country, then all others."""
    return tuple(sorted(all_partners(live), key=lambda partner: _distance(partner, country)))


def _distance(partner: PartnerDocument, country: str) -> int:
    if country in partner.countries:
        return 0
    return 2 if partner.countries else 1
