"""The editorial rules that the product ships, held against their own examples."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.library.models import EditorialRule, examples
from cms.library.tests.shipped import shipped_rules

RULES = shipped_rules()


def cases(column: str) -> list[Any]:
    return [
        pytest.param(rule, text, id=f"{rule.code}: {text}")
        for rule in RULES
        for text in examples(getattr(rule, column))
    ]


@pytest.mark.parametrize(("rule", "text"), cases("flagged"))
def test_a_rule_finds_its_examples(rule: EditorialRule, text: str) -> None:
    assert rule.compiled().finds(text)
    assert rule.compiled().finds(f"<p>… <em>{text}</em>.</p>")


@pytest.mark.parametrize(("rule", "text"), cases("fine"))
def test_a_rule_leaves_fine_words_alone(rule: EditorialRule, text: str) -> None:
    assert not rule.compiled().finds(text)


def test_every_rule_that_ships_has_examples_of_both_sorts() -> None:
    assert len(RULES) >= 41
    assert [rule.code for rule in RULES if not (rule.flagged and rule.fine)] == []


def rule(**changes: str) -> EditorialRule:
    fields = {
        "code": "EN-X1",
        "locale": "en",
        "level": "blocks",
        "pattern": r"\bsecret\b",
        "better": "private",
        "flagged": "a secret | the secret word",
        "fine": "secretary",
    }
    return EditorialRule(**{**fields, **changes})


@pytest.mark.django_db
def test_a_rule_that_keeps_its_word_is_accepted() -> None:
    rule().full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"pattern": "("}, "pattern", "can't be read"),
        ({"pattern": "(a+)+"}, "pattern", "may not repeat"),
        ({"flagged": "a secret | nothing"}, "flagged", "misses “nothing”"),
        ({"fine": "public | top secret"}, "fine", "finds “top secret”"),
        ({"flagged": ""}, "flagged", "cannot be blank"),
        ({"level": "note"}, "level", "not a valid choice"),
    ],
)
def test_a_rule_that_breaks_its_word_is_refused(
    changes: dict[str, str], field: str, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        rule(**changes).full_clean()

    assert sentence in " ".join(refused.value.message_dict[field])
