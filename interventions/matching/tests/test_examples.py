"""The worked examples of docs/matching.md, and hard cases beside each."""

import pytest

from interventions.matching import Ruleset

EXAMPLES = [
    ("su1cide", "en", "suicide", ("leet",)),
    ("s u i c i d e", "en", "suicide", ("spaced",)),
    ("s.u.i.c.i.d.e", "en", "suicide", ("spaced",)),
    ("sui.cide", "en", "suicide", ("punctuated",)),
    ("sui cide", "en", "suicide", ("split",)),
    ("kill my self", "en", "suicide", ("split",)),
    ("killmyself", "en", "suicide", ("joined",)),
    ("suiiiicide", "en", "suicide", ("repeats",)),
    ("killllll myself", "en", "suicide", ("repeats",)),
    ("ѕuісіdе", "en", "suicide", ("homoglyph",)),
    ("ΚΙLL ΜΥSΕLF", "en", "suicide", ("homoglyph",)),
    ("sucide", "en", "suicide", ("fuzzy",)),
    ("su*cide", "en", "suicide", ("leet",)),
    ("🇸🇺🇮🇨🇮🇩🇪", "en", "suicide", ("homoglyph",)),
    ("🅢🅤🅘🅒🅘🅓🅔", "en", "suicide", ("homoglyph",)),
    ("\u202eedicius\u202c", "en", "suicide", ("reversed",)),
    ("k m s", "en", None, ()),
    ("kms", "en", "suicide", ()),
    ("#thinspo2024", "en", "eating_disorder", ()),
    ("mythinspodiary", "en", "eating_disorder", ()),
    ("#IWantToDie", "en", "suicide", ("joined",)),
    ("#EDRecovery", "en", "eating_disorder", ("joined",)),
    ("my friend is suicidal", "en", "suicide", ()),
    ("how do i recover from anorexia", "en", "eating_disorder", ()),
    ("suicide's impact", "en", "suicide", ()),
    ("tự tử", "vi", "suicide", ()),
    ("TỰ TỬ", "vi", "suicide", ()),
    ("từ từ", "vi", None, ()),
    ("tu tu", "vi", None, ()),
    ("muon tu tu", "vi", "suicide", ()),
    ("muốn từ từ", "vi", None, ()),
    ("muốn mua tủ từ từ", "vi", None, ()),
    ("doi muon chet", "vi", None, ()),
    ("bunuh diri", "id", "suicide", ()),
    ("bunuh diri", "vi", "suicide", ()),
    ("bunuh diri", "en", "suicide", ()),
    ("bunuh diri", "", "suicide", ()),
    ("gol bunuh diri", "id", None, ()),
    ("はなしにたいして", "ja", None, ()),
    ("もう死にたいです", "ja", "suicide", ()),
    ("イリスカフェ", "ja", None, ()),
    ("リスカ", "ja", "self_harm", ()),
    ("ﾘｽｶ", "ja", "self_harm", ()),
    ("감자 살까", "ko", None, ()),
    ("죽고 싶어요", "ko", "suicide", ()),
    ("죽고싶다", "ko", "suicide", ("joined",)),
    ("الانتحار", "ar", "suicide", ()),
    ("بالانتحار", "ar", "suicide", ()),
    ("انتحاري", "ar", None, ()),
    ("اِنْتِحَار", "ar", "suicide", ()),
    ("l’anorexie", "fr", "eating_disorder", ()),
    ("chute de pression", "fr", None, ()),
    ("cut my hair", "en", None, ()),
    ("die hard movie", "en", None, ()),
    ("thin crust pizza", "en", None, ()),
    ("homeless shelter", "en", None, ()),
    ("3d recovery", "en", None, ()),
]


@pytest.mark.parametrize(("query", "locale", "topic", "how"), EXAMPLES)
def test_a_worked_example_is_answered_as_written(
    ruleset: Ruleset, query: str, locale: str, topic: str | None, how: tuple[str, ...]
) -> None:
    match = ruleset.match(query, locale)
    assert match.topic == topic
    assert match.first is None or match.first.how == how


def test_the_explanation_names_all_but_the_query(ruleset: Ruleset) -> None:
    explained = ruleset.match("now k1ll myself", "en", "GB").to_dict()
    found = {
        "topic": "suicide",
        "response": "crisis",
        "list": {"topic": "suicide", "locale": "en", "edition": ""},
        "term": "kill myself",
        "target": "",
        "span": [4, 15],
        "span_utf16": [4, 15],
        "strength": "obfuscated",
        "how": ["leet"],
    }
    assert explained == {
        "matched": True,
        **found,
        "suppressed": [],
        "matches": [found],
        "truncated": False,
        "locale": "en",
    }


def test_browsers_get_spans_in_utf16_units(ruleset: Ruleset) -> None:
    first = ruleset.match("🖤🖤 suicide").first
    assert first is not None
    assert (first.span, first.span_utf16) == ((3, 10), (5, 12))


def test_a_suppressed_term_is_told_with_its_exception(ruleset: Ruleset) -> None:
    match = ruleset.match("Suicide Squad")
    assert not match.matched
    told = [row.to_dict() for row in match.suppressed]
    assert {
        "term": "suicide[s]",
        "exception": "suicide {suicide_thing}",
        "span": [0, 13],
    } in told
