"""The real server on this machine: gunicorn with its workers, a database that can go away."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import RemoteDisconnected
from pathlib import Path
from typing import IO
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.processes import running
from tests.waiting import PATIENCE, wait_until

ROOT = Path(__file__).parent.parent
PASSWORD = "a word for tests only"


def free_port() -> int:
    """Below the ports that a machine gives away by itself: nobody takes it meanwhile."""
    while True:
        port = random.randrange(20_000, 30_000)  # noqa: S311  Nothing is kept secret by it.
        with suppress(OSError), closing(socket.create_server(("127.0.0.1", port))):
            return port


@dataclass
class Server:
    """A demonstration of its own, in a folder of its own."""

    data: Path
    database_url: str
    port: int = field(default_factory=free_port)
    threads: int = 128
    process: "subprocess.Popen[str] | None" = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def manage(self, *arguments: str) -> str:
        """Runs a management command to its end and returns what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(  # noqa: S603  It runs this very interpreter.
            command, cwd=ROOT, env=self._environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def prepare(self) -> None:
        """What `make run` does before it serves."""
        self.manage("run_demo", "--only-prepare")

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serves within the block; what it says is in its log."""
        with (
            (self.data / "server.log").open("ab") as log,
            running(
                [sys.executable, "-m", "gunicorn"],
                cwd=ROOT,
                env=self._environment(),
                stdout=log,
                stderr=log,
            ) as self.process,
        ):
            wait_until(self._is_ready, "the server is ready")
            yield

    @contextmanager
    def said_by_run_demo(self) -> Iterator[IO[str]]:
        """What `make run` says, line by line; it serves until the end of the block."""
        with running(
            [sys.executable, "manage.py", "run_demo"],
            cwd=ROOT,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            assert process.stdout
            yield process.stdout

    def _is_ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log()[-2000:]
        with suppress(OSError):
            return self.get("/health/ready")[0] == 200
        return False

    def log(self) -> str:
        return (self.data / "server.log").read_text()

    def workers(self) -> list[int]:
        """The process ids of the workers that serve now."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def kill_a_worker(self) -> None:
        """Returns once another one stands in its place, which need not answer yet."""
        before = self.workers()
        os.kill(before[0], signal.SIGKILL)
        wait_until(
            lambda: len(self.workers()) == len(before) and before[0] not in self.workers(),
            "another worker is started",
        )

    def get(
        self, path: str, body: bytes | None = None, kind: str = "application/json"
    ) -> tuple[int, str]:
        """The status and the text of an answer; POSTs where there is a body."""
        headers = {"Content-Type": kind} if body else {}
        request = Request(self.address + path, data=body, headers=headers)  # noqa: S310
        try:
            with urlopen(request, timeout=PATIENCE) as response:  # noqa: S310
                return response.status, response.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "WELLSPRING_DATA": str(self.data),
            "DATABASE_URL": self.database_url,
            "DEMO": "1",
            "DEMO_PASSWORD": PASSWORD,
            "SECRET_KEY": "for tests only: it is in the repository for all to read",
            "PORT": str(self.port),
            "WORKERS": "2",
            "THREADS": str(self.threads),
            # Whatever it writes is found below its folder.
            "ACCESS_LOG": "1",
            "TMPDIR": str(self.data),
        }


class Gate:
    """A port through which PostgreSQL is reached, and which can be shut and opened again."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        self.port = free_port()
        self._open: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self._flows = threading.Event()
        self._flows.set()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Takes everything and passes nothing on, like a server that was stopped in its tracks."""
        self._flows.clear()
        try:
            yield
        finally:
            self._flows.set()

    def open(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def shut(self) -> None:
        """Refuses new connections and cuts those that are open."""
        if self._listener:
            # Shutting down wakes the thread that waits in accept().
            with suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        for end in self._open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._open.clear()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _address = listener.accept()
                far = socket.create_connection(self.target)
                self._open += [near, far]
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self._flows.wait()
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)


class Visitor(threading.Thread):
    """Asks for the paths in turn until told to leave, and notes what went wrong."""

    def __init__(self, server: Server, paths: list[tuple[str, bytes | None]]) -> None:
        super().__init__()
        self.server, self.paths = server, paths
        self.failures: list[str] = []
        self.cut_off = 0
        """A worker that is killed takes with it what it was answering."""
        self.rounds = 0
        self._leaves = threading.Event()

    def run(self) -> None:
        while not self._leaves.wait(0.02):
            for path, body in self.paths:
                self._ask(path, body)
            self.rounds += 1

    def _ask(self, path: str, body: bytes | None) -> None:
        try:
            status, _text = self.server.get(path, body)
        except (RemoteDisconnected, ConnectionResetError):
            self.cut_off += 1
        except OSError as error:
            self.failures.append(f"{path}: {error!r}")
        else:
            if status != 200:
                self.failures.append(f"{path}: {status}")

    def goes_round(self, times: int = 2) -> None:
        """Returns when everything has been asked for so many times more."""
        enough = self.rounds + 1 + times
        wait_until(lambda: self.rounds >= enough, f"the visitor goes round {times} times")

    def leave(self) -> None:
        self._leaves.set()
        self.join()


@contextmanager
def visited(server: Server, paths: list[tuple[str, bytes | None]]) -> Iterator[Visitor]:
    """Somebody visits the server while the block runs."""
    visitor = Visitor(server, paths)
    visitor.start()
    try:
        yield visitor
    finally:
        visitor.leave()
