"""Lists in the code pages of old programs: each is told by its letters, with the page offered."""

import io
import unicodedata
from pathlib import Path

import pytest

from cms.tables.cells import refuse_odd
from cms.tables.columns import Columns
from cms.tables.legacy import UTF_8, likely_page, misread
from cms.tables.opening import open_sheet
from cms.tables.reports import Findings, Unreadable

INPUTS = Path(__file__).parent / "inputs"
COLUMNS = Columns(("term", "locale", "topic", "match", "options", "exceptions"), needed=6)
TONES = "\u0300\u0301\u0303\u0309\u0323"

PAGES = [
    ("ar", "cp1256", "انتحار أريد أن أموت", "Windows-1256"),
    ("fa", "cp1256", "خودکشي", "Windows-1256"),
    ("vi", "cp1258", "tự tử muốn chết đau khổ", "Windows-1258"),
    ("th", "cp874", "ฆ่าตัวตาย อยากตาย", "Windows-874"),
    ("ja", "cp932", "死にたい 自殺", "Shift JIS (Windows-932)"),
    ("ja", "euc_jp", "死にたい 自殺", "EUC-JP"),
    ("ko", "cp949", "자살 죽고싶다", "EUC-KR (Windows-949)"),
    ("zh", "gb18030", "自杀 我想死", "GBK (Windows-936)"),
    ("zh-Hant", "cp950", "自殺 我想死", "Big5 (Windows-950)"),
    ("ru", "cp1251", "самоубийство хочу умереть", "Windows-1251"),
    ("ru", "koi8_r", "самоубийство хочу умереть", "KOI8"),
    ("uk", "cp866", "самогубство", "DOS 866"),
    ("el", "cp1253", "αυτοκτονία", "Windows-1253"),
    ("he", "cp1255", "התאבדות", "Windows-1255"),
    ("tr", "cp1254", "yaşamak istemiyorum ağrı", "Windows-1254"),
    ("pl", "cp1250", "samobójstwo chcę umrzeć", "Windows-1250"),
    ("cs", "cp1250", "sebevražda chci umřít", "Windows-1250"),
    ("lt", "cp1257", "savižudybė", "Windows-1257"),
    ("cs", "cp852", "sebevražda chci umřít", "DOS 852"),
    ("pl", "mac_latin2", "samobójstwo chcę umrzeć", "Mac Central European"),
    ("pl", "iso8859_2", "samobójstwo śmierć", "ISO 8859-2"),
    ("lv", "cp775", "pašnāvība", "DOS 775"),
    ("tr", "cp857", "yaşamak istemiyorum", "DOS 857"),
    ("ru", "mac_cyrillic", "я хочу умереть", "Mac Cyrillic"),
    ("el", "cp737", "αυτοκτονία", "DOS 737"),
    ("he", "cp862", "התאבדות", "DOS 862"),
]
WESTERN = [
    ("fr", "déprimé, j'ai envie de mourir à côté"),
    ("fr", "français en détresse très fatigué"),
    ("de", "Selbsttötung, ich möchte für immer schlafen"),
    ("es", "depresión, señales de suicidio ¿qué hago?"),
    ("pt", "não aguento mais, depressão e ansiedade"),
    ("it", "perché vivere, così non va più, è finità ànsia"),
    ("sv", "självmord, vill inte leva längre på"),
    ("en", "naïveté of a café, a fiancé's résumé"),
    ("", "Café crème für señor"),
]


