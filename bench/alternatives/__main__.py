"""A campaign page of Wagtail's beside ours: `python -m bench.alternatives`.

Wagtail is installed into a folder of its own, which is removed afterwards. It needs a package
index, so it is run once in a while and recorded in docs/performance.md.
"""

from bench.stage import FOLDER, environment, prepare_demonstration, row  # isort: split

import os
import shutil
import statistics
import subprocess
import venv
from pathlib import Path

from bench.server import Server

ROUNDS, REQUESTS = 15, 100
PATH = "/en/campaigns/october-mental-health/"


def install(folder: Path) -> Path:
    """The Python of a new environment with the latest Wagtail."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    command = [str(python), "-m", "pip", "install", "--quiet", "wagtail", "gunicorn"]
    subprocess.run(command, check=True)
    return python


def milliseconds(server: Server, path: str) -> float:
    """CPU of the workers for each of some requests."""
    started = server.cpu()
    for _ in range(REQUESTS):
        server.get(path)
    return (server.cpu() - started) / REQUESTS * 1000


def main() -> None:
    prepare_demonstration()
    python, site = install(FOLDER / "alternative"), FOLDER / "wagtail"
    shutil.copytree(Path(__file__).parent / "wagtail_site", site)
    settings = {
        "DJANGO_SETTINGS_MODULE": "settings",
        "ALTERNATIVE_DATA": str(site),
        "PYTHONPATH": str(site),
    }
    wagtail = {name: text for name, text in os.environ.items() if name != "WELLSPRING_DATA"}
    wagtail |= settings
    subprocess.run([str(python), str(site / "fill.py")], env=wagtail, check=True)
    theirs = "django.core.wsgi:get_wsgi_application()"
    servers = {
        "ours": (Server("cms.wsgi:application", environment(FOLDER)), PATH),
        "Wagtail": (Server(theirs, wagtail, python=python), "/"),
        "Wagtail, cached": (Server(theirs, wagtail | {"CACHED": "1"}, python=python), "/"),
    }
    for name, (server, path) in servers.items():
        server.wait_until_up(path)
        print(f"{name}: {len(server.get(path)[1]):,} bytes")
    rounds = [
        {name: milliseconds(server, path) for name, (server, path) in servers.items()}
        for _ in range(ROUNDS)
    ]
    cost = {name: statistics.median(found[name] for found in rounds) for name in servers}
    for name, found in cost.items():
        row(f"{name}: server CPU ms", f"{found:.2f}")
    row("Wagtail over ours", f"{cost['Wagtail'] / cost['ours']:.1f}", ">= 40")
    row("Wagtail, cached, over ours", f"{cost['Wagtail, cached'] / cost['ours']:.2f}", ">= 1.3")
    for server, _path in servers.values():
        server.stop()


if __name__ == "__main__":
    main()
