"""Publishes and is killed, many times: `python -m tests.killed RUNS`; prints what was left.

A child publishes one change of a guide after the other. Each is killed in the middle of it.
"""

import json
import os
import random
import signal
import sys
import time
from itertools import count
from typing import Any, NoReturn

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402

from cms.publishing.append import head_number  # noqa: E402
from cms.publishing.changes import record_change  # noqa: E402
from cms.publishing.compose import add_item, start_release  # noqa: E402
from cms.publishing.models import Entry, Participant, Release  # noqa: E402
from cms.publishing.submit import submit  # noqa: E402
from cms.publishing.verify import troubles  # noqa: E402
from guides.models import Guide  # noqa: E402
from tests.cast import approve_as_shown  # noqa: E402

LIVES = 2.0
"""A child lives up to so many times as long as a publication takes."""


def publish(number: int) -> None:
    """One change from the editor's desk to the log."""
    people = get_user_model()._default_manager
    editor, reviewer = people.get(username="editor"), people.get(username="reviewer")
    guide: Any = Guide.objects.get(key="helping")
    guide.title_en = f"Helping, for the {number}th time"
    guide.save()
    record_change(guide.object_key, by=editor)
    release = start_release(title=str(number), by=editor)
    add_item(release, guide.object_key, by=editor)
    submit(release, by=editor)
    approve_as_shown(release, by=reviewer)


def publish_while_watched(parent: int) -> NoReturn:
    """Until somebody kills this process, or nobody is left to do it."""
    numbers = count(os.getpid() * 1000)
    while os.getppid() == parent:
        publish(next(numbers))
    os._exit(0)


def half_done() -> list[str]:
    """Everything that is neither all nor nothing; each a sentence."""
    found = list(troubles())
    if head_number() != Entry.objects.count():
        found.append("The head of the log is not its last entry.")
    reviewed = Participant.objects.filter(part=Participant.Part.REVIEWER)
    for release in Release.objects.all():
        signs = {
            "is published": release.state == Release.State.PUBLISHED,
            "has an entry": Entry.objects.filter(release=release).exists(),
            "has a reviewer": reviewed.filter(release=release).exists(),
        }
        if len(set(signs.values())) > 1:
            found.append(f"Release {release.pk}: {signs}.")
    return found


def kill_one_after(seconds: float) -> None:
    connection.close()
    parent, child = os.getpid(), os.fork()
    if child == 0:
        publish_while_watched(parent)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def given_up() -> int:
    """How many releases somebody was killed over, in the middle."""
    return Release.objects.exclude(state=Release.State.PUBLISHED).count()


def main(runs: int) -> None:
    chance = random.Random(runs)  # noqa: S311  Nothing is kept secret by it.
    found: list[str] = []
    publish(0)
    started = time.monotonic()
    publish(1)
    longest = LIVES * (time.monotonic() - started)
    for run in count():
        if run >= runs and given_up():
            break
        kill_one_after(chance.uniform(0.0, longest))
        found += half_done()
    publish(0)
    print(json.dumps({"half done": found + half_done(), "given up": given_up()}))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
