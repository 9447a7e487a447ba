"""The search page: help first, hard results covered, and no trace of the query."""

import re
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.publishing.catalog import Catalog
from cms.publishing.documents import Text
from public.search.covering import parted
from public.search.entries import ResultKind, SearchEntry
from public.search.index import Index, index
from public.search.text_index import TextIndex
from public.search.tokens import exact_tokens, folded_tokens
from tests.public import DAY_OF_CAMPAIGNS

pytestmark = pytest.mark.django_db


def entry(key: str, kind: ResultKind = ResultKind.GUIDE, **fields: Any) -> SearchEntry:
    defaults: dict[str, Any] = {
        "kind": kind,
        "key": key,
        "place": key,
        "version": "1",
        "title": Text({"en": key}),
        "summary": Text({}),
    }
    return SearchEntry(**defaults | fields)


def found(query: str, *texts: dict[str, str], language: str = "vi") -> list[str]:
    entries = [entry(str(number), title=Text(text)) for number, text in enumerate(texts)]
    return [hit.key for hit in Index(TextIndex(), entries).find(query, language)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Tự tử và hy vọng", ["tu", "tu", "va", "hy", "vong"]),
        ("ĐƯỜNG DÂY", ["duong", "day"]),
        ("don't", ["dont"]),
        ("よりそい", ["より", "りそ", "そい"]),
        ("日", ["日"]),
        ("119自殺", ["119", "自殺"]),
        ("الانتحار والأفكار", ["انتحار", "افكار"]),
        ('"; DROP TABLE pages; --', ["drop", "table", "pages"]),
        ("", []),
        ("\x00\ud800🙂", []),
    ],
)
def test_text_is_cut_into_what_can_be_looked_up(text: str, tokens: list[str]) -> None:
    assert folded_tokens(text) == tokens


def test_marks_are_kept_where_they_tell_words_apart() -> None:
    assert exact_tokens("Tự tử") == ["tự", "tử"]


@pytest.mark.parametrize("query", ["tự tử", "tu tu", "TỰ TỬ", "tự tu"])
def test_vietnamese_is_found_with_and_without_its_marks(query: str) -> None:
    assert "0" in found(query, {"vi": "Tự tử và hy vọng"}, {"vi": "Nấu ăn"})


def test_the_word_as_written_comes_before_the_one_that_only_sounds_alike() -> None:
    assert found("tự tử", {"vi": "Đi từ từ thôi"}, {"vi": "Nói về tự tử"}) == ["1", "0"]


def test_a_script_without_spaces_is_found_by_a_part_of_it() -> None:
    assert found("ホットライン", {"ja": "よりそいホットライン"}) == ["0"]
    assert found("สุขภาพจิต", {"th": "สายด่วนสุขภาพจิต 1323"}) == ["0"]


def test_a_word_that_is_only_begun_finds_the_whole() -> None:
    assert found("frie", {"en": "Helping a friend"}) == ["0"]


def test_where_nothing_has_all_words_any_of_them_counts() -> None:
    assert found("friend zebra", {"en": "Helping a friend"}, {"en": "Cooking"}) == ["0"]


def test_the_visitors_language_comes_first() -> None:
    texts = {"en": "Samaritans"}, {"vi": "Samaritans"}
    assert found("samaritans", *texts, language="vi") == ["1", "0"]
    assert found("samaritans", *texts, language="en") == ["0", "1"]


def test_a_thing_in_two_languages_is_found_once() -> None:
    assert found("samaritans", {"en": "Samaritans", "vi": "Samaritans"}) == ["0"]


@pytest.mark.parametrize(
    ("topics", "kind", "response", "covered"),
    [
        (("suicide",), ResultKind.GUIDE, "crisis", True),
        (("suicide",), ResultKind.GUIDE, "soft", True),
        (("suicide",), ResultKind.GUIDE, "none", False),
        (("suicide",), ResultKind.GUIDE, "recovery", False),
        (("suicide", "recovery"), ResultKind.SERIES, "crisis", False),
        (("wellbeing",), ResultKind.GUIDE, "crisis", False),
        (("sensitive",), ResultKind.CAMPAIGN, "none", True),
        (("sensitive", "recovery"), ResultKind.CAMPAIGN, "none", False),
        (("suicide",), ResultKind.TOPIC, "crisis", False),
        ((), ResultKind.HELPLINE, "crisis", False),
    ],
)
def test_what_may_hurt_is_covered_and_recovery_never_is(
    topics: tuple[str, ...], kind: ResultKind, response: str, *, covered: bool
) -> None:
    thing = entry("thing", kind, topics=topics)
    assert parted([thing], response, {"suicide"}) == (([], [thing]) if covered else ([thing], []))


