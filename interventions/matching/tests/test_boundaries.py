"""Where a match may start and end, script by script."""

import pytest

from interventions.matching.tests.rules import rules, term

CASES = [
    (
        "suicide",
        "en",
        ["suicide", "(suicide)", "x🖤suicide", "死suicide死", "MySuicideNote", "ISuicideNow"],
        ["xsuicide", "SUICIDEX"],
    ),
    (
        "suicide",
        "en",
        ["suicide2024", "2suicide", "#suicide1"],
        ["suicide2024x", "a1suicide", "жsuicide"],
    ),
    ("kms", "en", ["kms", "@kms", "kms!"], ["kms2", "20kms", "5kms5"]),
    ("死にたい", "ja", ["もう死にたいです", "死にたい"], []),
    (
        "リスカ",
        "ja",
        ["リスカ", "リスカ跡", "またリスカした", "ﾘｽｶ"],
        ["イリスカ", "リスカー", "リスカフェ"],
    ),
    ("はは", "ja", ["はは", "いははい"], ["はば", "はは\u3099"]),
    ("자살", "ko", ["자살", "자살하고", "자살ㅠㅠ", "자살2"], ["감자살", "가자살이", "자사"]),
    ("자해", "ko", ["자해를"], ["자핸드"]),
    (
        "انتحار",
        "ar",
        ["الانتحار", "والانتحار", "وبالانتحار", "للانتحار", "كانتحار", "سانتحار"],
        ["انتحاري", "مانتحار"],
    ),
    ("الوقاية", "ar", ["الوقاية", "للوقاية", "وقاية"], ["الوقايةx".replace("x", "ن")]),
    (
        "akhiri hidup",
        "id",
        ["akhiri hidupku", "akhiri hidupmulah", "akhirihidupnya", "akhiri hidup"],
        ["akhiri hidupan", "akhiri hidupkuat", "akhiri hidupkan"],
    ),
    ("end hidup", "en", ["end hidup"], ["end hidupku"]),
    ("ตาย", "th", ["อยากตายจัง", "ตาย"], ["ตาย์"]),
    ("anorexie", "fr", ["l'anorexie", "d’anorexie", "anorexie"], ["lanorexie"]),
]


@pytest.mark.parametrize(("text", "locale", "hits", "misses"), CASES)
def test_a_match_starts_and_ends_where_its_script_allows(
    text: str, locale: str, hits: list[str], misses: list[str]
) -> None:
    ruleset = rules(term(text, "nofuzzy", locale=locale))
    assert [query for query in hits if not ruleset.match(query).matched] == []
    assert [query for query in misses if ruleset.match(query).matched] == []


def test_the_span_of_a_term_with_its_article_holds_the_article() -> None:
    ruleset = rules(term("الوقاية", locale="ar"))
    for query, span in (("الوقاية", (0, 7)), ("للوقاية", (2, 7))):
        first = ruleset.match(query).first
        assert first is not None
        assert first.span == span
