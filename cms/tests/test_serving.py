"""The server as it is started, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

COMMAND = [sys.executable, "-m", "gunicorn"]
QUERY = "a-very-private-question"


def started(**environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own server
        COMMAND,
        cwd=settings.BASE_DIR,
        env={**os.environ, "WORKERS": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(port: int, request: str) -> str:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(f"{request}\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode(errors="replace")


def wait_for(port: int) -> None:
    for _try in range(100):
        try:
            ask(port, "GET /health/live HTTP/1.1")
            return
        except ConnectionError:
            time.sleep(0.1)
    pytest.fail("The server did not start within ten seconds.")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    port, data = free_port(), {"WELLSPRING_DATA": str(tmp_path)}
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, cwd=settings.BASE_DIR, env=os.environ | data, check=True)  # noqa: S603
    process = started(PORT=str(port), ACCESS_LOG="1", **data)
    wait_for(port)
    yield port, process
    process.kill()
    process.communicate()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is not set: give it a value in the environment."),
        ("WORKERS", "many", "WORKERS is “many”: it must be a whole number from 1."),
        ("PORT", "70000", "PORT is “70000”: it must be a whole number from 1 to 65535."),
        ("BIND", "nonsense", "BIND is “nonsense”: it must be a host of this machine and a port"),
        ("COUNTRY_HEADER", "X Y:", "COUNTRY_HEADER is “X Y:”: it must be the name of a header"),
        ("WELLSPRING_DATA", "/dev/null/x", "WELLSPRING_DATA is “/dev/null/x”: /dev/null is not"),
        ("WELLSPRING_DATA", "/new", "WELLSPRING_DATA is “/new”: the collected files are not"),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL must start with postgres:// or postgresql://"),
    ],
)
def test_a_wrong_value_stops_the_start_with_one_sentence(
    name: str, value: str, sentence: str
) -> None:
    process = started(**{name: value})
    output, _none = process.communicate(timeout=30)
    assert process.returncode == 1
    assert output.startswith(sentence)
    assert len(output.splitlines()) == 1


def test_no_log_holds_what_a_visitor_asked(server: tuple[int, subprocess.Popen[str]]) -> None:
    port, process = server
    ask(port, f"GET /en/search/?q={QUERY} HTTP/1.1")
    ask(port, f"GET /{QUERY}/ HTTP/1.1\r\nReferer: http://localhost/?q={QUERY}")
    assert "400" in ask(port, f"GET /?q={QUERY} of mine HTTP/1.1")
    process.terminate()
    log, _none = process.communicate(timeout=30)
    assert QUERY not in log
    assert "] GET - " in log
    assert "A request that is not HTTP was refused." in log
