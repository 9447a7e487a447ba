import pytest

from interventions.matching import Ruleset, Term
from interventions.matching.tests.rules import found, rules, term

Case = tuple[Term, list[str], list[str]]
CASES: list[Case] = [
    # match types
    (
        term("ctb", match="exact"),
        ["ctb", " CTB! ", "#ctb", "ctb 🖤"],
        ["ctb now", "my ctb", "c t b"],
    ),
    (term("unaliv", match="prefix"), ["unaliv", "unaliving", "be unalived now"], ["sunaliving"]),
    (
        term("stop eating to be skinny", match="allwords"),
        [
            "how to stop eating and be skinny",
            "skinny? be to eating stop",
            "st0p eat1ng to be skinny",
        ],
        ["stop eating skinny", "stopping eating to be skinny", "stop eating to bed skinny"],
    ),
    # options
    (
        term("thinspo", "infix"),
        ["mythinspodiary", "thinspo", "t h i n s p o"],
        ["myth inspo diary"],
    ),
    (
        term("thinspo"),
        ["thinspo", "#thinspo2024", "2024thinspo"],
        ["mythinspodiary", "thinspo2024x"],
    ),
    (term("hopeless", "nojoin"), ["hopeless", "h0peless"], ["hope less", "h o p e l e s s"]),
    (term("suicide", "noobf"), ["suicide", "s u i c i d e"], ["su1cide", "suіcide"]),
    (term("suicide", "nofuzzy"), ["suicide"], ["sucide", "suicidde"]),
    (
        term("suicide"),
        ["suicide", "sucide", "suciide", "suicidde", "suicire"],
        ["suide", "tuicide"],
    ),
    # tolerance of gaps
    (term("pro ana"), ["pro ana", "pro-ana", "proana", "pro, ana"], ["pr oana", "propana"]),
    (term("kms rn"), ["kms rn", "#kmsrn"], ["kmsrn"]),
    (term("edtwt"), ["edtwt", "ed.twt", "e d t w t"], ["ed twt"]),
    (term("anorexia"), ["ano rexia", "an or ex ia", "a.n.o.r.e.x.i.a"], ["anor exia2"]),
    (term("自殺防止", locale="ja"), ["自殺防止", "自殺 防止", "自.殺.防.止"], ["自 殺防止"]),
    (term("自杀", locale="zh"), ["自杀", "自 杀", "自*杀"], ["自我杀"]),
    # disguises
    (term("want 2 die"), ["want 2 die", "w4nt 2 d1e"], ["want z die", "want 3 die"]),
    (term("kill it"), ["KiIl it", "k1ll it", "KlLL IT", "kill 1t"], ["klll it"]),
    (term("wish i was"), ["wish i was", "w1sh 1 w4s"], ["wish 1 was"]),
    (term("ed recovery"), ["ed recovery", "3d r3covery"], ["3d recovery"]),
    (term("суицид", locale="ru"), ["суицид", "СУИЦИД", "cyицид"], ["суици"]),
    # repeats
    (term("want to die"), ["want to dieeee", "wantttto dieee"], ["want to dye"]),
    (term("kill me"), ["killlll me", "kiiiill meee"], ["kiiilme", "kil meee"]),
]


def _name(case: Case) -> str:
    return f"{case[0].text} {case[0].match} {' '.join(case[0].options)}"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_term_is_found_where_its_options_allow(
    case: Case,
) -> None:
    one, hits, misses = case
    ruleset = rules(one)
    assert [query for query in hits if not ruleset.match(query).matched] == []
    assert [query for query in misses if ruleset.match(query).matched] == []


def test_a_local_term_needs_its_language_in_menus_or_market() -> None:
    ruleset = rules(term("tot", "localonly", locale="de"), markets={"CH": ["de", "fr"]})
    assert found(ruleset, "tot", "de")
    assert found(ruleset, "tot", "de-AT")
    assert found(ruleset, "tot", "de_AT")
    assert found(ruleset, "tot", "en", "CH")
    assert found(ruleset, "tot", "en", "ch")
    assert not found(ruleset, "tot", "en", "GB")
    assert not found(ruleset, "tot", "")


@pytest.mark.parametrize(
    ("listed", "menus"), [("fil", "tl"), ("tl", "fil-PH"), ("tl_PH", "fil-PH")]
)
def test_filipino_and_tagalog_are_one_language(listed: str, menus: str) -> None:
    ruleset = rules(term("patay", "localonly", locale=listed))
    assert found(ruleset, "patay", menus) == ["patay"]
    assert not found(ruleset, "patay", "en")


def test_a_local_term_of_a_list_for_all_languages_always_counts() -> None:
    assert found(rules(term("tot", "localonly", locale="*")), "tot", "en")


def test_an_inactive_term_is_left_out() -> None:
    assert not found(rules(Term("suicide", "en", "suicide", active=False)), "suicide")


def test_a_term_without_letters_is_never_found() -> None:
    ruleset: Ruleset = rules(term("!!"), term("🖤"), term("", match="allwords"))
    assert not found(ruleset, "!! 🖤")
