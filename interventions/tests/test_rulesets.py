"""A list is compiled when it has changed, and once for all who look at it meanwhile."""

import pytest

from interventions.documents import TermDocument, TermListDocument
from interventions.rulesets import compiled, compiling_once


@pytest.fixture
def listed() -> TermListDocument:
    return list_of("so sad")


def list_of(text: str) -> TermListDocument:
    term = TermDocument(text=text, match="phrase")
    return TermListDocument(topic="distress", locale="en", terms=(term,))


def test_many_sites_share_a_list_while_it_is_asked_for(listed: TermListDocument) -> None:
    with compiling_once():
        first = compiled(listed, "1")
        assert compiled(list_of("so sad"), "1") is first
        assert compiled(list_of("so glad"), "1") is not first
        assert compiled(listed, "2") is not first
    assert compiled(listed, "1") is not first
