"""What a reviewer is shown of a change."""

from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from cms.desk.releases.diff import MOST_SHOWN, FactChange, difference, pieces
from cms.publishing.documents import Document, Text


class Part(BaseModel):
    model_config = ConfigDict(frozen=True)

    key: str
    body: Text


class Page(Document):
    title: Text = Text({})
    colour: str = ""
    tags: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


def test_a_changed_word_is_told_in_its_language_only() -> None:
    before = Page(title=Text({"en": "Call them", "vi": "Gọi họ"}))
    after = Page(title=Text({"en": "Call us", "vi": "Gọi họ"}))
    found = difference(before, after)
    assert [c.pieces for c in found.texts["en"]] == [
        (("same", "Call "), ("removed", "them"), ("added", "us"))
    ]
    assert found.texts["vi"] == ()
    assert found.facts == ()


def test_a_moved_part_is_a_change_of_order_and_of_no_text() -> None:
    one, two = Part(key="one", body=Text({"en": "1"})), Part(key="two", body=Text({"en": "2"}))
    found = difference(Page(parts=(one, two)), Page(parts=(two, one)))
    assert not any(found.texts.values())
    assert found.facts == (FactChange("parts (order)", "one, two", "two, one"),)


def test_a_part_that_comes_or_goes_is_told_by_itself() -> None:
    """A list of thousands is not shown anew because one more stands in it."""
    one, two, three = (Part(key=key, body=Text({"en": key})) for key in ("1", "2", "3"))
    found = difference(Page(parts=(one, three)), Page(parts=(one, two)))
    assert [change.path for change in found.texts["en"]] == ["parts › 2 › body", "parts › 3 › body"]
    assert "parts (order)" not in {fact.path for fact in found.facts}


def test_facts_are_told_by_path_before_and_after() -> None:
    found = difference(Page(colour="red"), Page(colour="blue", tags=("a", "b")))
    assert found.facts == (FactChange("colour", "red", "blue"), FactChange("tags", "", "a, b"))


def test_what_is_new_is_all_added_and_what_is_gone_all_removed() -> None:
    page = Page(title=Text({"en": "Hello"}))
    assert difference(None, page).texts["en"][0].pieces == (("added", "Hello"),)
    assert difference(page, None).texts["en"][0].pieces == (("removed", "Hello"),)


def test_nothing_differs_from_itself() -> None:
    page = Page(title=Text({"en": "Hello"}), colour="red", parts=(Part(key="a", body=Text({})),))
    assert not difference(page, page)


def test_a_very_long_list_of_facts_is_cut_and_counted() -> None:
    many = Page(parts=tuple(Part(key=f"p{n}", body=Text({})) for n in range(MOST_SHOWN + 7)))
    found = difference(None, many)
    assert len(found.facts) == MOST_SHOWN
    assert found.left_out > 0


@given(st.text(), st.text())
def test_the_pieces_hold_both_texts_whole(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(p.text for p in found if p.what != "added") == before
    assert "".join(p.text for p in found if p.what != "removed") == after
