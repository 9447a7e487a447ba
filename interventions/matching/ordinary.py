"""Ordinary words of several languages, never taken for mistyped terms (data/README.md)."""

import lzma
import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

_FOLDER = Path(__file__).parent / "data" / "words"
# Held as a set, since these words are met in nearly every query; the longer lists take less room.
_COMMON = ("en", "id")
_OTHERS = ("es", "fr")
_BLOCK = 1_024
_LONGEST = 16
# Pronouns written to a word, which no dictionary lists: Spanish hacerte, dejándolo; Indonesian
# tubuhmu. They follow an infinitive or a gerund there, and any word here.
_WITH_PRONOUN = re.compile(
    "(.+(?:[aei]r|ndo))(?:[mts]e|n?os)?(?:l[aeo]s?)?|(...+)(?:ku|mu|nya)", re.DOTALL
)


class WordList:
    """Sorted words in one string: a tenth of the room of a set, and ten times its time."""

    __slots__ = ("_firsts", "_is_ascii", "_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = f"\n{text.strip()}\n"
        self._is_ascii = text.isascii()
        self._starts = [0]
        for place in range(_BLOCK, len(self._text) - _BLOCK, _BLOCK):
            self._starts.append(self._text.find("\n", place))
        self._firsts = [self._text[start + 1 : start + _LONGEST] for start in self._starts]

    def __contains__(self, word: object) -> bool:
        line = f"\n{word}\n"
        if self._is_ascii and not line.isascii():
            return False
        block = bisect_right(self._firsts, line[1:]) - 1
        start = self._starts[max(block, 0)]
        return self._text.find(line, start, start + 2 * _BLOCK) >= 0


class Syllables:
    """The words of Vietnamese, without marks: a beginning, vowels, an end."""

    _SYLLABLE = re.compile(
        "(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
        "(?:[aeiouy]|a[iouy]|e[ou]|i[aeu]|o[aei]|u[aeiouy]|o[ae][iou]|oay|i?eu|u[oa][iuy]|uy[aeu]|ye|yeu)"
        "(?:c|ch|m|n|ng|nh|p|t)?"
    )

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._SYLLABLE.fullmatch(word) is not None


class OrdinaryWords:
    """`common` is looked at first and for every word; `others` once a word looks mistyped.

    `own` has the words of single languages: a slip may well make a word of another one.
    """

    def __init__(
        self,
        common: Iterable[str],
        languages: Sequence[str] = (),
        own: Mapping[str, Container[str]] | None = None,
    ) -> None:
        self.common: Container[str] = frozenset(common)
        self._languages = languages
        self._own = own or {}

    def of(self, language: str) -> Container[str] | None:
        """The words of one language, quickly told; None where it has no such list."""
        return self._own.get(language)

    def knows(self, language: str) -> bool:
        """Whether the words of the language are here."""
        return language in self._own or language in self._languages

    def has(self, word: str, language: str) -> bool:
        """Whether it is a word of the language; of any, where that has no list of its own."""
        if language in self._own:
            return word in self._own[language] or self._is_with_pronoun(word)
        return word in self

    @cached_property
    def _others(self) -> list[WordList]:
        return [WordList(_read(language)) for language in self._languages]

    def __contains__(self, word: object) -> bool:
        return self._lists(word) or (isinstance(word, str) and self._is_with_pronoun(word))

    def _lists(self, word: object) -> bool:
        return word in self.common or any(word in one for one in self._others)

    def _is_with_pronoun(self, word: str) -> bool:
        found = _WITH_PRONOUN.fullmatch(word)
        return found is not None and self._lists(found[1] or found[2])

    def read_as_words(self, parts: list[str]) -> bool:
        """Whether another language reads them so: French "de pression" is no depression."""
        return any(all(part in one for part in parts) for one in self._others)


def _read(language: str) -> str:
    return lzma.decompress((_FOLDER / f"{language}.txt.xz").read_bytes()).decode()


@cache
def ordinary_words() -> OrdinaryWords:
    """The lists that come with the package, read once."""
    own = {language: frozenset(_read(language).split("\n")) for language in _COMMON}
    return OrdinaryWords(frozenset().union(*own.values()), _OTHERS, {**own, "vi": Syllables()})