def ask(client: Client, query: str, address: str = "/en/search/") -> str:
    answer = client.post(address, {"q": query})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.content.decode()


@pytest.mark.usefixtures("seeded")
def test_help_comes_before_results(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        text = ask(client, "tự tử", "/vi/search/?country=VN")
    assert (
        text.index("Bạn không đơn độc") < text.index("096 306 1414") < text.index("results-heading")
    )


@pytest.mark.usefixtures("seeded")
def test_hard_results_lie_under_a_note_and_hope_does_not(client: Client) -> None:
    text = ask(client, "suicide")
    cover = text[
        text.index('<details class="cover">') : text.index("</details>", text.index("cover"))
    ]
    assert "Show results" in cover
    assert "/en/guides/sharing-your-experience/" in cover
    assert "/en/series/october-voices/" not in cover
    assert "/en/series/october-voices/" in text
    assert "<video" not in text
    assert "/en/about/policy/" in text


@pytest.mark.usefixtures("seeded")
def test_a_film_title_is_only_searched(client: Client) -> None:
    assert "answer-heading" not in ask(client, "suicide squad")


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    "query", ["zzzqqq", "how many are there", "wellbeing zzzqqq", "suicide squad"]
)
def test_a_search_that_finds_nothing_or_little_shows_help(client: Client, query: str) -> None:
    text = ask(client, query, "/en/search/?country=GB")
    assert text.index('href="tel:999"') < text.index('id="results-heading"')
    assert "116 123" in text


@pytest.mark.usefixtures("seeded")
def test_a_search_that_finds_what_it_names_is_not_covered_by_help(client: Client) -> None:
    assert "help-heading" not in ask(client, "helping someone")


@pytest.mark.usefixtures("seeded")
def test_words_of_every_sentence_find_nothing_by_themselves(seeded: Catalog) -> None:
    found = index(seeded.current())
    for query, language in (
        ("how many of them are there", "en"),
        ("có bao nhiêu người", "vi"),
        ("ada yang sudah", "id"),
        ("كم من هذه", "ar"),
    ):
        assert found.with_any(query, language) == []
    assert (
        found.with_all("how do i help someone", "en") == found.with_all("help someone", "en") != []
    )


@pytest.mark.usefixtures("seeded")
def test_nothing_from_other_countries_comes_first(client: Client) -> None:
    for query in ("eating disorders", "crisis volunteers"):
        text = ask(client, query, "/en/search/?country=NZ")
        results = text[text.index('id="results-heading"') :]
        assert "Helpline ·" not in results.split("</li>")[0]
    text = ask(client, "samaritans")
    first = re.search(r'class="results">.*?<small>(.*?)</small>', text, re.DOTALL)
    assert first is not None
    assert "Helpline" not in first[1]


@pytest.mark.usefixtures("seeded")
@time_machine.travel(DAY_OF_CAMPAIGNS)
@pytest.mark.parametrize(
    "query",
    ["Lạc quan vượt dịch", "o nha van vui", "#ỞNhàVẫnVui", "lac quan vuot dich o nha van vui"],
)
def test_a_campaign_is_found_first_by_its_own_name(client: Client, query: str) -> None:
    text = ask(client, query, "/vi/search/?country=VN")
    results = text[text.index('class="results"') :]
    first = re.search(r'<h3><a href="([^"]+)"', results)
    assert first is not None
    assert first[1] == "/vi/campaigns/positive-at-home/?country=VN"


@pytest.mark.usefixtures("seeded")
def test_neither_title_nor_links_name_the_query(client: Client) -> None:
    text = ask(client, "zebrafish sadness")
    assert "<title>Search · Wellspring</title>" in text
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', text)
    assert [address for address in addresses if "zebrafish" in address] == []


