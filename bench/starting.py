"""CPU from starting a server to its first page, beside plain Django: `python -m bench.starting`.

One worker each, so that nothing is started that the first answer does not need.
"""

from bench.stage import FOLDER, environment, prepare_demonstration, row  # isort: split

import os
import statistics

from bench.server import Server

ROUNDS = 10


def main() -> None:
    prepare_demonstration()
    plain = os.environ | {"DJANGO_SETTINGS_MODULE": "bench.plain"}
    equipped = os.environ | {"DJANGO_SETTINGS_MODULE": "bench.equipped"}
    django = "django.core.wsgi:get_wsgi_application()"
    contestants = {
        "plain Django": (django, plain, "/page/"),
        "plain Django with the same packages": (django, equipped, "/page/"),
        "the site": ("cms.wsgi:application", environment(FOLDER), "/en/"),
    }
    cost: dict[str, list[float]] = {name: [] for name in contestants}
    for _round in range(ROUNDS):
        for name, (application, settings, path) in contestants.items():
            server = Server(application, settings, workers=1)
            server.wait_until_up(path)
            cost[name].append(server.cpu())
            server.stop()
    typical = {name: statistics.median(found) * 1000 for name, found in cost.items()}
    for name, found in typical.items():
        row(f"{name}: CPU ms of the worker to its first answer", f"{found:.0f}")
    for name in list(typical)[:2]:
        row(f"the site over {name}", f"{typical['the site'] / typical[name]:.2f}", "<= 1.3")


if __name__ == "__main__":
    main()
