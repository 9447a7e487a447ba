"""False matches on 325,176 English words and pairs of words.

pip install --no-deps --target /tmp/symspell symspellpy
python -m bench.matching.ordinary /tmp/symspell
"""

import sys
from pathlib import Path

from bench.matching.corpus import row, seed_lists
from interventions.matching import Ruleset

_WORDS = "frequency_dictionary_en_82_765.txt"
_PAIRS = "frequency_bigramdictionary_en_243_342.txt"


def main() -> None:
    folder = Path(sys.argv[1]) / "symspellpy"
    words = [line.split()[:-1] for line in (folder / _WORDS).open(encoding="utf-8-sig")]
    pairs = [line.split()[:-1] for line in (folder / _PAIRS).open(encoding="utf-8-sig")]
    texts = [" ".join(parts) for parts in words + pairs]
    rules = Ruleset(seed_lists())
    found = [(text, first) for text in texts if (first := rules.match(text, "en").first)]
    for text, first in sorted(found, key=lambda pair: pair[1].strength):
        print(f"  {text:<28}{first.term:<24}{first.strength}")
    disguised = [first for _, first in found if first.strength in ("joined", "obfuscated")]
    fuzzy = [first for _, first in found if first.strength == "fuzzy"]
    print(f"{len(texts)} texts, {len(found)} matches; those above are terms typed out")
    row("false matches outside the fuzzy tier", str(len(disguised)), "0")
    row("false matches in the fuzzy tier", str(len(fuzzy)), "<= 3")


if __name__ == "__main__":
    main()
