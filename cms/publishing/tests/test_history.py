"""A process reads each entry of the log once, and notices where it has read another log."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.publishing.append import append
from cms.publishing.history import stored_history, stored_log
from cms.publishing.log import Action, read
from cms.publishing.tests.conftest import PutLive

pytestmark = pytest.mark.django_db


def test_what_was_read_is_not_read_again(put_live: PutLive) -> None:
    for number in range(3):
        put_live(f"leaflet:{number}", "one")
    stored_history()
    with CaptureQueriesContext(connection) as asked:
        assert stored_history().head == 3
    assert len(asked) == 1  # The head.
    put_live("leaflet:0", "two")
    with CaptureQueriesContext(connection) as asked:
        assert stored_history() == read(stored_log(until=4))
    assert "> 3" in asked[1]["sql"]


def test_an_entry_that_was_rolled_back_is_forgotten(put_live: PutLive, writer: Any) -> None:
    put_live("leaflet:a", "one")
    with transaction.atomic():
        put_live("leaflet:b", "never")
        assert stored_history().head == 2
        transaction.set_rollback(True)
    assert stored_history().items.keys() == {"leaflet:a"}
    append(Action.BLOCK, {"target": "leaflet:a", "keys": ["leaflet:a"]}, by=writer)
    assert stored_history() == read(stored_log(until=2))
