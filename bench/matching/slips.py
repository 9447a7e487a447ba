"""One realistic typing error in each phrase of the seeded terms: `python -m bench.matching.slips`.

A key beside the right one, a letter missing, twice or changed about with the next; a key beside the
space bar struck for a space, two words joined. In Vietnamese also hỏi for ngã, or a mark left out.
"""

import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from bench.matching.corpus import row, seed_classes, seed_lists, seed_terms
from interventions.matching import Ruleset, Term, expand
from interventions.matching.characters import CHARS

ROWS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ"),
    ("ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ"),
)
_PHRASES_A_ROW = 3
_LEAST_LETTERS = 8
Error = Callable[[str, random.Random], str]


def _beside(letter: str, chance: random.Random) -> str:
    for rows in ROWS:
        for number, keys in enumerate(rows):
            if letter in keys:
                at = keys.index(letter)
                near = keys[max(at - 1, 0) : at] + keys[at + 1 : at + 2]
                for other in rows[max(number - 1, 0) : number] + rows[number + 1 : number + 2]:
                    near += other[at : at + 1]
                return chance.choice(near)
    return letter


def _letter(text: str, chance: random.Random) -> int:
    return chance.choice([at for at, sign in enumerate(text) if sign.isalpha()])


def _is_written(sign: str) -> bool:
    """A letter, or a vowel that Indic scripts and Thai write around one."""
    return sign.isalpha() or unicodedata.category(sign) in ("Mn", "Mc")


def neighbour(text: str, chance: random.Random) -> str:
    at = _letter(text, chance)
    plain = unicodedata.normalize("NFD", text[at])
    return text[:at] + _beside(plain[0], chance) + plain[1:] + text[at + 1 :]


def missing(text: str, chance: random.Random) -> str:
    at = _letter(text, chance)
    return text[:at] + text[at + 1 :]


def doubled(text: str, chance: random.Random) -> str:
    at = _letter(text, chance)
    return text[: at + 1] + text[at:]


def swapped(text: str, chance: random.Random) -> str:
    places = [i for i in range(len(text) - 1) if all(map(_is_written, text[i : i + 2]))]
    at = chance.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def struck_space(text: str, chance: random.Random) -> str:
    at = chance.choice([i for i, sign in enumerate(text) if sign == " "] or [0])
    return text[:at] + chance.choice("nbvm") + text[at + 1 :] if at else doubled(text, chance)


def joined(text: str, chance: random.Random) -> str:
    at = chance.choice([i for i, sign in enumerate(text) if sign == " "] or [0])
    return text[:at] + text[at + 1 :] if at else doubled(text, chance)


def other_tone(text: str, chance: random.Random) -> str:
    """Hỏi for ngã and the other way round."""
    parts = unicodedata.normalize("NFD", text)
    at = [i for i, sign in enumerate(parts) if sign in "\u0309\u0303"]
    if not at:
        return lost_mark(text, chance)
    place = chance.choice(at)
    sign = "\u0303" if parts[place] == "\u0309" else "\u0309"
    return unicodedata.normalize("NFC", parts[:place] + sign + parts[place + 1 :])


def lost_mark(text: str, chance: random.Random) -> str:
    parts = unicodedata.normalize("NFD", text)
    at = [i for i, sign in enumerate(parts) if unicodedata.combining(sign)]
    if not at:
        return missing(text, chance)
    place = chance.choice(at)
    return unicodedata.normalize("NFC", parts[:place] + parts[place + 1 :])


ERRORS: tuple[Error, ...] = (neighbour, missing, doubled, swapped, struck_space, joined)
VIETNAMESE: tuple[Error, ...] = (*ERRORS, other_tone, lost_mark)


def script_of(text: str) -> str:
    scripts = Counter(CHARS[ord(sign)].script for sign in text if sign.isalpha())
    return scripts.most_common(1)[0][0] if scripts else "other"


def phrases() -> list[Term]:
    """Some phrases of each row: two words or more, eight letters or more."""
    chance, found = random.Random(4), []
    for term in seed_terms():
        if term.match != "phrase":
            continue
        some = [
            phrase
            for phrase in expand(term.text, term.locale, seed_classes())
            if sum(map(str.isalpha, phrase)) >= _LEAST_LETTERS
        ]
        some = [one for one in some if " " in one or not one.isascii()]
        for phrase in chance.sample(some, min(_PHRASES_A_ROW, len(some))):
            found.append(replace(term, text=phrase))
    return found


def main() -> None:
    rules = Ruleset(seed_lists())
    tried, found = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for term in phrases():
        errors = VIETNAMESE if term.locale == "vi" else ERRORS
        for error in errors:
            chance = random.Random(f"{error.__name__} {term.text}")
            query = error(term.text, chance)
            matches = rules.match(query, term.locale).matches
            hit = any(one.topic == term.topic for one in matches)
            if not hit and "-v" in sys.argv:
                print(f"  {term.locale} {error.__name__:<12} {term.text} | {query}")
            groups = [("all", ""), ("script", script_of(term.text)), ("locale", term.locale)]
            groups += [("error", error.__name__), ("topic", term.topic)]
            for group in groups:
                tried[group] += 1
                found[group] += hit
    for group, number in sorted(tried.items()):
        target = ">= .75" if group == ("topic", "suicide") else ">= .80"
        row(f"{' '.join(group)} ({number})", f"{found[group] / number:.3f}", target)


if __name__ == "__main__":
    main()
