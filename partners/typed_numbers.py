"""Phone numbers that somebody typed into a text, where no block and no check reaches them. Pure.

Two rules: a run of digits that is shaped like a phone number, and a number that is known, however
short, after a word that asks the reader to use it ("call 988") or alone on its line. Years, dates,
amounts, versions and addresses are no phone numbers.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

from partners.dial import digits_of

FEWEST, MOST = 7, 15
"""Digits of a number that stands for itself."""
FEWEST_UNBROKEN = 9
"""The same without spaces or hyphens: shorter runs are counts and codes."""
REACH = 60
"""How many characters before a known number are searched for a word that asks to use it."""

# What has many digits and is no phone number. Each is put out of sight before the search.
_HARMLESS = re.compile(
    r"""
      https?://\S+ | www\.\S+ | (?<![\w.+-])[\w.+-]{1,64}@\S+     # addresses
    | \b10\.\d{4,9}/\S+                                           # DOI
    | \bISBN(?:-1[03])?:?\s*[\dXx-]+(?:\s\d[\dXx-]*)*             # book numbers
    | (?<!\d)\d{4}-\d\d?-\d\d?(?!\d)                              # 2026-12-25
    | (?<!\d)\d\d?[./-]\d\d?[./-]\d{4}(?!\d)                      # 25.12.2026
    | (?<![\d.,+])(?!0)\d{1,3}(?:[.,]\d{3})+(?![\d-])             # 1.250.000
    | (?<![\d+])(?!0)\d{1,3}(?:\ \d{3}){0,3}\ 000(?![\d-])        # 2 500 000
    | (?<![\w.,+])(?:0|[1-9]\d*)[.,]\d+(?![\w.,-]|\ \d)           # 3.14159265
    | (?<!\d)(?<!\d[ -])(?:19[5-9]|20[0-4])\d                     # 2019, 2019-2021
      (?:\s?[-,;/]\s?(?:19[5-9]|20[0-4])\d)*(?![\d-])
    | (?<!\d)\d+(?:[.,]\d+)?\s?[%٪]                               # 12.5 %
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RUN = re.compile(r"(?<![\w.])[+(]{0,2}\d(?:[ .()-]{0,2}\d)+(?!\w)")
_GROUP = re.compile(r"\d+")
_SHORT = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){2,5}(?![\w-]|[.,]\d)")
_READABLE = re.compile(r"\w")
_TASHKEEL = re.compile("[\u0640\u064b-\u0652]")

_ASKS = re.compile(
    r"""
    (?<!\w)(?:
      call(?:ing)? | text(?:ing)? | dial(?:l?ing)? | ring(?:ing)? | phone | whatsapp | sms
    | hotline | helpline | lifeline
    | gọi | nhắn | bấm | quay\ số | đường\ dây\ nóng | tổng\ đài
    | hubungi | telepon | telpon | tekan | kirim | nomor
    | [وف]?(?:اتصل(?:ي|وا|ن)?|الاتصال|ارسل(?:ي|وا)?|أرسل(?:ي|وا)?|راسل(?:ي|وا)?) | ب?الرقم
    )(?!\w)
    [^\d.!?؟\n]{0,30}\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)


def typed_numbers(text: str, known: Collection[str]) -> Iterator[str]:
    """The phone numbers in a plain text, as they are typed; `known` are numbers of helplines."""
    text = _TASHKEEL.sub("", text)
    seen = _HARMLESS.sub(lambda found: "·" * len(found[0]), _ascii_digits(text))
    yield from _shaped_like_one(seen, text)
    yield from _known(seen, text, {digits_of(dial) for dial in known})


def _shaped_like_one(seen: str, text: str) -> Iterator[str]:
    for run in _RUN.finditer(seen):
        groups = _GROUP.findall(run[0])
        count = sum(map(len, groups))
        fewest = FEWEST if len(groups) > 1 or run[0][0] in "+0" else FEWEST_UNBROKEN
        # A countdown has many groups and no long one.
        is_number = run[0][0] in "+(0" or max(map(len, groups)) > 2
        if fewest <= count <= MOST and is_number:
            yield text[run.start() : run.end()]


def _known(seen: str, text: str, known: set[str]) -> Iterator[str]:
    for run in _SHORT.finditer(seen):
        before = seen[max(0, run.start() - REACH) : run.start()]
        if digits_of(run[0]) in known and (_ASKS.search(before) or _is_alone(run)):
            yield text[run.start() : run.end()]


def _is_alone(run: re.Match[str]) -> bool:
    """Whether its line has nothing else to read: then it can only be meant to be called."""
    start = run.string.rfind("\n", 0, run.start()) + 1
    before, after = run.string[start : run.start()], run.string[run.end() :].split("\n", 1)[0]
    return not _READABLE.search(before + after)


def _ascii_digits(text: str) -> str:
    """Arabic and full-width digits, spaces and dashes as ASCII, character by character."""
    return "".join(map(_plain_character, text))


def _plain_character(character: str) -> str:
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.digit(character))
        case "Zs":
            return " "
        case "Pd":
            return "-"
        case _:
            return character
