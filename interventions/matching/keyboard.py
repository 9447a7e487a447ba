"""One slip of the fingers: a key beside the right one, a letter missing, twice or changed about."""

from functools import cache

_ROWS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ"),
    ("ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ"),
    ("ๅ/-ภถุึคตจขช", "ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ"),
)
# Letters that are taken for each other by ear.
_ALIKE = (
    "aeiouy",
    "ckqs",
    "dt",
    "bpv",
    "mn",
    "gj",
    "ao",
    "ие",
    "оа",
    "يىئ",
    "هةح",
    "سصث",
    "دذض",
    "تط",
    "زظ",
)
_SPACE_BAR = frozenset("cvbnm")
# In a longer word one wrong letter, whatever it is, leaves enough of it.
_LONG = 7


@cache
def _neighbours() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for rows in _ROWS:
        for number, row in enumerate(rows):
            for place, key in enumerate(row):
                near = {*row[max(place - 1, 0) : place + 2]}
                for other in rows[max(number - 1, 0) : number + 2]:
                    near |= {*other[max(place - 1, 0) : place + 2]}
                found[key] = near - {key}
    for group in _ALIKE:
        for letter in group:
            found[letter] = found.get(letter, set()) | ({*group} - {letter})
    return {key: frozenset(near) for key, near in found.items()}


def is_neighbour(typed: str, meant: str) -> bool:
    """Of scripts whose keyboard is not known here, any two letters are."""
    near = _neighbours().get(meant)
    return near is None or typed in near


def beside_the_space_bar(letter: str) -> bool:
    return letter in _SPACE_BAR


def one_slip(typed: str, word: str) -> bool:
    """Whether one slip makes a word what was typed."""
    longer = len(typed) - len(word)
    at, end = 0, min(len(typed), len(word))
    while at < end and typed[at] == word[at]:
        at += 1
    if longer == -1:
        return typed[at:] == word[at + 1 :]
    if longer == 1:
        return typed[at + 1 :] == word[at:] and _is_extra(typed, at, word)
    if longer or at == end:
        return False
    if typed[at + 1 :] == word[at + 1 :]:
        return len(word) >= _LONG or is_neighbour(typed[at], word[at])
    return is_swap(typed, word, at)


def is_swap(typed: str, word: str, at: int) -> bool:
    pair = typed[at : at + 2]
    return pair == word[at : at + 2][::-1] and typed[at + 2 :] == word[at + 2 :]


def is_mere_slip(typed: str, word: str) -> bool:
    """Two letters changed about, one twice, a double one once: these so rarely make another word
    that even a short phrase may be told by them."""
    longer = len(typed) - len(word)
    long, short = (typed, word) if longer > 0 else (word, typed)
    at = 0
    while at < len(short) and long[at] == short[at]:
        at += 1
    if longer == 0:
        return at > 0 and at < len(word) and is_swap(typed, word, at)
    return abs(longer) == 1 and at > 0 and long[at] == long[at - 1] and long[at + 1 :] == short[at:]


def _is_extra(typed: str, at: int, word: str) -> bool:
    """Whether a letter too many is one of its neighbours again, or a key beside one of them."""
    if len(word) >= _LONG:
        return True
    extra = typed[at]
    around = (*word[max(at - 1, 0) : at], *word[at : at + 1])
    return any(extra == letter or is_neighbour(extra, letter) for letter in around)
