"""Whether a channel's number is one that must never be shown again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partners.dial import DIALLED, national
from partners.documents import ChannelDocument, HelplineDocument
from partners.models import RetiredNumber


@dataclass(frozen=True, slots=True)
class Retired:
    """A retired number as a value; see `RetiredNumber`."""

    country: str
    dial: str
    keyword: str
    helpline: str
    reason: str

    def is_of(self, channel: ChannelDocument, helpline: HelplineDocument) -> bool:
        """The country and the whole number agree, and the keyword where one is named."""
        return (
            channel.kind in DIALLED
            and (not helpline.countries or self.country in helpline.countries)
            and national(channel.dial, self.country) == national(self.dial, self.country)
            and self.keyword.casefold() in ("", channel.keyword.casefold())
            and self.helpline in ("", helpline.key)
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
