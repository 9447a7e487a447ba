import pytest

from partners.choices import EVERY, Choice, Option, choice_of, options_for
from partners.shown_helplines import ShownHelpline, line_of
from partners.tests.builders import NOW, channel, line, site_of

TOPICS = ("eating_disorder", "suicide")


def shown() -> list[ShownHelpline]:
    documents = [
        line("voice", channel()),
        line("words", channel(), channel("text")),
        line("teens", channel("whatsapp"), audience="under_18"),
        line("eating", channel("chat"), topics=("eating_disorder",)),
    ]
    live = site_of(*documents)
    return [line_of(document, live, "en", NOW) for document in documents]


def keys(choice: Choice) -> list[str]:
    return [one.key for one in choice.of(shown())]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("call", ["voice", "words"]),
        ("text", ["words", "teens"]),
        ("chat", ["eating"]),
        ("young", ["teens"]),
        ("text+young", ["teens"]),
        ("eating-disorder", ["eating"]),
        ("call+eating-disorder", []),
    ],
)
def test_a_choice_is_read_from_its_path_and_shows_what_fits(path: str, found: list[str]) -> None:
    choice = choice_of(path, TOPICS)
    assert choice is not None
    assert choice.path == path
    assert keys(choice) == found


@pytest.mark.parametrize(
    "path", ["", "+", "fax", "young+text", "call+text", "call+call", "eating_disorder", "Text"]
)
def test_only_one_path_says_a_choice(path: str) -> None:
    assert choice_of(path, TOPICS) is None


def test_nothing_chosen_shows_every_line_as_it_is() -> None:
    assert list(EVERY.of(shown())) == shown()


def test_the_chosen_way_stands_first_on_its_line() -> None:
    for way, kinds in (("call", ["phone", "text"]), ("text", ["text", "phone"])):
        words = next(one for one in Choice(way=way).of(shown()) if one.key == "words")
        assert [contact.kind for contact in words.contacts] == kinds


def test_only_what_narrows_the_lines_and_leaves_some_is_offered() -> None:
    options = options_for(shown(), Choice(way="text"), TOPICS)
    assert options == {
        "way": [
            Option("call", "call", is_chosen=False),
            Option("text", "", is_chosen=True),
            Option("chat", "chat", is_chosen=False),
        ],
        "audience": [Option("young", "text+young", is_chosen=False)],
    }