def as_windows_1252(raw: bytes) -> str:
    """As spreadsheets read it: bytes without a letter stay what they are."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in raw
    )


def written(text: str, page: str) -> bytes:
    """Windows-1258 has the tones of Vietnamese as letters of their own."""
    if page == "cp1258":
        apart = [unicodedata.normalize("NFD", letter) for letter in text]
        text = "".join(
            unicodedata.normalize("NFC", a[:-1]) + a[-1] if a[-1] in TONES else letter
            for a, letter in zip(apart, text, strict=True)
        )
    return text.encode(page)


@pytest.mark.parametrize(("language", "page", "text", "label"), PAGES)
def test_a_text_read_in_the_wrong_page_is_known_and_read_right(
    language: str, page: str, text: str, label: str
) -> None:
    assert misread(as_windows_1252(written(text, page)), language) == (text, label)
    assert misread(text, language) is None


@pytest.mark.parametrize(("page", "label"), [("mac_roman", "Mac Roman"), ("cp850", "DOS 850")])
@pytest.mark.parametrize(("language", "text"), WESTERN)
def test_western_letters_of_an_old_mac_or_dos_are_known(
    language: str, text: str, page: str, label: str
) -> None:
    assert misread(as_windows_1252(text.encode(page)), language) == (text, label)
    assert misread(text, language) is None


@pytest.mark.parametrize(("language", "page", "text", "label"), PAGES)
def test_utf_8_that_was_decoded_twice_or_three_times_is_known(
    language: str, page: str, text: str, label: str
) -> None:
    once = as_windows_1252(text.encode())
    for wrong in (once, as_windows_1252(once.encode())):
        assert misread(wrong, language) == (text, UTF_8)
        assert misread(wrong, "") == (text, UTF_8)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("3ayez amoot", "ar"),
        ("café", "ar"),
        ("café", "ru"),
        ("naïve señor", "en"),
        ("Grabštejn", "fr"),
        ("tôi muốn chết", "vi"),
        ("tu tu", "vi"),
        ("Beyoncé", "th"),
        ("sui🔪cide", "ja"),
        ("我想死", "zh"),
        ("1147", "ar"),
        ("«أريد»", "ar"),
        ("wait…what — l’été “là”", "fr"),
        ("Škoda, Žižek, naïve", "de"),
        ("Brand™, 5€ and §3, 20°C", "en"),
        ("McÉwan", "en"),
        ("ÉTÉ À LA PLAGE", "fr"),
        ("¿Qué? ¡Sí!", "es"),
        ("tiếng Việt: Đặng", "en"),
    ],
)
def test_loan_words_and_romanised_texts_are_left_alone(text: str, language: str) -> None:
    assert misread(text, language) is None


def blocked(name: str) -> list[tuple[int, str]]:
    findings = Findings()
    with (INPUTS / name).open("rb") as file:
        for cells in COLUMNS.rows(open_sheet(file, COLUMNS.known), findings):
            refuse_odd(cells, COLUMNS.known, findings)
    return [(found.line, found.message) for found in findings.rows if found.is_blocking]


def test_a_list_in_windows_1256_is_refused_with_the_page_it_is_in() -> None:
    found = blocked("terms_cp1256.csv")
    assert [line for line, _message in found] == [2, 3]
    assert "it was “انتحار” in Windows-1256" in found[0][1]


def test_a_list_of_utf_8_decoded_twice_is_refused() -> None:
    found = blocked("double_mojibake.csv")
    assert [line for line, _message in found] == [2, 3, 4]
    assert "it was “tự tử” in UTF-8" in found[0][1]


def test_lines_that_were_damaged_among_sound_ones_are_refused() -> None:
    assert [line for line, _message in blocked("odd_terms.csv")] == [16, 17, 18]


@pytest.mark.parametrize(
    ("page", "text", "label"),
    [
        ("cp932", "死にたい,ja\n消えたい,ja\n", "Shift JIS (Windows-932)"),
        ("cp949", "자살,ko\n죽고 싶다,ko\n", "EUC-KR (Windows-949)"),
        ("gb18030", "自杀,zh\n我想死,zh\n", "GBK (Windows-936)"),
        ("cp950", "自殺,zh\n我想死,zh\n", "Big5 (Windows-950)"),
        ("cp866", "самоубийство,ru\nхочу,ru\n", "DOS 866"),
        ("mac_roman", "très triste,fr\nen détresse,fr\nça va mal,fr\n", "Mac Roman"),
        ("cp850", "Unglück und Müdigkeit,de\nich möchte nicht mehr,de\n", "DOS 850"),
    ],
)
def test_bytes_of_no_western_page_are_known_by_their_letters(
    page: str, text: str, label: str
) -> None:
    assert likely_page(text.encode(page)) == label


def test_a_file_that_western_pages_cannot_read_names_its_own() -> None:
    raw = "term,locale,topic,match,options,exceptions\n死にたい、もう,ja,suicide,,,\n".encode(
        "cp932"
    )
    with pytest.raises(Unreadable, match=r"it is in Shift JIS \(Windows-932\)"):
        open_sheet(io.BytesIO(raw), COLUMNS.known)


@pytest.mark.parametrize("raw", [b"\x81\x81\xff", bytes(range(128, 256)), b""])
def test_bytes_of_no_page_have_none(raw: bytes) -> None:
    assert likely_page(raw) == ""
