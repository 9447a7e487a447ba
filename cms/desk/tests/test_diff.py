"""What a reviewer is shown of a change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.desk.differences.difference import (
    MOST_SHOWN,
    Compared,
    Difference,
    difference,
    differences,
)
from cms.desk.differences.pieces import pieces
from cms.publishing.documents import Document, Part, Text


class Section(Part):
    key: str
    body: Text


class Page(Document):
    title: Text = Text({})
    colour: str = ""
    tags: tuple[str, ...] = ()
    is_big: bool | None = None
    parts: tuple[Section, ...] = ()


def compared(before: Page | None, after: Page | None) -> Difference:
    return difference("page:a", before, after)


def facts(found: Difference) -> list[tuple[str, str, str]]:
    return [
        (fact.label, fact.before.text if fact.before else "", fact.after.text if fact.after else "")
        for fact in found.facts
    ]


def test_a_changed_word_is_told_in_its_language_only() -> None:
    before = Page(title=Text({"en": "Call them", "vi": "Gọi họ"}))
    after = Page(title=Text({"en": "Call us", "vi": "Gọi họ"}))
    found = compared(before, after)
    (english,) = found.languages
    assert [(text.label, text.pieces) for text in english.texts] == [
        ("Title", (("same", "Call "), ("removed", "them"), ("added", "us")))
    ]
    assert found.facts == ()


def test_words_that_were_all_exchanged_are_one_phrase() -> None:
    assert pieces("Helping a friend now", "Being there now") == (
        ("removed", "Helping a friend"),
        ("added", "Being there"),
        ("same", " now"),
    )


def test_a_translation_stands_beside_its_source() -> None:
    before = Page(title=Text({"en": "Call us", "vi": "Gọi họ"}))
    after = Page(title=Text({"en": "Call us", "vi": "Gọi chúng tôi"}))
    (vietnamese,) = compared(before, after).languages
    assert (vietnamese.code, vietnamese.texts[0].source) == ("vi", "Call us")


def test_the_source_language_comes_first() -> None:
    page = Page(title=Text({"ar": "أ", "en": "A", "vi": "Â"}))
    assert [language.code for language in compared(None, page).languages] == ["en", "ar", "vi"]


def test_a_moved_part_is_a_change_of_order_and_of_no_text() -> None:
    one, two = (
        Section(key="one", body=Text({"en": "1"})),
        Section(key="two", body=Text({"en": "2"})),
    )
    found = compared(Page(parts=(one, two)), Page(parts=(two, one)))
    assert found.languages == ()
    assert facts(found) == [("Parts, order", "one, two", "two, one")]


def test_a_part_that_comes_or_goes_is_told_by_itself() -> None:
    """A list of thousands is not shown anew because one more stands in it."""
    one, two, three = (Section(key=key, body=Text({"en": key})) for key in ("1", "2", "3"))
    found = compared(Page(parts=(one, three)), Page(parts=(one, two)))
    assert [text.label for text in found.languages[0].texts] == [
        "Parts “2” › Body",
        "Parts “3” › Body",
    ]
    assert "Parts, order" not in {fact.label for fact in found.facts}


def test_values_are_told_in_words_before_and_after() -> None:
    found = compared(
        Page(colour="red", is_big=True), Page(colour="blue", tags=("a", "b"), is_big=False)
    )
    assert facts(found) == [("Colour", "red", "blue"), ("Tags", "", "a b"), ("Is big", "yes", "no")]


def test_what_is_new_is_all_added_and_what_is_gone_all_removed() -> None:
    page = Page(title=Text({"en": "Hello"}))
    assert compared(None, page).languages[0].texts[0].pieces == (("added", "Hello"),)
    assert compared(page, None).languages[0].texts[0].pieces == (("removed", "Hello"),)


def test_nothing_differs_from_itself() -> None:
    section = Section(key="a", body=Text({}))
    page = Page(title=Text({"en": "Hello"}), colour="red", parts=(section,))
    assert not compared(page, page)


def test_a_very_long_list_of_facts_is_cut_and_counted() -> None:
    many = Page(parts=tuple(Section(key=f"p{n}", body=Text({})) for n in range(MOST_SHOWN + 7)))
    found = compared(None, many)
    assert len(found.facts) == MOST_SHOWN
    assert found.left_out > 0


@pytest.mark.parametrize(
    ("known", "after", "marked", "back"),
    [
        (Page(colour="green"), Page(colour="blue"), ["Colour"], []),
        (Page(colour="blue"), Page(colour="blue"), [], []),
        (Page(colour="green"), Page(colour="red"), [], ["Colour"]),
        (Page(colour="red"), Page(colour="red", title=Text({"en": "A"})), ["Title"], []),
        (Page(colour="red", title=Text({"en": "A"})), Page(colour="red"), [], ["Title"]),
    ],
)
def test_what_is_otherwise_since_it_was_read_is_marked(
    known: Page, after: Page, marked: list[str], back: list[str]
) -> None:
    (found,) = differences([Compared("page:a", Page(colour="red"), after, known)])
    texts = [text for language in found.languages for text in language.texts]
    new = [text.label for text in texts if text.is_new]
    assert [*new, *(fact.label for fact in found.facts if fact.is_new)] == marked
    assert [*found.back] == back


@given(st.text(), st.text())
def test_the_pieces_hold_both_texts_whole(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(p.text for p in found if p.what != "added") == before
    assert "".join(p.text for p in found if p.what != "removed") == after
