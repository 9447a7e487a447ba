"""Real workers of a real server: windows open by themselves, and an outage goes unnoticed.

In the outage SQLite's file is moved, or the port to PostgreSQL is shut, and workers are killed.
"""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha1
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings

from tests.outage import Outage, outage_of
from tests.server import Server, visited
from tests.traces import CANARY, traces
from tests.visiting import PATHS
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.slow

CHANGE = """
from django.contrib.auth import get_user_model
from cms.publishing.block import block
person = get_user_model()._default_manager.get(username="editor")
block("helpline:gb-shout", by=person, reason="Testing an outage.")
"""
WINDOW = """
from datetime import datetime, timedelta
from django.contrib.auth import get_user_model
from django.utils import timezone
from cms.publishing.changes import record_change
from cms.publishing.compose import add_item, start_release
from cms.publishing.models import Release
from cms.publishing.review import approve
from cms.publishing.submit import submit
from guides.models import Guide
people = get_user_model()._default_manager
editor, reviewer = people.get(username="editor"), people.get(username="reviewer")
Guide.objects.filter(key="helping-someone").update(title_en="A title for some seconds")
record_change("guide:helping-someone", by=editor)
release = start_release(title="For some seconds", by=editor)
starts = timezone.now() + timedelta(seconds={seconds})
ends = starts + timedelta(seconds={seconds})
add_item(release, "guide:helping-someone", by=editor, starts_at=starts, ends_at=ends)
found = submit(release, by=editor).findings
reasons = dict.fromkeys([finding.fingerprint for finding in found], "Testing.")
release.refresh_from_db()
approve(
    release,
    by=reviewer,
    fingerprint=release.fingerprint,
    languages=["en", "vi", "id", "ar"],
    reasons=reasons,
)
print(starts.timestamp(), ends.timestamp())
"""
COUNT = """
from cms.publishing.models import Edition, Entry
print(Entry.objects.count(), Edition.objects.count())
"""
SOON = (4, 16, 64)
"""Seconds until a window opens, and how long it is open: more for a busier machine."""


@pytest.fixture(scope="module")
def outage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outage]:
    with outage_of(tmp_path_factory.mktemp("server"), settings.DATABASES["default"]) as outage:
        yield outage


def test_nobody_notices_an_outage_and_no_row_is_lost(outage: Outage) -> None:
    server = outage.server
    rows = server.manage("shell", "-v0", "-c", COUNT)
    pages = {path: server.get(path, body)[1] for path, body in PATHS[:3]}
    with visited(server, PATHS) as visitor:
        visitor.goes_round()
        outage.begin()
        visitor.goes_round()
        for _worker in server.workers():
            server.kill_a_worker()
        visitor.goes_round()
        # Only workers that were started in the outage are left to answer.
        assert {path: server.get(path)[1] for path in pages} == pages
        outage.end()
        visitor.goes_round()
    assert visitor.failures == []
    assert visitor.cut_off <= len(server.workers())
    assert server.manage("shell", "-v0", "-c", COUNT) == rows

    assert "Shout" in server.get("/en/help/GB/")[1]
    server.manage("shell", "-v0", "-c", CHANGE)
    for _worker in server.workers():
        wait_until(
            lambda: all("Shout" not in server.get("/en/help/GB/")[1] for _ in range(6)),
            "every worker has heard of the block",
        )
    assert "The log holds" in server.manage("verify_log")


def _age(server: Server) -> int:
    """How many seconds ago the worker that answers read the log."""
    _entry, read = server.get("/health/ready")[1].splitlines()
    return int(read.removeprefix("log read ").removesuffix(" s ago"))


def test_a_frozen_database_is_told_and_harms_no_visitor(outage: Outage) -> None:
    server = outage.server
    with visited(server, PATHS) as visitor:
        with outage.frozen():
            wait_until(lambda: _age(server) >= 3, "a worker tells that it has not read the log")
            visitor.goes_round()
        wait_until(lambda: max(_age(server) for _ in range(6)) <= 1, "all workers read it again")
    assert (visitor.failures, visitor.cut_off) == ([], 0)


def test_a_window_opens_and_closes_by_itself_in_every_worker(outage: Outage) -> None:
    for seconds in SOON:
        script = WINDOW.format(seconds=seconds)
        starts, ends = map(float, outage.server.manage("shell", "-v0", "-c", script).split())
        seen = watch(outage.server, starts, ends)
        if all(seen.values()):
            break
    assert seen == {"before": {False}, "inside": {True}, "after": {False}}


def watch(server: Server, starts: float, ends: float) -> dict[str, set[bool]]:
    """Whether the title of the window was shown before it, inside and after it."""
    seen: dict[str, set[bool]] = {"before": set(), "inside": set(), "after": set()}
    answers_after = 0
    while answers_after < 12:
        asked = time.time()
        shown = "A title for some seconds" in server.get("/en/guides/helping-someone/")[1]
        answered = time.time()
        # An answer that a boundary passed under may be either.
        if answered < starts:
            seen["before"].add(shown)
        elif asked >= starts and answered < ends:
            seen["inside"].add(shown)
        elif asked >= ends:
            seen["after"].add(shown)
            answers_after += 1
        time.sleep(0.05)
    return seen


