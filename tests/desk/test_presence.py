"""A form says who else has it open. Opening one writes nothing; a background thread does."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.desk.content import presence
from cms.desk.content.presence import RECENT, Presence, save_presences
from cms.translations.models import Assignment
from tests.desk.conftest import SignedIn, change_address, form_data


@pytest.fixture(autouse=True)
def nothing_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "_notes", presence._Notes())


def others(browser: Client, thing: Any) -> list[str]:
    side = browser.get(change_address(thing)).context["side"]
    return [other.user.get_username() for other in side.others]


def test_the_second_person_sees_the_first_and_nobody_sees_themselves(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    Assignment.objects.create(user=cast.translator, language="vi")
    for person in (cast.editor, cast.translator, cast.auditor):
        signed_in(person).get(change_address(guide))
    save_presences()
    assert others(signed_in(cast.editor), guide) == ["translator"]
    assert others(signed_in(cast.editor2), guide) == ["translator", "editor"]
    page = signed_in(cast.editor2).get(change_address(guide)).content.decode()
    assert "Also open with:" in page


def test_another_object_is_another_form(
    cast: Any, guide: Any, topic: Any, signed_in: SignedIn
) -> None:
    signed_in(cast.editor).get(change_address(guide))
    save_presences()
    assert others(signed_in(cast.editor2), topic) == []


def test_whoever_saves_and_leaves_is_gone_and_whoever_goes_on_stays(
    cast: Any, guide: Any, topic: Any, signed_in: SignedIn
) -> None:
    browser, other = signed_in(cast.editor), signed_in(cast.editor2)
    for thing in (guide, topic):
        browser.get(change_address(thing))
    save_presences()
    browser.post(change_address(guide), form_data(guide, cast.editor))
    topic_data = form_data(topic, cast.editor) | {"_continue": "1"}
    browser.post(change_address(topic), topic_data, follow=True)
    save_presences()
    assert others(other, guide) == []
    assert others(other, topic) == ["editor"]


def test_after_half_an_hour_nobody_is_taken_to_be_there(
    cast: Any, guide: Any, topic: Any, signed_in: SignedIn
) -> None:
    signed_in(cast.editor).get(change_address(guide))
    save_presences()
    Presence.objects.update(at=timezone.now() - RECENT - timedelta(seconds=1))
    assert others(signed_in(cast.editor2), guide) == []
    save_presences()
    assert [row.user for row in Presence.objects.all()] == [cast.editor2]


def test_a_form_asks_once_and_writes_nothing(cast: Any, guide: Any, signed_in: SignedIn) -> None:
    browser = signed_in(cast.editor)
    with CaptureQueriesContext(connection) as asked:
        browser.get(change_address(guide))
    about = [query["sql"] for query in asked if "desk_presence" in query["sql"]]
    assert [sql.split()[0] for sql in about] == ["SELECT"]


def test_what_can_not_be_saved_waits(
    cast: Any, guide: Any, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(cast.editor).get(change_address(guide))

    def fail(_stays: Any) -> None:
        raise OperationalError

    with monkeypatch.context() as away:
        away.setattr(presence, "_save", fail)
        with pytest.raises(OperationalError):
            save_presences()
    save_presences()
    assert Presence.objects.count() == 1


def test_where_nobody_edits_the_background_asks_nothing(db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        save_presences()
    assert len(asked) == 0
