"""A worker of the public site that falls silent is on every staff page until somebody saw to it."""

import os
import socket
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cms.publishing import heartbeats
from cms.publishing.catalog import Catalog
from cms.publishing.models import Heartbeat
from cms.publishing.workers import ALIVE_WITHIN
from tests.desk.conftest import SignedIn

PAGES = ("/admin/", "/admin/translations/", "/admin/guides/guide/", "/admin/log/")


def beat(worker: str, *, ago: timedelta) -> None:
    Heartbeat.objects.create(worker=worker, entry=0, at=timezone.now() - ago)


@pytest.mark.parametrize("address", PAGES)
def test_a_silent_worker_is_named_on_every_page(
    cast: Any, signed_in: SignedIn, address: str
) -> None:
    beat("web-1:7", ago=timedelta(seconds=5))
    beat("web-2:7", ago=ALIVE_WITHIN + timedelta(seconds=5))
    page = signed_in(cast.editor).get(address)
    [alarm] = page.context["alarms"]
    assert alarm.text.startswith("Worker web-2:7 has been silent since")
    assert "web-2:7" in page.content.decode()


def test_workers_that_beat_raise_no_alarm(cast: Any, signed_in: SignedIn) -> None:
    beat("web-1:7", ago=timedelta(seconds=5))
    assert signed_in(cast.editor).get("/admin/").context["alarms"] == []


def test_a_worker_that_ends_as_it_should_is_not_missed(catalog: Catalog, cast: Any) -> None:
    catalog.tick()
    assert Heartbeat.objects.get().worker == heartbeats.own_name()
    heartbeats.say_farewell()
    assert not Heartbeat.objects.exists()


def test_a_worker_that_was_killed_is_forgotten_when_its_successor_starts(cast: Any) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    here = socket.gethostname()
    names = [f"{here}:{gone.pid}", f"{here}:{os.getpid()}", f"elsewhere:{gone.pid}"]
    for name in names:
        beat(name, ago=timedelta(minutes=5))
    heartbeats.forget_the_dead()
    assert set(Heartbeat.objects.values_list("pk", flat=True)) == set(names[1:])
