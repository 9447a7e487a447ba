import pytest

from partners.documents import HelplineDocument
from partners.gaps import Cell, Gap, coverage, gaps_among
from partners.tests.builders import NOW, channel, line, site_of


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], (Gap.NO_PERSON,)),
        ([line("child", audience="under_18")], (Gap.NO_PERSON,)),
        ([line("a")], (Gap.ONE_LINE, Gap.PHONE_ONLY)),
        (
            [line("a"), line("child", channel("text"), audience="under_18")],
            (Gap.ONE_LINE, Gap.PHONE_ONLY),
        ),
        ([line("a", channel(), channel("text"))], (Gap.ONE_LINE,)),
        ([line("a"), line("b")], (Gap.PHONE_ONLY,)),
        ([line("a"), line("b", channel("email", dial="b@example.org"))], ()),
        # A website or an app by itself is nobody to talk to.
        (
            [line("a"), line("b", channel(), channel("web", dial="https://b.example"))],
            (Gap.PHONE_ONLY,),
        ),
    ],
)
def test_what_an_adult_misses(lines: list[HelplineDocument], expected: tuple[Gap, ...]) -> None:
    assert gaps_among(lines) == expected


def test_the_coverage_map_has_a_cell_for_each_market_topic_and_language() -> None:
    general = line("general", channel(), channel("text"))
    eating = line("eating", topics=("eating_disorder",))
    found = coverage(
        site_of(general, eating),
        NOW,
        markets=["SG", "VN"],
        topics=["suicide", "eating_disorder"],
        languages=["en", "vi"],
    )
    assert list(found) == [
        Cell("SG", "suicide", "en", ("general",), (Gap.ONE_LINE,)),
        Cell("SG", "suicide", "vi", ("general",), (Gap.ONE_LINE, Gap.NOT_IN_LANGUAGE)),
        Cell("SG", "eating_disorder", "en", ("eating", "general"), ()),
        Cell("SG", "eating_disorder", "vi", ("eating", "general"), (Gap.NOT_IN_LANGUAGE,)),
        Cell("VN", "suicide", "en", (), (Gap.NO_PERSON,)),
        Cell("VN", "suicide", "vi", (), (Gap.NO_PERSON,)),
        Cell("VN", "eating_disorder", "en", (), (Gap.NO_PERSON,)),
        Cell("VN", "eating_disorder", "vi", (), (Gap.NO_PERSON,)),
    ]
