"""The process that serves: gunicorn's, with threads, but that nobody holds up its main one."""

from concurrent.futures import Future
from typing import Any

from gunicorn import util
from gunicorn.workers.gthread import TConn, ThreadWorker

LINGER_SECONDS = 1
"""How long a client may take to hang up. Closing before it has would take the end of the answer
away where something that it sent was not read."""


class Worker(ThreadWorker):
    """Waits in a request's own thread until the client hangs up.

    gunicorn waits in the main thread, which takes the next requests: four clients that kept their
    lines open held everybody up for two seconds.
    """

    def handle(self, conn: TConn) -> Any:
        goes_on = super().handle(conn)
        if not goes_on:
            util.close_graceful(conn.sock, timeout=LINGER_SECONDS)
        return goes_on

    def finish_request(self, conn: TConn, fs: "Future[Any]") -> None:
        if fs.cancelled() or fs.exception() or fs.result():
            super().finish_request(conn, fs)
        else:
            self.nr_conns -= 1
            conn.close()
