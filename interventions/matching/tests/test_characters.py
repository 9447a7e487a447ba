import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interventions.matching import normalise, search_fold, skeleton, term_key
from interventions.matching.characters import CHARS
from interventions.matching.skeleton import keys_of, keys_of_each, words, words_of_each
from interventions.matching.tables import PATH, render
from interventions.matching.tests.rules import term


@pytest.mark.slow
@pytest.mark.anywhere
def test_the_checked_in_table_is_what_unicode_makes_it() -> None:
    made_with = PATH.read_text(encoding="utf-8").partition(":")[0]
    if made_with != f"# Unicode {unicodedata.unidata_version}":
        pytest.skip(f"the table is of {made_with}, this Python knows another")
    assert PATH.read_text(encoding="utf-8") == render()


@pytest.mark.slow
@pytest.mark.anywhere
def test_every_code_point_has_a_row() -> None:
    kinds = {CHARS[code].kind for code in range(sys.maxunicode + 1)}
    assert kinds == {
        "apostrophe", "digit", "invisible", "joined", "letter", "mark", "separator", "space",
        "symbol",
    }  # fmt: skip
    assert all(bool(CHARS[code].key) == bool(CHARS[code].fold) for code in range(0x3000))


@pytest.mark.parametrize(
    "disguised",
    [
        "Ѕuісіdе",
        "ЅUІСІDЕ",
        "ѕսісіԁе",
        "ᏚUIᏟIᎠᎬ",
        "ꜱᴜɪᴄɪᴅᴇ",
        "ⓢⓤⓘⓒⓘⓓⓔ",
        "𝖘𝖚𝖎𝖈𝖎𝖉𝖊",
        "ˢᵘⁱᶜⁱᵈᵉ",
        "ｓｕｉｃｉｄｅ",
        "šüįçïđë",
        "ѕυιϲιԁε",
        "$u1c!d3".replace("!", "1"),
    ],
)
def test_letters_that_look_like_latin_read_as_latin(disguised: str) -> None:
    assert skeleton(disguised) == "suicide"


@pytest.mark.parametrize(
    "spelling",
    ["Tự Tử", " tự  tử ", unicodedata.normalize("NFD", "tự tử"), "ｔự\u3000ｔử", "tự\u200b tử"],
)
def test_spellings_of_one_term_have_one_key(spelling: str) -> None:
    assert term_key(term(spelling, locale="vi")) == term_key(term("tự tử", locale="vi"))
    assert normalise(spelling) == "tự tử"


def test_terms_that_differ_in_marks_kana_or_words_are_different_terms() -> None:
    assert len({normalise(text) for text in ("tự tử", "từ từ", "tu tu", "tutu")}) == 4
    assert normalise("リスカ") != normalise("りすか")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường dây nóng", "duong day nong"),
        ("PRÉVENTION", "prevention"),
        ("リスカ ﾘｽｶ", "りすか りすか"),
        ("أَلَم", "الم"),
        ("한국어", "한국어"),
        ("Łódź  ØRE", "lodz ore"),
    ],
)
def test_site_search_folds_marks_case_width_and_kana(text: str, folded: str) -> None:
    assert search_fold(text) == folded


@given(st.lists(st.text(max_size=12)))
def test_many_texts_together_give_what_each_gives_alone(texts: list[str]) -> None:
    assert list(keys_of_each(texts)) == [keys_of(text) for text in texts]
    assert list(words_of_each(texts)) == [words(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("kill all", {"kiiiaii", "kiai"}),
        ("want to", {"wantto", "wanto"}),
        ("die", {"die"}),
        ("自殺", {"自殺"}),
        ("хотел ли", {"xoteллn", "xoteлn"}),
    ],
)
def test_keys_hold_repeated_letters_once_within_words_and_across(text: str, keys: set[str]) -> None:
    assert keys_of(text) == keys
