"""Clients that keep their line open hold up nobody else."""

import socket
from collections.abc import Iterator
from concurrent.futures import Future
from runpy import run_path
from types import SimpleNamespace

import pytest
from django.conf import settings
from gunicorn.config import Config
from gunicorn.workers.gthread import TConn, ThreadWorker

from cms import server_worker
from cms.server_worker import Worker


@pytest.fixture
def worker() -> Worker:
    worker = object.__new__(Worker)
    worker.nr_conns = 1
    return worker


@pytest.fixture
def ends() -> Iterator[tuple[TConn, socket.socket]]:
    """A connection, and its client, who has not hung up."""
    near, far = socket.socketpair()
    with near, far:
        yield TConn(Config(), near, "", ""), far


def test_the_main_thread_waits_for_nobody(
    worker: Worker, ends: tuple[TConn, socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    conn, _client = ends
    answered: Future[bool] = Future()
    answered.set_result(False)
    monkeypatch.setattr("gunicorn.util.close_graceful", lambda *_: pytest.fail("It would wait."))
    worker.finish_request(conn, answered)
    assert (conn.sock.fileno(), worker.nr_conns) == (-1, 0)


@pytest.mark.parametrize("goes_on", [True, False])
def test_the_thread_of_a_request_ends_its_connection(
    worker: Worker,
    ends: tuple[TConn, socket.socket],
    monkeypatch: pytest.MonkeyPatch,
    *,
    goes_on: bool,
) -> None:
    conn, client = ends
    monkeypatch.setattr(ThreadWorker, "handle", lambda *_: goes_on)
    monkeypatch.setattr(server_worker, "LINGER_SECONDS", 0.01)
    worker.handle(conn)
    assert (conn.sock.fileno() >= 0) is goes_on
    if not goes_on:
        assert client.recv(1) == b""


@pytest.mark.parametrize(
    ("path", "header", "ends_it"),
    [
        ("/accounts/login/", "CONTENT-LENGTH", True),
        ("/en/search/", "TRANSFER-ENCODING", True),
        ("/en/", "HOST", False),
        ("/api/v1/match", "CONTENT-LENGTH", False),
    ],
)
def test_a_form_ends_its_connection(
    monkeypatch: pytest.MonkeyPatch, path: str, header: str, *, ends_it: bool
) -> None:
    """Programs that ask for matches keep theirs."""
    monkeypatch.setattr("cms.settings.DEBUG", True)
    asked: list[str] = []
    request = SimpleNamespace(
        path=path, headers=[(header, "x")], force_close=lambda: asked.append("ended")
    )
    run_path(f"{settings.BASE_DIR}/gunicorn.conf.py")["pre_request"](None, request)
    assert bool(asked) is ends_it
