"""The measure of how hard English is to read, for the tests and for `bench.reading`."""

import re
from collections.abc import Sequence


def grade(sentences: Sequence[str]) -> float:
    """The American school grade in which a text is read; five years more is the age."""
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z']+", sentence)]
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    """Groups of vowels; a silent e at the end counts for nothing."""
    groups = re.findall(r"[aeiouy]+", re.sub(r"(?<![aeiouyl])es?$", "", word.lower()))
    return max(1, len(groups))
