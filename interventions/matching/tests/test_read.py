from pathlib import Path

import pytest

from interventions.matching import read_queries, read_terms

HEAD = "term,locale,topic,match,options,exceptions,response,target,note,active\n"


def test_a_term_file_is_read_with_its_optional_columns(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(
        HEAD + "kms,en,suicide,,nofuzzy nojoin,# kms; ~kms from ;,soft,guide:x,why,no\n"
    )
    (term,) = read_terms(path)
    assert (term.match, sorted(term.options)) == ("phrase", ["nofuzzy", "nojoin"])
    assert term.exceptions == ("# kms", "~kms from")
    assert (term.response, term.target, term.active) == ("soft", "guide:x", False)


def test_a_byte_order_mark_and_missing_optional_columns_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("\ufeffterm,locale,topic\nsuicide,en,suicide\n", encoding="utf-8")
    assert read_terms(path)[0].active


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",en,suicide,,,,,,,", "line 2: the term is empty"),
        ("a,en,suicide,regex,,,,,,", "line 2: no such match 'regex'"),
        ("a,en,suicide,,fuzzy nojoin,,,,,", "line 2: no such option 'fuzzy'"),
        ("a,en,suicide,,,,panic,,,", "line 2: no such response 'panic'"),
    ],
)
def test_what_is_no_term_is_named_with_its_line(tmp_path: Path, row: str, fault: str) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(f"{HEAD}{row}\n")
    with pytest.raises(ValueError, match=fault):
        read_terms(path)


def test_a_file_without_a_needed_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("word,locale\n")
    with pytest.raises(ValueError, match="has no column term"):
        read_terms(path)


def test_labelled_queries_tell_absent_from_empty(tmp_path: Path) -> None:
    path = tmp_path / "queries.csv"
    path.write_text("query,locale,expected_topic,note\nbread,en,,food\n")
    (row,) = read_queries(path)
    assert (row.expected_topic, row.expected_response, row.wants_match) == ("", None, False)
    path.write_text("query,locale,expected_response,note\nkms,en,soft,\n")
    (row,) = read_queries(path)
    assert (row.expected_topic, row.expected_response, row.wants_match) == (None, "soft", True)
