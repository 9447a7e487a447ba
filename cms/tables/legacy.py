"""Texts that were read in another code page than they were written in, told by their letters. Pure.

`تحار`, saved in Windows-1256 and read as Windows-1252, is `ÊÍÇÑ`. What is certain to be wrong is
told with the page that makes sense of it; romanised texts and loan words are left alone.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

UTF_8 = "UTF-8"
_LABELS = {
    "cp932": "Shift JIS (Windows-932)",
    "euc_jp": "EUC-JP",
    "gb18030": "GBK (Windows-936)",
    "cp949": "EUC-KR (Windows-949)",
    "cp950": "Big5 (Windows-950)",
    "koi8_u": "KOI8",
    "mac_latin2": "Mac Central European",
}
_KINDS = (
    (re.compile(r"cp(874|125\d)"), "Windows-"),
    (re.compile(r"cp(\d+)"), "DOS "),
    (re.compile(r"iso8859_(\d+)"), "ISO 8859-"),
    (re.compile(r"mac_(\w+)"), "Mac "),
)
_SCRIPTS = {
    **dict.fromkeys(("ar", "fa", "ur"), ("ARABIC", ("cp1256", "iso8859_6"))),
    "he": ("HEBREW", ("cp1255", "cp862")),
    **dict.fromkeys(
        ("ru", "uk", "bg", "be", "sr", "mk", "kk"),
        ("CYRILLIC", ("cp1251", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic")),
    ),
    "el": ("GREEK", ("cp1253", "cp737", "mac_greek", "cp869")),
    "th": ("THAI", ("cp874",)),
    "ja": ("HIRAGANA KATAKANA CJK KATAKANA-HIRAGANA", ("cp932", "euc_jp")),
    "ko": ("HANGUL", ("cp949",)),
    "zh": ("CJK", ("gb18030", "cp950")),
}
"""By language: how the names of its letters begin, and the pages they were written in."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CENTRAL = ("cp1250", "iso8859_2", "cp852", "mac_latin2")
_BALTIC = ("cp1257", "iso8859_13", "iso8859_4", "cp775")
_ALPHABETS = {
    "vi": ("ăâđêôơư", ("cp1258",)),
    "tr": ("çğıöşüâîû", ("cp1254", "cp857", "mac_turkish")),
    "pl": ("ąćęłńóśźż", _CENTRAL),
    "cs": ("áčďéěíňóřšťúůýž", _CENTRAL),
    "sk": ("áäčďéíĺľňóôŕšťúýž", _CENTRAL),
    "hu": ("áéíóöőúüű", _CENTRAL),
    "ro": ("ăâîșțşţ", (*_CENTRAL, "iso8859_16", "mac_romanian")),
    "hr": ("čćđšž", _CENTRAL),
    "sl": ("čšž", _CENTRAL),
    "lt": ("ąčęėįšųūž", _BALTIC),
    "lv": ("āčēģīķļņšūž", _BALTIC),
    "et": ("äõöüšž", _BALTIC),
}
"""By language: its letters beyond ASCII, and the pages they were written in."""
_WESTERN = ("mac_roman", "cp850")
_OF_WESTERN = {
    "fr": "àâæçéèêëîïôœùûüÿ",
    "de": "äöüß",
    "es": "áéíñóúü",
    "pt": "áàâãçéêíóôõúü",
    "it": "àèéìîòóù",
    "nl": "áéèëïíóöúü",
    "sv": "åäöé",
    "fi": "åäö",
    "da": "æøåé",
    "nb": "æøåéòô",
}
_ALL_WESTERN = "".join(sorted({*"".join(_OF_WESTERN.values())}))
_INSIDE = re.compile(
    "[^\\W\\d_](?:[\x80-\x9f‡†‰€¤¢£¥¨ª¡¿“”¬§‹›][^\\W\\d_]|[\x80-\x9fˆ‚„])|[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŸŒ]"
)
"""Signs and capitals inside a word of Latin letters, where no Western language has them."""
_ENOUGH = 4
"""Letters of a script that chance does not make."""
_WORD = re.compile(r"\S+")
_ASCII = re.compile(r"[\x00-\x7f]+")


class Misread(NamedTuple):
    """What the text most likely is, and the page it was written in."""

    text: str
    page: str


def misread(text: str, language: str) -> Misread | None:
    """None where the letters fit the language, or where no page makes them fit."""
    if text.isascii():
        return None
    raw = _as_bytes(text)
    if raw is None:
        return None
    if again := _decoded(raw, "utf-8"):
        return Misread(_whole(again), UTF_8)
    fits, pages = _expected(language)
    if fits is None:
        return _misread_western(text, raw, language)
    if fits(text):
        return None
    found = [
        Misread(decoded, _label(page))
        for page in _by_likelihood(pages, raw, language)
        if (decoded := unicodedata.normalize("NFC", _decoded(raw, page))) and fits(decoded)
    ]
    # Russian in the wrong one of its pages comes out in capitals, or with signs between.
    return max(found, key=lambda it: sum(map(str.islower, it.text)), default=None)


