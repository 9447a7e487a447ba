"""What publishing one object costs among 100 and among 10,000: `python -m bench.publishing`.

Staff's part is saving, freezing, checking and both people's steps; a worker's is following the
log until the page can be asked for. All of it is real, in a database on disk.
"""

from bench.stage import Stage, cpu_of, prepare_empty, row  # isort: split

import statistics
import sys

from bench.content import LANGUAGES, person, publish_guides
from cms.levels import Level
from cms.publishing import catalog
from cms.publishing.changes import record_change
from cms.publishing.compose import add_item, start_release
from cms.publishing.models import Release
from cms.publishing.review import approve
from cms.publishing.submit import submit
from guides.models import Guide

ROUNDS = 30
FEW, MANY = 100, 10_000


def prepare(guides: int) -> None:
    prepare_empty()
    publish_guides(guides)
    catalog.catalog().refresh()


def save(number: int) -> Guide:
    """An editor's change of one guide."""
    guide = Guide.objects.get(key="listening-7")
    guide.title_en = f"Listening, once more {number}"
    guide.save()
    record_change(guide.object_key, by=person("editor", "Editor"))
    return guide


def publish(guide: Guide) -> None:
    """The editor's submission, and the reviewer's approval with a reason where one is needed."""
    editor, reviewer = person("editor", "Editor"), person("reviewer", "Reviewer")
    release = start_release(title="One guide", by=editor)
    add_item(release, guide.object_key, by=editor)
    found = submit(release, by=editor)
    approve(
        release,
        by=reviewer,
        fingerprint=Release.objects.get(pk=release.pk).fingerprint,
        languages=LANGUAGES,
        reasons={f.fingerprint: "Read." for f in found.at_level(Level.NEEDS_REASON)},
    )


def once(number: int) -> tuple[float, float]:
    """Milliseconds of CPU: staff's part, and the worker's."""
    staff = cpu_of(lambda: publish(save(number)))
    worker = cpu_of(catalog.catalog().refresh)
    return staff * 1000, worker * 1000


def main() -> None:
    few, many = (
        int(sys.argv[1]) if sys.argv[1:] else FEW,
        int(sys.argv[2]) if sys.argv[2:] else MANY,
    )
    stages = {count: Stage() for count in (few, many)}
    for count, stage in stages.items():
        stage.ask(prepare, count)
    times: dict[int, list[tuple[float, float]]] = {few: [], many: []}
    for number in range(ROUNDS):
        for count, stage in stages.items():
            times[count].append(stage.ask(once, number))
    cost = {
        count: [statistics.median(part) for part in zip(*found, strict=True)]
        for count, found in times.items()
    }
    for count, (staff, worker) in cost.items():
        row(
            f"one object among {count:,}: CPU ms, staff's + worker's", f"{staff:.1f} + {worker:.1f}"
        )
    row("the whole cost, many over few", f"{sum(cost[many]) / sum(cost[few]):.2f}", "<= 2")
    for stage in stages.values():
        stage.leave()


if __name__ == "__main__":
    main()
