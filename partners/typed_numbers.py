"""Phone numbers that somebody typed into a text, where no block and no check reaches them. Pure.

Two rules: a run of digits that is shaped like a phone number, and a number that is known, however
short, unless the words around it say what it counts or names: "988 pages", "room 111", "the 988
Lifeline". Years, dates, amounts, versions and addresses are no phone numbers.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from partners.digits import digits_of, plain_characters
from partners.number_words import FOLLOWERS, LABELS

FEWEST, MOST = 7, 15
"""Digits of a number that stands for itself."""
FEWEST_UNBROKEN = 9
"""The same without spaces or hyphens: shorter runs are counts and codes."""
REACH = 60
"""How many characters before a known number are searched for a word that asks to use it."""

# What has many digits and is no phone number. Each is put out of sight before the search.
_HARMLESS = re.compile(
    r"""
    (?: (?<!\w)(?=[\w.+-]) | (?=[\dhw]) )                         # most letters begin none of it
    (?:
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
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RUN = re.compile(r"(?<![\w.])[+(]{0,2}\d(?:[ .()-]{0,2}\d)+(?!\w)")
_GROUP = re.compile(r"\d+")
_SHORT = re.compile(r"(?<![\w.,-])\d(?:[ -]?\d){2,8}(?![\w-]|[.,]\d)")
_TASHKEEL = re.compile("[\u0640\u064b-\u0652]")

Span = tuple[int, int]

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
_WORD_BEFORE = re.compile(r"(?:(\w+)\.? ?|[$€£¥₫#§×])\Z")
_WORD_AFTER = re.compile(r" ?(\w+)")


def typed_numbers(text: str, known: Collection[str], names: Collection[str] = ()) -> Iterator[str]:
    """The phone numbers in a plain text, as they are typed.

    `known` are numbers of helplines; `names` are those of organisations, which may hold a number.
    """
    if not any(map(str.isdigit, text)):
        return
    text = _TASHKEEL.sub("", text)
    seen = _HARMLESS.sub(lambda found: "·" * len(found[0]), plain_characters(text))
    named = _places(seen, names)
    known_digits = set(map(_known_digits, known))
    for start, end in sorted({*_shaped_like_one(seen), *_known(seen, known_digits, named)}):
        yield text[start:end]


# The same few hundred dials for every text of a release; what somebody typed never comes here.
_known_digits = lru_cache(maxsize=4096)(digits_of)


def _places(seen: str, names: Collection[str]) -> set[int]:
    """Where a name ends whose last word is a number."""
    ending = "|".join(re.escape(name) for name in names if name[-1:].isdigit())
    return {found.end() for found in re.finditer(ending, seen, re.IGNORECASE)} if ending else set()


def _shaped_like_one(seen: str) -> Iterator[Span]:
    for run in _RUN.finditer(seen):
        groups = _GROUP.findall(run[0])
        count = sum(map(len, groups))
        fewest = FEWEST if len(groups) > 1 or run[0][0] in "+0" else FEWEST_UNBROKEN
        # A countdown has many groups and no long one.
        is_number = run[0][0] in "+(0" or max(map(len, groups)) > 2
        if fewest <= count <= MOST and is_number:
            yield run.span()


def _known(seen: str, known: set[str], named: set[int]) -> Iterator[Span]:
    for run in _SHORT.finditer(seen):
        if digits_of(run[0]) not in known:
            continue
        before = seen[max(0, run.start() - REACH) : run.start()]
        is_quiet = run.end() in named or _counts(run, before)
        if _ASKS.search(before) or not is_quiet:
            yield run.span()


def _counts(run: re.Match[str], before: str) -> bool:
    """Whether the words around it say that it is a number of something, or begins a name."""
    label = _WORD_BEFORE.search(before)
    if label and (not label[1] or label[1].casefold() in LABELS):
        return True
    word = _WORD_AFTER.match(run.string, run.end())
    return word is not None and word[1].casefold() not in FOLLOWERS
