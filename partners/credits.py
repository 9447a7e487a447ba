"""The organisations that a page thanks."""

from collections.abc import Iterable

from cms.publishing.snapshot import Site
from partners.documents import PartnerDocument


def credited(site: Site, keys: Iterable[str]) -> tuple[PartnerDocument, ...]:
    """The live partners among the keys, in their order."""
    found = (site.get(f"partner:{key}") for key in keys)
    return tuple(partner for partner in found if isinstance(partner, PartnerDocument))


def all_partners(site: Site) -> tuple[PartnerDocument, ...]:
    """Every live partner, by name."""
    return site.derived("partners.all", _all_partners, of=("partner",))


def _all_partners(site: Site) -> tuple[PartnerDocument, ...]:
    partners = site.documents(PartnerDocument)
    return tuple(sorted(partners, key=lambda partner: partner.label().casefold()))
