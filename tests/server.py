"""The real server on this machine: gunicorn with its workers, a database that can go away."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

ROOT = Path(__file__).parent.parent
PASSWORD = "a word for tests only"
STARTS_WITHIN = 60.0


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return int(listener.getsockname()[1])


@dataclass
class Server:
    """A demonstration of its own, in a folder of its own."""

    data: Path
    database_url: str
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

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
        for command in ("migrate", "createcachetable", "sync_roles", "demo", "seed"):
            self.manage(command)
        self.manage("collectstatic", "--no-input")

    def start(self) -> None:
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn"],
                cwd=ROOT,
                env=self._environment(),
                stdout=log,
                stderr=log,
            )
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            with suppress(OSError):
                if self.get("/health/ready")[0] == 200:
                    return
            time.sleep(0.1)
        raise AssertionError((self.data / "server.log").read_text()[-2000:])

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)

    def workers(self) -> list[int]:
        """The process ids of the workers that serve now."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def kill_a_worker(self) -> None:
        os.kill(self.workers()[0], signal.SIGKILL)

    def get(
        self, path: str, body: bytes | None = None, kind: str = "application/json"
    ) -> tuple[int, str]:
        """The status and the text of an answer; POSTs where there is a body."""
        headers = {"Content-Type": kind} if body else {}
        request = Request(self.address + path, data=body, headers=headers)  # noqa: S310
        try:
            with urlopen(request, timeout=10) as response:  # noqa: S310
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
                    threading.Thread(target=_pump, args=(source, sink), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def visitors(server: Server, paths: list[tuple[str, bytes | None]]) -> Iterator[list[str]]:
    """Asks for the paths in turn until left; yields what went wrong, one line each."""
    failures: list[str] = []
    done = threading.Event()

    def visit() -> None:
        while not done.is_set():
            for path, body in paths:
                started = time.monotonic()
                try:
                    status, _text = server.get(path, body)
                except OSError as error:
                    # A killed worker takes the requests it was answering with it.
                    failures.append(f"{path}: {type(error).__name__}")
                    continue
                if status != 200:
                    failures.append(f"{path}: {status}")
                if (took := time.monotonic() - started) > 2:
                    failures.append(f"{path}: took {took:.1f} s")
                time.sleep(0.02)

    thread = threading.Thread(target=visit)
    thread.start()
    try:
        yield failures
    finally:
        done.set()
        thread.join()
