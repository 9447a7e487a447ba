"""Mechanical evasions: what people do to a term so that a simple filter no longer finds it."""

import random
from collections.abc import Callable

Evasion = Callable[[str, random.Random], str]

LEET = {"a": "4@", "b": "8", "e": "3", "g": "9", "i": "1!", "o": "0", "s": "5$", "t": "7"}
CYRILLIC = dict(zip("aceiopsxyjhkm", "асеіорѕхујһкм", strict=True))
GREEK = dict(zip("aikotuvx", "αικοτυνχ", strict=True))
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def _each(text: str, random: random.Random, mapping: dict[str, str], share: float) -> str:
    """Some of the letters of each word, but one at least, by what stands for them."""
    words = []
    for word in text.split(" "):
        places = [i for i, letter in enumerate(word) if letter in mapping]
        chosen = {i for i in places if random.random() < share} or set(places[:1])
        if len(chosen) == len(word) > 1:
            chosen.discard(max(chosen))
        words.append(
            "".join(random.choice(mapping[c]) if i in chosen else c for i, c in enumerate(word))
        )
    return " ".join(words)


def leet(text: str, random: random.Random) -> str:
    return _each(text, random, LEET, 0.5)


def cyrillic(text: str, random: random.Random) -> str:
    return _each(text, random, CYRILLIC, 0.5)


def greek(text: str, random: random.Random) -> str:
    return _each(text, random, GREEK, 0.5)


def spaced(text: str, random: random.Random) -> str:
    return " ".join(text.replace(" ", ""))


def spaced_with_wider_breaks(text: str, random: random.Random) -> str:
    return "   ".join(" ".join(word) for word in text.split(" "))


def dotted(text: str, random: random.Random) -> str:
    return random.choice(".-_~/,").join(text.replace(" ", ""))


def emoji_between(text: str, random: random.Random) -> str:
    return random.choice(("🖤", "💔", "✨", "🕊️")).join(text.replace(" ", ""))


def one_sign_inside(text: str, random: random.Random) -> str:
    words = text.split(" ")
    at = max(range(len(words)), key=lambda i: len(words[i]))
    cut = random.randrange(1, len(words[at])) if len(words[at]) > 1 else 1
    words[at] = words[at][:cut] + random.choice(".-_*") * 2 + words[at][cut:]
    return " ".join(words)


def repeated(text: str, random: random.Random) -> str:
    at = random.choice([i for i, letter in enumerate(text) if letter.isalpha()])
    return text[:at] + text[at] * random.randint(3, 6) + text[at + 1 :]


def last_letter_repeated(text: str, random: random.Random) -> str:
    return text + text[-1] * 5 if text[-1].isalpha() else text


def zero_width(text: str, random: random.Random) -> str:
    return random.choice(ZERO_WIDTH).join(text)


def full_width(text: str, random: random.Random) -> str:
    return "".join("\u3000" if c == " " else chr(ord(c) + 0xFEE0) for c in text)


def mathematical(text: str, random: random.Random) -> str:
    start = random.choice((0x1D41A, 0x1D44E + 26, 0x1D4D0 + 26, 0x1D5EE, 0x1D68A))
    return "".join(chr(start + ord(c) - 97) if c.isalpha() else c for c in text)


def circled(text: str, random: random.Random) -> str:
    return "".join(chr(0x24D0 + ord(c) - 97) if c.isalpha() else c for c in text)


def accented(text: str, random: random.Random) -> str:
    return "".join(
        c + random.choice("\u0301\u0308\u0336\u0325") if c.isalpha() else c for c in text
    )


def capitals(text: str, random: random.Random) -> str:
    return text.upper()


def mixed_case(text: str, random: random.Random) -> str:
    return "".join(c.upper() if random.random() < 0.5 else c for c in text)


def hashtag(text: str, random: random.Random) -> str:
    return "#" + text.replace(" ", "")


def camel_hashtag(text: str, random: random.Random) -> str:
    return "#" + "".join(word.capitalize() for word in text.split(" "))


def camel_in_a_sentence(text: str, random: random.Random) -> str:
    return "watch #My" + "".join(word.capitalize() for word in text.split(" ")) + "Story now"


def underscored(text: str, random: random.Random) -> str:
    return text.replace(" ", "_")


def masked_vowel(text: str, random: random.Random) -> str:
    places = [
        i for i in range(1, len(text) - 1) if text[i] in "aeiou" and text[i - 1 : i + 2].isalpha()
    ]
    at = random.choice(places) if places else None
    return text if at is None else text[:at] + "*" + text[at + 1 :]


def right_to_left(text: str, random: random.Random) -> str:
    return f"\u202e{text[::-1]}\u202c"


def quoted(text: str, random: random.Random) -> str:
    return f"“{text}”..."


EVASIONS: tuple[Evasion, ...] = (
    leet,
    cyrillic,
    greek,
    spaced,
    spaced_with_wider_breaks,
    dotted,
    emoji_between,
    one_sign_inside,
    repeated,
    last_letter_repeated,
    zero_width,
    full_width,
    mathematical,
    circled,
    accented,
    capitals,
    mixed_case,
    hashtag,
    camel_hashtag,
    camel_in_a_sentence,
    underscored,
    masked_vowel,
    right_to_left,
    quoted,
)


def typos(word: str) -> list[str]:
    """Every word one error away that keeps the first letter."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    made = {word[:i] + word[i + 1 :] for i in range(1, len(word))}
    made |= {word[:i] + letter + word[i:] for i in range(1, len(word) + 1) for letter in letters}
    made |= {word[:i] + letter + word[i + 1 :] for i in range(1, len(word)) for letter in letters}
    made |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1)}
    return sorted(made - {word})
