"""Makes data/words from Debian's dictionaries: `python -m interventions.matching.wordlists`.

apt-get install wamerican wbritish wspanish hunspell-fr-classical hunspell-id
python -m interventions.matching.wordlists --from /usr/share
"""

import argparse
import lzma
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from interventions.matching.skeleton import words

_FOLDER = Path(__file__).parent / "data" / "words"
_PLAIN = {"en": ("dict/american-english", "dict/british-english"), "es": ("dict/spanish",)}
_HUNSPELL = {"fr": "hunspell/fr", "id": "hunspell/id_ID"}
# The matcher asks of no shorter word, and of hardly a longer one.
_WORD = re.compile("[a-z]{2,12}")


class Affix(NamedTuple):
    """One line of a hunspell .aff file: what a flag takes off a word, adds, and asks of it."""

    is_prefix: bool
    strip: str
    add: str
    condition: re.Pattern[str]

    def apply(self, word: str) -> str | None:
        if not self.condition.search(word):
            return None
        if self.is_prefix:
            return self.add + word[len(self.strip) :] if word.startswith(self.strip) else None
        return word.removesuffix(self.strip) + self.add if word.endswith(self.strip) else None


def _affixes(lines: list[str]) -> dict[str, list[Affix]]:
    affixes: defaultdict[str, list[Affix]] = defaultdict(list)
    for line in lines:
        parts = line.split()
        if len(parts) < 5 or parts[0] not in ("PFX", "SFX"):
            continue
        is_prefix, (flag, strip, add, condition) = parts[0] == "PFX", parts[1:5]
        pattern = re.compile(f"^{condition}" if is_prefix else f"{condition}$")
        strip, add = (part.partition("/")[0].replace("0", "") for part in (strip, add))
        affixes[flag].append(Affix(is_prefix, strip, add, pattern))
    return affixes


def _inflected(base: Path) -> Iterator[str]:
    """The words of a hunspell dictionary with one affix each; its flags are two characters."""
    rules = base.with_suffix(".aff").read_bytes()
    encoding = "utf-8" if b"SET UTF-8" in rules else "latin-1"
    affixes = _affixes(rules.decode(encoding).splitlines())
    for line in base.with_suffix(".dic").read_text(encoding).splitlines()[1:]:
        word, _, flags = line.split()[0].partition("/") if line.strip() else ("", "", "")
        yield word
        for at in range(0, len(flags), 2):
            for affix in affixes.get(flags[at : at + 2], ()):
                yield affix.apply(word) or word


def _plain(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        yield from path.read_text("utf-8").splitlines()


def collect(language: str, share: Path) -> list[str]:
    """The sorted, folded words of a language; possessives are left out."""
    if language in _PLAIN:
        found = _plain([share / name for name in _PLAIN[language]])
    else:
        found = _inflected(share / _HUNSPELL[language])
    folded = {words(word) for word in found if "'" not in word}
    return sorted(word for word in folded if _WORD.fullmatch(word))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="share", type=Path, default=Path("/usr/share"))
    share: Path = parser.parse_args().share
    for language in (*_PLAIN, *_HUNSPELL):
        text = "\n".join(collect(language, share)).encode()
        path = _FOLDER / f"{language}.txt.xz"
        path.write_bytes(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME))
    return 0


if __name__ == "__main__":
    sys.exit(main())
