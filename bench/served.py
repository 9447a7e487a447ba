"""The same page behind a real server, two sync workers each: `python -m bench.served`.

Counts what the workers spend, so that the one who asks, on the same machine, does not matter.
"""

from bench.stage import FOLDER, environment, prepare_empty, row  # isort: split

import os
import statistics
import time

from bench.content import publish_guides
from bench.server import Server

GUIDES = 10
ROUNDS, REQUESTS = 20, 300


def milliseconds(server: Server, path: str) -> tuple[float, float]:
    """CPU of the workers, and time, for each of some requests."""
    cpu, started = server.cpu(), time.perf_counter()
    for _ in range(REQUESTS):
        server.get(path)
    return (
        (server.cpu() - cpu) / REQUESTS * 1000,
        (time.perf_counter() - started) / REQUESTS * 1000,
    )


def main() -> None:
    prepare_empty()
    publish_guides(GUIDES)
    plain = os.environ | {"DJANGO_SETTINGS_MODULE": "bench.plain"}
    servers = {
        "page": (Server("cms.wsgi:application", environment(FOLDER)), "/en/guides/listening-7/"),
        "constant": (Server("django.core.wsgi:get_wsgi_application()", plain), "/page/"),
        "bare": (Server("bench.bare:application", plain), "/"),
    }
    for server, path in servers.values():
        server.wait_until_up(path)
    rounds = [
        {name: milliseconds(server, path) for name, (server, path) in servers.items()}
        for _ in range(ROUNDS)
    ]
    cpu = {name: statistics.median(found[name][0] for found in rounds) for name in servers}
    wall = {name: statistics.median(found[name][1] for found in rounds) for name in servers}
    for name in servers:
        row(f"{name}: server CPU ms, and ms in all", f"{cpu[name]:.2f}, {wall[name]:.2f}")
    row("page against the constant view, CPU", f"{cpu['constant'] / cpu['page']:.2f}", ">= 1.0")
    row("page against bare WSGI, CPU", f"{cpu['bare'] / cpu['page']:.2f}", "aim 0.7")
    for server, _path in servers.values():
        server.stop()


if __name__ == "__main__":
    main()
