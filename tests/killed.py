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

LONGEST_LIFE = 0.2


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


def publish_for_ever() -> NoReturn:
    for number in count():
        publish(os.getpid() * 1000 + number)
    raise AssertionError


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


def main(runs: int) -> None:
    chance = random.Random(runs)  # noqa: S311  Nothing is kept secret by it.
    found: list[str] = []
    for _run in range(runs):
        connection.close()
        child = os.fork()
        if child == 0:
            publish_for_ever()
        time.sleep(chance.uniform(0.0, LONGEST_LIFE))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found += half_done()
    given_up = Release.objects.exclude(state=Release.State.PUBLISHED).count()
    publish(0)
    print(json.dumps({"half done": found + half_done(), "given up": given_up}))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
