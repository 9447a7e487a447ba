"""No text of the interface or of the demonstration says that an organisation did what it did not.

Nobody named in the demonstration has read, written or agreed to a word of it: only a recorded
sign-off, which a guide shows by itself, may say so.
"""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

CLAIMS = {
    "en": r"(?:made|written|created|reviewed|developed) (?:with|by) (?:our|people|organisations)"
    r"|our partners|partners? (?:in each|choose)|in partnership",
    "vi": r"cùng các đối tác|viết cùng (?:những|các) tổ chức|làm cùng những người"
    r"|các đối tác của chúng tôi|đối tác ở mỗi",
    "id": r"bersama mitra|ditulis bersama|dibuat bersama|mitra kami|mitra di setiap",
    "ar": r"مع شركائنا|شركاؤنا|أُعدّت? مع|كُتبت مع|يختار الشركاء",
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