def _misread_western(text: str, raw: bytes, language: str) -> Misread | None:
    """Pages that have the same letters as Windows-1252, elsewhere."""
    if not _INSIDE.search(text):
        return None
    letters = _OF_WESTERN.get(_base(language), _ALL_WESTERN)
    for page in _WESTERN:
        decoded = _decoded(raw, page)
        if any(sign in letters for sign in decoded.lower()) and _is_western(decoded, letters):
            return Misread(decoded, _label(page))
    return None


def _is_western(text: str, letters: str) -> bool:
    return _is_of(text, letters) and not _INSIDE.search(text)


def likely_page(raw: bytes) -> str:
    """The page of bytes that are neither UTF-8 nor Windows-1252; '' where none fits them."""
    for page in _WESTERN:
        text = _decoded(raw, page)
        foreign = len(_ASCII.sub("", text))
        if 0 < foreign < len(text) // 2 and _is_western(text, _ALL_WESTERN):
            return _label(page)
    for language, needed in _candidates(raw):
        prefixes, pages = _SCRIPTS[language]
        found = [
            Misread(text, _label(page))
            for page in _by_likelihood(pages, raw, language)
            if (text := _decoded(raw, page))
            and _is_in_script(_ASCII.sub(" ", text), tuple(prefixes.split()))
            and sum(unicodedata.name(sign, "").startswith(needed) for sign in text) >= _ENOUGH
        ]
        if found:
            return max(found, key=lambda it: sum(map(str.islower, it.text))).page
    return ""


def _candidates(raw: bytes) -> Iterator[tuple[str, str]]:
    """Languages of code pages that Windows-1252 cannot read, and letters that each has to have."""
    yield "ja", "HIRAGANA"
    if not _has_low_second_bytes(raw):
        yield "ko", "HANGUL"
    yield from (("zh", "CJK"), ("ru", "CYRILLIC SMALL"))


def _label(page: str) -> str:
    named = ((pattern.fullmatch(page), maker) for pattern, maker in _KINDS)
    found = next((maker + it[1].title() for it, maker in named if it), page)
    return _LABELS.get(page, found)


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _expected(language: str) -> tuple[Callable[[str], bool] | None, tuple[str, ...]]:
    base = _base(language)
    if base in _SCRIPTS:
        prefixes, pages = _SCRIPTS[base]
        return lambda text: _is_in_script(text, tuple(prefixes.split())), pages
    if base in _ALPHABETS:
        letters, pages = _ALPHABETS[base]
        check = _is_vietnamese if base == "vi" else _is_western
        return lambda text: check(text, letters), pages
    return None, ()


def _is_in_script(text: str, prefixes: tuple[str, ...]) -> bool:
    """Whether no word mixes Latin letters with others, and those beyond ASCII are of the script."""
    for word in _WORD.findall(text):
        letters = [letter for letter in word if unicodedata.category(letter)[0] in "LM"]
        foreign = [letter for letter in letters if not letter.isascii()]
        if foreign and len(foreign) < len(letters):
            return False
        if any(not unicodedata.name(letter, "").startswith(prefixes) for letter in foreign):
            return False
        if any(0x80 <= ord(sign) < 0xC0 and sign != "\xa0" for sign in word):
            return False
    return True


def _is_of(text: str, letters: str) -> bool:
    signs = (s for s in text.lower() if not s.isascii())
    return all(s in letters or unicodedata.category(s)[0] in "PZ" for s in signs) and not _has_c1(
        text
    )


def _is_vietnamese(text: str, letters: str) -> bool:
    """Whether each word has one tone at most, and no letter that the language lacks."""
    for word in _WORD.findall(text):
        apart = unicodedata.normalize("NFD", word)
        bare = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))
        if sum(apart.count(tone) for tone in _TONES) > 1 or not _is_of(bare, letters):
            return False
    return True


def _has_c1(text: str) -> bool:
    return any(0x80 <= ord(sign) < 0xA0 for sign in text)


def _by_likelihood(pages: tuple[str, ...], raw: bytes, language: str) -> Iterator[str]:
    """GBK reads most of Big5 without a mistake, though never in so simple pairs."""
    is_traditional = any(part in language.lower() for part in ("tw", "hk", "hant"))
    if "cp950" in pages and (is_traditional or _has_low_second_bytes(raw)):
        yield from reversed(pages)
    else:
        yield from pages


def _has_low_second_bytes(raw: bytes) -> bool:
    high = iter(raw)
    return any(next(high, 0xFF) < 0xA1 for byte in high if byte > 0x80)


def _as_bytes(text: str) -> bytes | None:
    """The bytes that were read as Windows-1252, or as Latin-1 where that has no letter."""
    try:
        return b"".join(map(_as_byte, text))
    except UnicodeEncodeError:
        return None


def _as_byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def _decoded(raw: bytes, page: str) -> str:
    try:
        return raw.decode(page)
    except UnicodeDecodeError:
        return ""


def _whole(text: str) -> str:
    """Some are decoded wrongly three times and more."""
    raw = None if text.isascii() else _as_bytes(text)
    again = _decoded(raw, "utf-8") if raw else ""
    return _whole(again) if again else text
