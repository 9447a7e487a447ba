"""Whether a channel's number is one that must never be shown again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partners.dial import DIALLED
from partners.digits import digits_of
from partners.documents import ChannelDocument, HelplineDocument
from partners.models import RetiredNumber
from partners.numbering import FEWEST, identities, in_plan


@dataclass(frozen=True, slots=True)
class Retired:
    """A retired number as a value; see `RetiredNumber`."""

    country: str
    dial: str
    keyword: str
    helpline: str
    reason: str

    def is_of(self, channel: ChannelDocument, helpline: HelplineDocument) -> bool:
        """The whole number agrees, and the keyword where one is named."""
        return (
            channel.kind in DIALLED
            and self._is_called(channel.dial, helpline.countries)
            and self.keyword.casefold() in ("", channel.keyword.casefold())
            and self.helpline in ("", helpline.key)
        )

    def _is_called(self, dial: str, countries: Sequence[str]) -> bool:
        """Whether it is this number, in any spelling, dialled in any of the countries.

        A long number that none of them knows is read as one of the country it was retired in.
        """
        places = countries or (self.country,)
        is_foreign = len(digits_of(dial)) >= FEWEST and not any(in_plan(dial, c) for c in places)
        own = identities(self.dial, [self.country])
        return not own.isdisjoint(
            identities(dial, [*places, self.country] if is_foreign else places)
        )


def retired_numbers() -> tuple[Retired, ...]:
    """The whole list, read from the database."""
    rows = RetiredNumber.objects.select_related("helpline")
    return tuple(map(as_value, rows))


def as_value(row: RetiredNumber) -> Retired:
    return Retired(
        country=row.country,
        dial=row.dial,
        keyword=row.keyword,
        helpline=row.helpline.key if row.helpline else "",
        reason=row.reason,
    )


def retired_channels(
    helpline: HelplineDocument, retired: Sequence[Retired]
) -> Iterator[tuple[ChannelDocument, Retired]]:
    """The channels of the helpline that must not be shown, each with the reason."""
    for channel in helpline.channels:
        for number in retired:
            if number.is_of(channel, helpline):
                yield channel, number
                break
