"""A block on a disk that is full, and saving beside it: `unshare -m python -m bench.full_disk`.

Asks for a file system of its own, so it needs to be root, or `unshare -rm`.
"""

from bench.stage import FOLDER, prepare_empty, row  # isort: split

import subprocess
from contextlib import suppress

from django.db import OperationalError

from bench.content import person, publish_guides
from cms.database import is_full
from cms.library.models import Topic
from cms.publishing.block import block
from cms.publishing.reserve import keep_reserve, place
from cms.publishing.verify import troubles

MANY = 100_000


def fill() -> None:
    """Writes until there is no room for a byte."""
    for size in (1_000_000, 1_000, 1):
        with suppress(OSError), (FOLDER / f"filler-{size}").open("ab", buffering=0) as file:
            while True:
                file.write(bytes(size))


def saved_before_it_is_full() -> int:
    """Topics that were saved until the disk was full, and the write-ahead log with it."""
    for number in range(MANY):
        try:
            Topic.objects.create(key=f"topic-{number}", name_en="A name " * 10)
        except OperationalError as error:
            if not is_full(error):
                raise
            return number
    raise RuntimeError("The disk was not full.")


def main() -> None:
    prepare_empty()
    publish_guides(10)
    reviewer = person("reviewer", "Reviewer")
    keep_reserve()
    fill()
    row("saved before the disk was full", str(saved_before_it_is_full()))
    path = place()
    row("room kept for a block", "yes" if path and path.exists() else "NO", "yes")
    blocked = block("guide:listening-1", by=reviewer, reason="A wrong number.")
    row("the block", f"entry {blocked.number}", "entry 11")
    row("the log afterwards", " ".join(troubles()) or "holds", "holds")


if __name__ == "__main__":
    disk = str(FOLDER)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", disk], check=True)
    (FOLDER / "static").mkdir()
    try:
        main()
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)
