"""Numbers by the numbering plans of all countries: which one is meant, how it is dialled. Pure.

Short codes such as 119, 988 or 116 123 stand in no such plan: they stay the text they are.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat
from phonenumbers.phonenumberutil import ndd_prefix_for_region

from partners.digits import digits_of, plain_number

FEWEST = 7
"""Digits of a number that may be written in several ways; a shorter one is a short code."""
SHORTEST_ABROAD = 8
"""Shorter numbers, such as 1767 or 800 4673, cannot be reached from abroad, so not by WhatsApp."""

_UNDIALLED = re.compile(r"[^0-9+*#]")
_TRUNK = re.compile(r"\(\s*0\s*\)[ .-]*")
"""The zero of `+44 (0)20`, which is dialled only within the country."""


def dialled(dial: str, countries: Sequence[str]) -> str:
    """What a phone has to send: the signs as written or, where those would not do, from `+` on.

    `0120-279-338` -> `0120279338`; `+44 (0)20 7946 0958` and `0044 20 7946 0958` ->
    `+442079460958`. Without a country only what says its own can be put right.
    """
    written = _UNDIALLED.sub("", plain_number(dial))
    number = None if {"*", "#"} & set(written) else certain(dial, countries)
    if number and (written.startswith("+") or not _is_national(written, number, countries)):
        return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if written.startswith("+"):
        return "+" + digits_of(_TRUNK.sub("", plain_number(dial)))
    return written


def offered(dial: str, countries: Sequence[str]) -> str:
    """How to write a number that would not be dialled as it is written; '' where it would."""
    number = certain(dial, countries)
    written = _UNDIALLED.sub("", plain_number(dial))
    if number is None or dialled(dial, countries) == written:
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def international(dial: str, countries: Sequence[str]) -> str:
    """The number with its calling code and without `+`; '' where that would be a guess."""
    if not is_international(dial) and len(digits_of(dial)) < SHORTEST_ABROAD:
        return ""
    number = certain(dial, countries)
    if number is None and is_international(dial):
        number = _possible(dial, "")
    if number is None:
        return ""
    return digits_of(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def is_international(dial: str) -> bool:
    """Whether it says its own calling code after a `+`."""
    return plain_number(dial).lstrip("( ").startswith("+")


def is_possible(dial: str) -> bool:
    """Whether an international number has a calling code that exists, and digits enough."""
    number = in_plan(dial, "")
    if number is None and (number := _possible(dial, "")):
        return len(phonenumbers.national_significant_number(number)) >= FEWEST
    return number is not None


def certain(dial: str, countries: Sequence[str]) -> PhoneNumber | None:
    """The number, where it is in the plan of every country named and the same in each."""
    numbers = [in_plan(dial, country) for country in countries or ("",)]
    return numbers[0] if all(number == numbers[0] for number in numbers) else None


def identities(dial: str, countries: Sequence[str]) -> frozenset[str]:
    """Names of a number that are the same however it is written, for each country one.

    `03-7956 8144` and `+60 (0)3 7956 8144` are both `+60379568144` in Malaysia. A short code is
    another number in every country: `KR:1393`.
    """
    return frozenset(name for c in countries or ("",) for name in _names(dial, c))


@lru_cache(maxsize=4096)
def in_plan(dial: str, country: str) -> PhoneNumber | None:
    """The number by the country's plan; None where that has none like it."""
    if not is_international(dial) and len(digits_of(dial)) < FEWEST:
        return None
    found = (_parsed(spelling, country) for spelling in _spellings(dial, country))
    return next((n for n in found if n and phonenumbers.is_valid_number(n)), None)


def _names(dial: str, country: str) -> Iterator[str]:
    number = in_plan(dial, country) or _possible(dial, country)
    if number is None:
        yield f"{country}:{digits_of(dial)}"
        return
    digits = phonenumbers.national_significant_number(number)
    if len(digits) >= FEWEST:
        yield f"+{number.country_code}{digits}"
        return
    for region in phonenumbers.region_codes_for_country_code(number.country_code or 0):
        yield f"{region}:{digits}"


def _possible(dial: str, country: str) -> PhoneNumber | None:
    """As `in_plan`, by the number of its digits alone: a plan forgets what was withdrawn."""
    if not is_international(dial) and len(digits_of(dial)) < FEWEST:
        return None
    found = [_parsed(spelling, country) for spelling in _spellings(dial, country)]
    # The last spelling has lost most of what is not dialled.
    return next((n for n in reversed(found) if n and phonenumbers.is_possible_number(n)), None)


def _spellings(dial: str, country: str) -> Iterator[str]:
    """The number as it is written, with `+` for `00`, without a zero that is not dialled."""
    text = plain_number(dial)
    abroad = f"+{text[2:]}" if text.startswith("00") else text
    # Some countries have longer prefixes for calls abroad, and numbers of their own with 00.
    own = f"+{phonenumbers.country_code_for_region(country)}"
    yield from (abroad, text) if abroad.startswith(own) else (text, abroad)
    if is_international(abroad) and _TRUNK.search(abroad):
        yield _TRUNK.sub("", abroad)


def _parsed(text: str, country: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None


def _is_national(written: str, number: PhoneNumber, countries: Sequence[str]) -> bool:
    """Whether the digits are what somebody in each of the countries dials."""
    digits = phonenumbers.national_significant_number(number)
    trunk = written.removesuffix(digits)
    return written.endswith(digits) and all(
        number.country_code == phonenumbers.country_code_for_region(country)
        and trunk in ("", _trunk_of(country))
        for country in countries
    )


def _trunk_of(country: str) -> str:
    """What people there dial in front of an area code: mostly 0."""
    return ndd_prefix_for_region(country, strip_non_digits=True) or ""
