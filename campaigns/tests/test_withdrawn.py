"""Consent that is withdrawn is acted on: the block is offered with the save, and asked for until
it is done."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Creator
from cms.publishing.block import block
from cms.publishing.catalog import Catalog
from tests.cast import Cast, Publish
from tests.desk.conftest import change_address, form_data

ASKED = "Consent withdrawn, and still shown: block it"


def save(person: Any, creator: Creator, days: int) -> tuple[Client, Any]:
    browser = Client()
    browser.force_login(person)
    day = (timezone.now() + timedelta(days=days)).date().isoformat()
    data = form_data(creator, person) | {"consent_withdrawn_on": day}
    return browser, browser.post(change_address(creator), data, follow=True)


def first_page(person: Any) -> str:
    browser = Client()
    browser.force_login(person)
    return browser.get(reverse("admin:index")).content.decode()


def test_a_reviewer_who_saves_it_blocks_all_of_it_in_the_same_step(
    linh: Creator, publish: Publish, cast: Cast, catalog: Catalog
) -> None:
    publish(linh)
    assert ASKED not in first_page(cast.reviewer2)
    browser, page = save(cast.reviewer, linh, days=0)
    form = page.context["form"]
    assert form["target"].value() == "creator:linh", "no edition: a later one would show them"
    assert ASKED in first_page(cast.reviewer2)
    given = {"target": form["target"].value(), "reason": form["reason"].value()}
    browser.post(reverse("admin:block", args=["creator:linh"]), given)
    catalog.refresh()
    assert catalog.current().get("creator:linh") is None
    assert ASKED not in first_page(cast.reviewer2)


def test_an_editor_is_told_and_every_reviewer_is_asked(
    linh: Creator, publish: Publish, cast: Cast
) -> None:
    publish(linh)
    _browser, page = save(cast.editor, linh, days=-1)
    assert "Linh is shown until a reviewer blocks them" in page.content.decode()
    assert ASKED in first_page(cast.reviewer)
    assert ASKED not in first_page(cast.editor)


@pytest.mark.parametrize("case", ["draft", "blocked", "later"])
def test_nothing_is_asked_where_nothing_is_shown_without_consent(
    linh: Creator, publish: Publish, cast: Cast, case: str
) -> None:
    if case != "draft":
        publish(linh)
    if case == "blocked":
        block("creator:linh", by=cast.reviewer, reason="She asked us to.")
    save(cast.reviewer, linh, days=9 if case == "later" else 0)
    assert ASKED not in first_page(cast.reviewer)
