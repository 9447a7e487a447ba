"""No text of the interface or of the demonstration says that an organisation did what it did not.

Nobody named in the demonstration has read, written or agreed to a word of it: only a recorded
sign-off, which a guide shows by itself, may say so.
"""

import csv
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

CLAIMS = {
    "en": r"(?:made|written|created|reviewed|developed) (?:with|by) (?:our|people|organisations)"
    r"|our partners|partners? (?:in each|choose)|in partnership"
    r"|(?-i:\bIn [A-Z][^.\"\n]*, with [A-Z])",
    "vi": r"cùng các đối tác|viết cùng (?:những|các) tổ chức|làm cùng những người"
    r"|các đối tác của chúng tôi|đối tác ở mỗi"
    r"|(?-i:Tại [A-Z][^.\"\n]*, cùng [A-Z])",
    "id": r"bersama mitra|ditulis bersama|dibuat bersama|mitra kami|mitra di setiap"
    r"|(?-i:Di [A-Z][^.\"\n]*, bersama [A-Z])",
    "ar": r"مع شركائنا|شركاؤنا|أُعدّت? مع|كُتبت مع|يختار الشركاء"
    r"|(?-i:في [^.\"\n]+ مع [A-Z])",
}
SEEDS = sorted(
    path.relative_to(settings.BASE_DIR)
    for path in (settings.BASE_DIR / "seeds").rglob("*")
    if path.suffix in {".toml", ".md", ".csv", ".vtt"} and path.name != "README.md"
)


@pytest.mark.parametrize("language", sorted(CLAIMS))
def test_no_text_of_the_interface_claims_an_organisation(language: str) -> None:
    source = settings.BASE_DIR / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    path = source.parents[2] / language / "LC_MESSAGES" / "django.po"
    with (source if language == "en" else path).open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    texts = [str(m.id if language == "en" else m.string) for m in messages]
    assert [text for text in texts if re.search(CLAIMS[language], text, re.IGNORECASE)] == []


@pytest.mark.parametrize("path", SEEDS, ids=str)
def test_no_text_of_the_demonstration_claims_an_organisation(path: Path) -> None:
    text = (settings.BASE_DIR / path).read_text()
    found = [re.findall(pattern, text, re.IGNORECASE) for pattern in CLAIMS.values()]
    assert found == [[]] * len(CLAIMS)


def _rows(name: str) -> list[dict[str, str]]:
    with (settings.BASE_DIR / "seeds" / name).open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["helplines.csv", "channels.csv", "partners.csv"])
def test_what_the_public_reads_of_a_line_tells_no_gossip_of_its_sources(name: str) -> None:
    """Where sources disagree and what somebody once counted is for staff: `check_note`."""
    public = [
        text
        for row in _rows(name)
        for field, text in row.items()
        if field.endswith("_en") and field != "usual_wait_en"
    ]
    gossip = r"source|confirm|someone said|\b(?:19|20)\d\d\b(?!s)|per ?cent|one in"
    assert [text for text in public if re.search(gossip, text, re.IGNORECASE)] == []
