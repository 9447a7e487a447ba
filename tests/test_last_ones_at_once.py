"""Two people take two last things away in the same instant: one of them is refused.

Neither touches what the other touches. So only the checks of the whole site can tell, and these
have to see the log that the entry is really added to.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from threading import Barrier, local
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image as Pixels

from cms.errors import Refused
from cms.library import pictures
from cms.library.models import Image, Topic
from cms.publishing import review, undo
from cms.publishing.changes import record_change
from cms.publishing.compose import add_item, start_release
from cms.publishing.history import stored_history
from cms.publishing.models import Entry, Release
from cms.publishing.submit import submit
from cms.publishing.verify import troubles
from guides.models import Guide
from partners.models import Channel, Helpline
from tests.cast import Cast, Publish, approve_as_shown
from tests.waiting import PATIENCE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

Step = Callable[[], object]


def line(key: str, **fields: Any) -> Helpline:
    # Nobody dials an emergency number to try it.
    due = None if fields else timezone.localdate() + timedelta(days=90)
    made = Helpline.objects.create(
        key=key, name_en=key, countries="AU", grade="A", check_due=due, **fields
    )
    Channel.objects.create(helpline=made, key="phone", kind="phone", dial="13 11 14")
    return made


@pytest.fixture
def australia(cast: Cast, publish: Publish) -> None:
    """Two lines for suicide and two emergency numbers, each published by itself."""
    suicide = Topic.objects.create(key="suicide", name_en="Suicide")
    publish(suicide)
    for key in ("one", "two"):
        made = line(key)
        made.topics.add(suicide)
        publish(made)
    for key in ("fire", "police"):
        publish(line(key, kind="emergency"))


@pytest.fixture
def shown(publish: Publish) -> tuple[Any, Any]:
    """A guide in English, and its picture with words in English and Vietnamese."""
    image = Image(key="cups", alt_en="Two cups", alt_vi="Hai cái cốc")
    drawn = BytesIO()
    Pixels.new("RGB", (400, 200), "red").save(drawn, "png")
    image.keep(pictures.take(drawn.getvalue()))
    guide = Guide.objects.create(
        key="tea", slug="tea", title_en="Tea", summary_en="Tea together.", hero=image
    )
    publish(image)
    publish(guide)
    return guide, image


def saved(thing: Any, cast: Cast, by: Any) -> Step:
    thing.save()
    record_change(thing.object_key, by=cast.editor)
    release = start_release(title="Other words", by=cast.editor)
    add_item(release, thing.object_key, by=cast.editor)
    submit(release, by=cast.editor)
    return lambda: approve_as_shown(release, by=by)


def removal(key: str, cast: Cast) -> Release:
    release = start_release(title="Take down", by=cast.editor)
    record_change(f"helpline:{key}", by=cast.editor)
    add_item(release, f"helpline:{key}", by=cast.editor, is_removal=True)
    submit(release, by=cast.editor)
    return release


def taken(key: str, cast: Cast, by: Any) -> Step:
    release = removal(key, cast)
    return lambda: approve_as_shown(release, by=by)


def undone(key: str, by: Any) -> Step:
    entry = Entry.objects.get(body__items__0__key=f"helpline:{key}")
    return lambda: undo.undo(entry, by=by, reason="A mistake.")


@pytest.fixture
def in_one_instant(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Does two steps. Both have made their checks before either is written to the log."""
    met, here = Barrier(2), local()

    def then_wait(last_check: Any) -> Any:
        def checked(*arguments: Any) -> Any:
            found = last_check(*arguments)
            if not hasattr(here, "has_waited"):
                here.has_waited = True
                met.wait(PATIENCE)
            return found

        return checked

    monkeypatch.setattr(review, "_reasons", then_wait(review._reasons))
    monkeypatch.setattr(undo, "cannot_undo", then_wait(undo.cannot_undo))

    def do(step: Step) -> str:
        try:
            step()
        except Refused as error:
            return str(error)
        finally:
            connection.close()
        return ""

    def do_both(*steps: Step) -> list[str]:
        with ThreadPoolExecutor(2) as pool:
            return [said for said in pool.map(do, steps) if said]

    return do_both


def live(*keys: str) -> set[str]:
    history = stored_history()
    chosen = {key: history.chosen(f"helpline:{key}", timezone.now()) for key in keys}
    return {key for key, item in chosen.items() if item and item.edition}


def test_two_approvals_leave_the_last_line(
    cast: Cast, australia: None, in_one_instant: Callable[..., list[str]]
) -> None:
    (said,) = in_one_instant(taken("one", cast, cast.reviewer), taken("two", cast, cast.reviewer2))
    assert "In Australia nobody would be left to talk to." in said
    assert len(live("one", "two")) == 1
    assert list(troubles()) == []


def test_two_approvals_leave_the_last_emergency_number(
    cast: Cast, australia: None, in_one_instant: Callable[..., list[str]]
) -> None:
    steps = taken("fire", cast, cast.reviewer), taken("police", cast, cast.reviewer2)
    (said,) = in_one_instant(*steps)
    assert "Australia would be left without an emergency number." in said
    assert len(live("fire", "police")) == 1


def test_two_undoings_leave_the_last_line(
    cast: Cast, australia: None, in_one_instant: Callable[..., list[str]]
) -> None:
    (said,) = in_one_instant(undone("one", cast.reviewer), undone("two", cast.reviewer2))
    assert "In Australia nobody would be left to talk to." in said
    assert Entry.objects.filter(action="undo").count() == 1


def test_an_approval_and_an_undo_leave_the_last_line(
    cast: Cast, australia: None, in_one_instant: Callable[..., list[str]]
) -> None:
    steps = taken("one", cast, cast.reviewer), undone("two", cast.reviewer2)
    (said,) = in_one_instant(*steps)
    assert "In Australia nobody would be left to talk to." in said


def test_two_approvals_leave_the_words_of_a_picture(
    cast: Cast, shown: tuple[Any, Any], in_one_instant: Callable[..., list[str]]
) -> None:
    """The guide comes out in Vietnamese while its picture loses its Vietnamese words."""
    guide, image = shown
    guide.title_vi, guide.summary_vi, image.alt_vi = "Trà", "Uống trà cùng nhau.", ""
    steps = saved(guide, cast, cast.reviewer), saved(image, cast, cast.reviewer2)
    (said,) = in_one_instant(*steps)
    assert "“vi”" in said
    live = [stored_history().chosen(key, timezone.now()) for key in ("guide:tea", "image:cups")]
    languages = [set(item.languages) for item in live if item]
    assert languages in ([{"en", "vi"}, {"en", "vi"}], [{"en"}, {"en"}])
    assert list(troubles()) == []


def test_what_has_nothing_to_do_with_each_other_goes_on(
    cast: Cast, australia: None, in_one_instant: Callable[..., list[str]]
) -> None:
    before = Entry.objects.count()
    assert in_one_instant(taken("fire", cast, cast.reviewer), undone("two", cast.reviewer2)) == []
    assert Entry.objects.count() == before + 2
    assert list(troubles()) == []
