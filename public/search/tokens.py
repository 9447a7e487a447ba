"""Text as words to look up, in every script.

Tự tử và hy vọng        tu tu va hy vong      exactly: tự tử và hy vọng
よりそいホットライン        より りそ そい いほ ...   scripts without spaces: each pair of letters
الانتحار                 انتحار                the article stands apart
"""

import re
import unicodedata
from functools import cache
from itertools import pairwise

from interventions.matching import search_fold

APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
STOP_WORDS = {
    "en": "a about all am an and any are as at be been but by can do does for from get has have"
    " how i if in is it its just like many me more much my no not of on or our please so"
    " some than that the their them then there they this to up us very was we what when"
    " where which who why will with would you your",
    "vi": "ai bao nhiêu bị các cái cho chỉ có cùng của cũng do để đi được đã đang em gì hay hãy khi"
    " không là lại làm mà mình mỗi một nào này nên người nhiều những ở ra rất sao sẽ thì"
    " theo thế tôi trong từ và vào về với",
    "id": "ada adalah agar aku akan apa atau bagaimana bagi banyak bisa dalam dan dapat dari"
    " dengan di dia dong harus ini itu jika juga kami kalau kamu karena ke kita lagi mau"
    " mereka oleh pada saja saya sangat sudah tentang tidak untuk yang",
    "ar": "أن أنا أنت أو أي إذا إلى إن التي الذي بعد به ثم جدا على عن عند في قد كان كل كم كما"
    " كيف لا لم لن له ما مع من هذا هذه هل هم هو هي و يا",
}
"""What says nothing of the subject: words of every sentence, by language."""
_MARKS = "".join(c for c in map(chr, range(0x10000)) if unicodedata.category(c)[0] == "M")
_WORD = re.compile(rf"[\w{_MARKS}]+")
"""Letters, digits and the marks that belong to them: Thai vowels are marks."""
_JOINED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_RUN = re.compile(f"([{_JOINED}]+)")
"""What is written without spaces: Thai, Lao, Burmese, Khmer, kana, Han."""
_ARTICLE = re.compile(r"و?ال(?=\w{2})")


MOST_REMEMBERED = 20_000
"""Characters: more than all living scripts but Han need, and no more than two megabytes."""


class _Folding(dict[int, str]):
    """The folded form of each character, found out once. As a table it is quick for long texts."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = char if char.isspace() else search_fold(char)
        if len(self) < MOST_REMEMBERED:
            self[code] = folded
        return folded


_folding = _Folding()


def fold(text: str) -> str:
    """Without case, tones and other marks."""
    return unicodedata.normalize("NFC", text).translate(_folding)


def folded_tokens(text: str) -> list[str]:
    return _tokens(fold(text.translate(APOSTROPHES)))


def exact_tokens(text: str) -> list[str]:
    """With their marks, so that `tự tử` is found before `từ từ`."""
    return _tokens(unicodedata.normalize("NFKC", text.translate(APOSTROPHES)).casefold())


def _tokens(text: str) -> list[str]:
    return [token for word in _WORD.findall(text.replace("_", " ")) for token in _parts(word)]


def _parts(word: str) -> list[str]:
    """The word itself, or its pairs of letters where its script has no spaces."""
    if word.isascii():
        return [word]
    parts: list[str] = []
    for run in filter(None, _RUN.split(word)):
        if not _RUN.match(run):
            parts.append(_ARTICLE.sub("", run, count=1) if _ARTICLE.match(run) else run)
        elif len(run) == 1:
            parts.append(run)
        else:
            parts += [first + second for first, second in pairwise(run)]
    return parts


@cache
def stop_words(language: str) -> frozenset[str]:
    """Those of the language and of English, which people everywhere type."""
    text = " ".join(STOP_WORDS.get(code, "") for code in (language, "en"))
    # Folded they stand for other words as well: `từ` would take `tự tử` with it.
    return frozenset(exact_tokens(text))


def content_words(text: str, language: str) -> str:
    """The text without its stop words."""
    stops = stop_words(language)
    words = text.translate(APOSTROPHES).split()
    return " ".join(w for w in words if not set(exact_tokens(w)) <= stops)