@pytest.mark.usefixtures("seeded")
def test_the_language_switch_sends_the_words_again(client: Client) -> None:
    text = ask(client, "hope & light", "/en/search/?country=GB")
    assert text.count('<input type="hidden" name="q" value="hope &amp; light">') >= 4
    assert 'action="/vi/search/?country=GB"' in text


@pytest.mark.usefixtures("seeded")
def test_an_answer_that_a_browser_may_keep_does_not_repeat_the_query(client: Client) -> None:
    query = "suicide zebrafish"
    asked = ask(client, query)
    answer = client.post("/en/search/", {"q": query, "scriptless": "yes"})
    text = answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "zebrafish" not in text
    assert _words(_results(text)) == _words(_results(asked))


@pytest.mark.usefixtures("seeded")
def test_the_form_alone_can_be_kept_and_says_nothing_of_others(client: Client) -> None:
    ask(client, "zebrafish")
    answer = client.get("/en/search/")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "zebrafish" not in answer.content.decode()


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    "query",
    ["x" * 10_000, "\x00\x01\x02", "🙂" * 500, '"*()^:-', "' OR 1=1 --", "AND OR NOT NEAR", "%"],
)
def test_any_text_is_answered(client: Client, query: str) -> None:
    assert "Wellspring" in ask(client, query)


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"q=%ff%fe%00", "application/x-www-form-urlencoded"),
        (b"\xff\xfe\x00" * 50, "application/octet-stream"),
        (b"--", "multipart/form-data; boundary=x"),
        (b"", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_form_is_answered(client: Client, body: bytes, kind: str) -> None:
    answer = client.post("/en/search/", body, content_type=kind)
    assert answer.status_code == 200


@pytest.mark.usefixtures("seeded")
def test_a_file_instead_of_words_is_answered(client: Client) -> None:
    file = SimpleUploadedFile("cat.png", b"\x89PNG")
    assert client.post("/en/search/", {"q": file}).status_code == 200


@pytest.mark.usefixtures("seeded")
def test_without_a_country_lines_far_away_come_last(client: Client) -> None:
    text = ask(client, "suicide", "/vi/search/")
    results = text[text.index("results-heading") :]
    assert results.index("/vi/partners/") < results.index("988 Suicide")


@pytest.mark.usefixtures("seeded")
def test_lines_and_campaigns_of_other_countries_are_left_out(client: Client) -> None:
    text = ask(client, "suicide", "/en/search/?country=GB")
    results = text[text.index("results-heading") :]
    assert "Korea" not in results
    assert "988" not in results


def test_the_index_is_built_once_for_a_state_of_the_content(seeded: Catalog) -> None:
    site = seeded.current()
    assert index(site) is index(site)


def test_only_what_changed_is_read_again() -> None:
    texts = TextIndex()
    before = [entry("a"), entry("b"), entry("c")]
    assert len(Index(texts, before)) == 3
    changed = entry("b", version="2", title=Text({"en": "zebra"}))
    after = Index(texts, [before[0], changed])
    assert texts.matching('"a" OR "b" OR "c" OR "zebra"') == [1, 2, 3, 4]
    assert [hit.key for hit in after.find("zebra", "en")] == ["b"]
    assert after.find("c", "en") == []
    assert [hit.version for hit in after.find("b", "en")] == []


def test_an_index_of_texts_that_are_gone_is_given_up() -> None:
    texts = TextIndex()
    for version in range(2500):
        Index(texts, [entry("a", version=str(version))])
    assert texts.is_mostly_dead(living=1)
    assert not texts.is_mostly_dead(living=500)


@pytest.mark.usefixtures("seeded")
def test_the_query_is_in_no_log(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("zebrafish")

    caplog.set_level(0)
    ask(client, "zebrafish sadness")
    client.raise_request_exception = False
    monkeypatch.setattr("public.search.views.index", fail)
    assert client.post("/en/search/", {"q": "zebrafish"}).status_code == 500
    assert "zebrafish" not in caplog.text


def _results(text: str) -> str:
    return text[text.index('id="results"') : text.index("</main>")]


def _words(text: str) -> list[str]:
    return re.sub(r"<[^>]*>", " ", text).split()
