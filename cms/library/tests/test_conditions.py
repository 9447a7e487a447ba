import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.library.conditions import Unsatisfiable, asked_part, is_known


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", range(1)),
        ("bytes=0-99", range(100)),
        ("bytes=10-19", range(10, 20)),
        ("bytes=10-1000", range(10, 100)),
        ("bytes=10-", range(10, 100)),
        ("bytes=-10", range(90, 100)),
        ("bytes=-1000", range(100)),
        (" Bytes = 5 - 6 ", range(5, 7)),
    ],
)
def test_one_part_is_understood(header: str, part: range) -> None:
    assert asked_part(header, 100) == part


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=9-5",
        "bytes=0-1,5-6",
        "items=0-5",
        "bytes=0x1-2",
        "bytes=-1-2",
        "bytes=٠-٥",
        "bytes=0-" + "9" * 5000,
    ],
)
def test_the_whole_file_answers_what_is_not_one_part(header: str) -> None:
    assert asked_part(header, 100) is None


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0)]
)
def test_a_part_outside_the_file_can_not_be_given(header: str, size: int) -> None:
    with pytest.raises(Unsatisfiable):
        asked_part(header, size)


@given(st.text() | st.from_regex(r"bytes=\d*-\d*", fullmatch=True), st.integers(0, 10**12))
def test_a_part_lies_inside_the_file_and_is_not_empty(header: str, size: int) -> None:
    try:
        part = asked_part(header, size)
    except Unsatisfiable:
        return
    if part is not None:
        assert 0 <= part.start < part.stop <= size


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", False),
        ('"a"', True),
        ('W/"a"', True),
        ('"b", W/"a"', True),
        ('"b"', False),
        ("*", True),
        ("a", False),
    ],
)
@pytest.mark.parametrize("tag", ['"a"', 'W/"a"'])
def test_who_has_an_answer_says_so_by_its_tag(header: str, expected: bool, tag: str) -> None:
    assert is_known(header, tag) == expected
