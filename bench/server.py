"""Real servers: gunicorn with two sync workers, for the site and for what it is compared with."""

import atexit
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bench.stage import ROOT
from tests.server import free_port


class Server:
    """An application behind gunicorn, started from a folder where no settings of it are found."""

    def __init__(
        self,
        application: str,
        environment: dict[str, str],
        *options: str,
        workers: int = 2,
        python: str | Path = sys.executable,
    ) -> None:
        self.port = free_port()
        command = [str(python), "-m", "gunicorn", application, *options]
        place = ["--bind", f"127.0.0.1:{self.port}", "--workers", str(workers)]
        quiet = ["--log-level", "error", "--no-control-socket"]
        folder = Path(environment.get("WELLSPRING_DATA", "/"))
        self.process = subprocess.Popen(
            [*command, *place, *quiet], cwd=folder, env={"PYTHONPATH": str(ROOT)} | environment
        )
        atexit.register(self.process.terminate)

    def wait_until_up(self, path: str) -> None:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            with suppress(OSError, HTTPException):
                if self.get(path)[0] == 200:
                    return
            time.sleep(0.05)
        raise TimeoutError(f"{path} was never answered.")

    def get(self, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        return get(self.port, path, body)

    def cpu(self) -> float:
        """Seconds of CPU that all workers have spent until now."""
        return sum(_cpu_of(pid) for pid in self.workers())

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


def get(port: int, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    """The status and the body of an answer; POSTs where there is a body to send."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/json"} if body else {}
    try:
        connection.request("POST" if body else "GET", path, body=body, headers=headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def _cpu_of(pid: int) -> float:
    """By the scheduler's account of each thread, which is finer than its ticks."""
    accounts = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(account.read_text().split()[0]) for account in accounts) / 1e9
