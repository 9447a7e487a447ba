"""The server is not started with a wrong setting, and says which one it is."""

import os
import socket
import subprocess
import sys
from runpy import run_path
from types import SimpleNamespace

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow


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
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn"],
        cwd=settings.BASE_DIR,
        env={**os.environ, name: value},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.startswith(sentence)
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems hand silent connections over")
def test_a_connection_that_says_nothing_stays_with_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """How visitors fare beside 250 slow clients is measured by `python -m bench.slow_clients`."""
    monkeypatch.setattr("cms.settings.DEBUG", True)
    when_ready = run_path(f"{settings.BASE_DIR}/gunicorn.conf.py")["when_ready"]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        when_ready(SimpleNamespace(LISTENERS=[SimpleNamespace(sock=listening)]))
        assert listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT) > 0