ASKED_BY_FORM = [
    ("/en/search/", urlencode({"q": CANARY})),
    ("/vi/search/?country=VN", urlencode({"q": f"{CANARY} suicide"})),
    ("/en/search/", CANARY),
    ("/en/search/", f"q={'%' * 9}&{CANARY}={CANARY}"),
    ("/en/help/feedback/", urlencode({"helpline": CANARY, "reason": CANARY})),
    ("/en/guides/", urlencode({"q": CANARY})),
    ("/en/nowhere/", urlencode({"q": CANARY})),
]
ASKED_BY_JSON = [
    json.dumps({"query": CANARY, "locale": "vi", "country": "VN"}),
    json.dumps({"query": "Kanarienvogel 8271", "locale": "en", "country": "GB"}),
    json.dumps({"query": f"{CANARY}\0", "locale": CANARY, "country": CANARY}),
    json.dumps({"query": f"{CANARY}\ud800"}),
    json.dumps({"query": CANARY * 2000}),
    json.dumps({"query": [CANARY]}),
    json.dumps({CANARY: CANARY}),
    f'{{"query": "{CANARY}',
    CANARY,
]
ASKED_BY_ADDRESS = [
    f"/{quote(CANARY)}/",
    f"/en/{quote(CANARY)}/",
    f"/en/search/?q={quote(CANARY)}",
    f"/en/?country={quote(CANARY)}&page={quote(CANARY)}",
    f"/en/guides/{quote(CANARY)}/",
    f"/media/{quote(CANARY)}",
    f"/api/v1/match?query={quote(CANARY)}",
    f"/api/v1/guides/{quote(CANARY)}",
    f"/api/v1/help?country={quote(CANARY)}&topic={quote(CANARY)}",
    f"/static/{quote(CANARY)}",
]


def test_nothing_that_a_visitor_asked_is_kept_anywhere(outage: Outage) -> None:
    server = outage.server
    answers = [server.get("/api/v1/match", body.encode())[0] for body in ASKED_BY_JSON]
    assert answers == [200, 200, 200, 200, 413, 422, 422, 400, 400]
    for address, form in ASKED_BY_FORM:
        status, _page = server.get(address, form.encode(), "application/x-www-form-urlencoded")
        assert status < 500
    for address in ASKED_BY_ADDRESS:
        assert server.get(address)[0] < 500
    outage.begin()
    server.get(
        "/en/search/", urlencode({"q": CANARY}).encode(), "application/x-www-form-urlencoded"
    )
    outage.end()
    assert " GET " in server.log()
    assert traces(server.data, server.database_url) == []

    # The search itself finds what there is to find.
    (server.data / "leak").write_text(sha1(CANARY.encode()).hexdigest())  # noqa: S324
    assert traces(server.data, server.database_url) == ["its sha1 in hexadecimal in leak"]
    (server.data / "leak").unlink()


def test_a_demonstration_says_last_where_it_is_and_that_is_when_it_answers(outage: Outage) -> None:
    """Started again beside one that runs, on another port: nothing is made twice."""
    rows = outage.server.manage("shell", "-v0", "-c", COUNT)
    server = Server(outage.server.data, outage.server.database_url)
    with server.said_by_run_demo() as said:
        lines: list[str] = []
        while not lines or not lines[-1].startswith("Password"):
            lines.append(next(said).strip())
        assert server.get("/health/ready")[0] == 200
        assert "Ngày Mai" in server.get("/vi/help/VN/")[1]
    assert outage.server.manage("shell", "-v0", "-c", COUNT) == rows
    assert outage.server.get("/vi/help/VN/")[0] == 200
    assert "The log holds" in server.manage("verify_log")
    steps = [line.partition(" ... ")[0] for line in lines if " ... " in line]
    assert steps == ["Tables", "Roles", "Styles and pictures", "Staff accounts", "Content"]
    assert lines[-5] == "Ready."
    assert lines[-4:-2] == [
        f"Public site:      {server.address}/",
        f"Staff:            {server.address}/admin/",
    ]


def test_what_is_no_http_is_refused_and_not_written_down(outage: Outage) -> None:
    server, words = outage.server, "a-very-private-question"
    refused = ask_raw(server.port, f"GET /?q={words} of mine HTTP/1.1")
    assert " 400 " in refused.splitlines()[0]
    ask_raw(server.port, f"GET /{words}/ HTTP/1.1\r\nReferer: http://localhost/?q={words}")
    wait_until(lambda: "A request that is not HTTP was refused." in server.log(), "it is logged")
    assert words not in server.log()


SLOW_FORM = (
    b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nlogin="
)


def test_more_slow_staff_than_threads_leave_visitors_theirs(outage: Outage) -> None:
    server = outage.server
    with ExitStack() as opened:
        for _ in range(2 * server.threads + 20):
            address = ("127.0.0.1", server.port)
            slow = opened.enter_context(socket.create_connection(address, timeout=PATIENCE))
            slow.sendall(SLOW_FORM)
        wait_until(lambda: server.get("/accounts/login/")[0] == 503, "no more staff are admitted")
        answers = {server.get(path, body)[0] for path, body in PATHS for _ in range(6)}
    assert answers == {200}
    wait_until(lambda: server.get("/accounts/login/")[0] == 200, "staff are admitted again")


def ask_raw(port: int, request: str) -> str:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(f"{request}\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode(errors="replace")
