"""How hard the texts for visitors are to read: `python -m bench.reading [OTHER_CHECKOUT]`.

English has a formula that is agreed on (Flesch and Kincaid: a school grade; five years more is the
age). For the other languages words in a sentence and letters in a word are counted: they compare
texts in the same language, and say nothing of another. In Vietnamese a word is a syllable.
"""

import re
import sys
from pathlib import Path

from babel.messages.pofile import read_po

from public.tests.reading import grade

HERE = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "vi", "id", "ar")
SOURCES = "Where this comes from"
"""The heading of the section that cites others: names and titles are left out of the measure."""
END = re.compile(r"(?<=[.!?؟:])[\"”»]?\s+|\n+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
MARKS = re.compile(r"%\(\w+\)[sd]|^[#>*-]+ ?|[“”\"«»]", re.MULTILINE)


def sentences(text: str) -> list[str]:
    return [part for part in END.split(MARKS.sub("", text)) if WORD.search(part)]


def interface(folder: Path, language: str) -> list[str]:
    """Every full sentence of the interface."""
    place = "vi" if language == "en" else language
    with (folder / "locale" / place / "LC_MESSAGES" / "django.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    said = [message.id if language == "en" else message.string for message in messages]
    texts = [text if isinstance(text, str) else text[0] for text in said]
    return [part for text in texts for part in sentences(text) if part[-1] in ".!?؟"]


def guide(folder: Path, language: str) -> list[str]:
    """Title, summary and sections of a guide, but for its sources."""
    parts = (folder / f"{language}.md").read_text().split("\n## ")
    headings = (folder / "en.md").read_text().split("\n## ")
    kept = zip(headings, parts, strict=True)
    text = "\n".join(part for heading, part in kept if not heading.startswith(SOURCES))
    return sentences(text)


def row(name: str, texts: dict[str, list[str]]) -> str:
    cells = [f"{grade(texts['en']):.1f}"]
    for language in LANGUAGES:
        words = [word for sentence in texts[language] for word in WORD.findall(sentence)]
        letters = sum(map(len, words)) / len(words)
        cells.append(f"{len(words) / len(texts[language]):.1f} / {letters:.1f}")
    return f"| {' | '.join((name, *cells))} |"


def main(folder: Path = HERE) -> None:
    print(f"| text | grade, en | {' | '.join(LANGUAGES)} |\n|---|---|---|---|---|---|")
    print(row("interface", {code: interface(folder, code) for code in LANGUAGES}))
    for path in sorted((folder / "seeds" / "guides").glob("*/en.md")):
        texts = {code: guide(path.parent, code) for code in LANGUAGES}
        print(row(path.parent.name, texts))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
