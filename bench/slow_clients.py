"""Visitors beside 200 idle and 50 trickling connections: `python -m bench.slow_clients [nginx]`.

gunicorn as installed, without a proxy in front, or behind nginx as docs/nginx.conf has it. Quiet
stretches and slow clients take turns. What the server closes is opened again at once.
"""

import random
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

from bench.proxy import nginx
from tests.server import Server
from tests.visiting import PATHS

IDLE, TRICKLING = 200, 50
TURNS, SECONDS, PAUSE = 2, 8.0, 0.01
ELSEWHERE = ("127.0.0.2", 0)
"""Slow clients have another address than visitors."""
SLOW_HEAD = b"POST /en/search/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000\r\n\r\nq="


def visit(port: int, until: float) -> list[float]:
    """Milliseconds of each answer."""
    took = []
    while time.monotonic() < until:
        path, body = random.choice(PATHS)
        started = time.perf_counter()
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {"Content-Type": "application/json"} if body else {}
        connection.request("POST" if body else "GET", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status == 200, answer.status
        took.append((time.perf_counter() - started) * 1000)
        time.sleep(PAUSE)
    return took


def hold(port: int, sent: bytes, ended: threading.Event) -> None:
    """Keeps a connection that says nothing, or a byte now and then."""
    while not ended.is_set():
        with suppress(OSError), _connected(port) as held:
            held.sendall(sent)
            held.settimeout(0.5)
            while not ended.wait(0.5):
                if sent:
                    held.sendall(b"x")
                with suppress(TimeoutError):
                    if not held.recv(4096):
                        break


def _connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), 60, source_address=ELSEWHERE)


@contextmanager
def slow_clients(port: int) -> Iterator[None]:
    ended = threading.Event()
    kinds = [b""] * IDLE + [SLOW_HEAD] * TRICKLING
    threads = [threading.Thread(target=hold, args=(port, sent, ended)) for sent in kinds]
    for thread in threads:
        thread.start()
    time.sleep(3)
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def p99(took: list[float]) -> float:
    return statistics.quantiles(took, n=100)[98]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="wellspring-bench-") as folder:
        server = Server(Path(folder), f"sqlite://{folder}/wellspring.sqlite3")
        server.prepare()
        quiet: list[float] = []
        beside: list[float] = []
        with server.serving(), ExitStack() as in_front:
            behind = sys.argv[1:] == ["nginx"]
            port = (
                in_front.enter_context(nginx(Path(folder), server.port)) if behind else server.port
            )
            visit(port, time.monotonic() + 3)
            for _turn in range(TURNS):
                quiet += visit(port, time.monotonic() + SECONDS)
                with slow_clients(port):
                    beside += visit(port, time.monotonic() + SECONDS)
    print(f"quiet: {len(quiet)} answers, p99 {p99(quiet):.1f} ms")
    print(f"beside {IDLE} idle and {TRICKLING} trickling: {len(beside)}, p99 {p99(beside):.1f} ms")
    print(f"p99 beside over quiet: {p99(beside) / p99(quiet):.2f}   target <= 3")


if __name__ == "__main__":
    main()
