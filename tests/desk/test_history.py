"""The history of an object: what happened to it, its states side by side, and one taken back."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.library.models import Topic
from cms.publishing.block import block
from cms.publishing.changes import record_change
from cms.publishing.check import record_check
from cms.publishing.freeze import document_of
from cms.publishing.models import Change, Edition, Entry
from cms.publishing.undo import undo
from cms.publishing.urgent import confirm, publish_urgently
from cms.translations.models import Assignment
from guides.models import Guide
from partners.models import Channel, Helpline, Partner
from tests.cast import erase_by_two
from tests.desk.conftest import SignedIn, change_address, form_data

pytestmark = pytest.mark.django_db


def address_of(thing: Any, verb: str = "history") -> str:
    opts = thing._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{verb}", args=[thing.pk])


def words_at(browser: Client, address: str) -> str:
    """What a page says, without its elements."""
    response = browser.get(address)
    assert response.status_code == 200
    main = response.content.decode().split('id="content"', 1)[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def saved(thing: Any, by: Any, **columns: str) -> Change:
    """A save of the person's that writes the columns."""
    type(thing)._default_manager.filter(pk=thing.pk).update(**columns)
    change = record_change(thing.object_key, by=by, fields=columns)
    assert change
    return change


def take_back(browser: Client, thing: Any, state: str) -> Any:
    thing.refresh_from_db()
    data = {"state": state, "revision": thing.revision}
    return browser.post(address_of(thing, "restore"), data, follow=True)


def test_after_an_undo_the_words_that_are_live_are_taken_back(
    cast: Any, guide: Any, publish: Callable[..., Entry], signed_in: SignedIn, catalog: Any
) -> None:
    first = publish(guide)
    live = document_of(guide.object_key)
    saved(guide, cast.editor, title_en="A mistake", title_vi="Một lỗi")
    second = publish(guide)
    undo(second, by=cast.reviewer, reason="A mistake in it")
    catalog.refresh()
    browser = signed_in(cast.editor2)

    told = words_at(browser, address_of(guide))
    assert f"undid entry {second.number}: A mistake in it" in told
    assert re.search(r"published by “A release” undone reviewer, ", told)

    compared = words_at(browser, f"{address_of(guide, 'compare')}?from=entry-{first.number}")
    assert "A mistake" in compared
    response = take_back(browser, guide, f"entry-{first.number}")

    assert "Taken back, as a draft." in response.content.decode()
    assert document_of(guide.object_key) == live == catalog.current().get(guide.object_key)
    last = Change.objects.latest("id")
    assert last.by == cast.editor2
    assert last.note.startswith(f"Took back the state as entry {first.number} published it on ")
    assert Entry.objects.latest("number").action == "undo"


def test_taking_back_is_taken_back_the_same_way(cast: Any, guide: Any, signed_in: SignedIn) -> None:
    before = Change.objects.latest("id")
    mine = saved(guide, cast.editor, title_en="Mine")
    browser = signed_in(cast.editor)
    take_back(browser, guide, f"save-{before.pk}")
    take_back(browser, guide, f"save-{mine.pk}")
    guide.refresh_from_db()
    assert guide.title_en == "Mine"


def test_two_saves_are_compared_in_vietnamese_beside_the_source(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    first = saved(guide, cast.translator, title_vi="Giúp đỡ bạn")
    second = saved(guide, cast.translator, title_vi="Giúp đỡ bạn bè")
    page = signed_in(cast.translator).get(
        address_of(guide, "compare"), {"from": f"save-{first.pk}", "to": f"save-{second.pk}"}
    )
    html = page.content.decode()
    assert "Giúp đỡ bạn<ins> bè</ins>" in html
    assert 'dir="ltr"><span lang="en">Source:</span> Helping a friend</dd>' in html
    assert "Tiếng Việt (1)" in html
    assert "English (" not in html


def test_everything_that_happened_is_told_with_who_and_when(
    cast: Any, signed_in: SignedIn, catalog: Any
) -> None:
    due = timezone.localdate() + timedelta(days=30)
    line = Helpline.objects.create(key="line", name_en="A line", grade="A", check_due=due)
    Channel.objects.create(helpline=line, key="phone", kind="phone", dial="111")
    record_change(line.object_key, by=cast.editor, fields=["name_en", "channel.dial"])
    urgent = publish_urgently(line.object_key, by=cast.reviewer, reason="A wrong number")
    confirm(urgent, by=cast.reviewer2)
    record_check(
        line.object_key,
        by=cast.editor,
        how="Called",
        checked_on=timezone.localdate(),
        due_on=due,
    )
    block(f"{line.object_key}#phone=111", by=cast.editor, reason="Nobody answers")
    told = words_at(signed_in(cast.editor2), address_of(line))
    for words in (
        "Changed: number or address of channel, name (English).",
        "published urgently: A wrong number",
        f"confirmed the urgent entry {urgent.number}",
        "checked helpline:line (Called); next check due",
        "blocked helpline:line#phone=111: Nobody answers",
    ):
        assert words in told
    assert "reviewer2" in told
    assert " UTC" in told


def test_another_objects_log_is_not_told(
    cast: Any, guide: Any, publish: Callable[..., Entry], signed_in: SignedIn
) -> None:
    other = Guide.objects.create(key="helping-2", slug="x", title_en="B", summary_en="C")
    publish(other)
    assert "published" not in words_at(signed_in(cast.editor), address_of(guide))


def test_a_long_history_asks_no_more_than_a_short_one(
    cast: Any, guide: Any, publish: Callable[..., Entry], signed_in: SignedIn
) -> None:
    browser = signed_in(cast.editor)
    counts = []
    for first, after in ((0, 1), (1, 12)):
        for number in range(first, after):
            saved(guide, cast.editor, title_en=f"Title {number}")
            publish(guide)
        browser.get(address_of(guide))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.get(address_of(guide))
        counts.append(len(asked))
    assert counts[1] <= counts[0] <= 25


def test_a_long_history_is_shown_a_page_at_a_time(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    for number in range(35):
        saved(guide, cast.editor, title_en=f"Title {number}")
    browser = signed_in(cast.editor)
    assert "1 / 2" in words_at(browser, address_of(guide))
    assert "2 / 2" in words_at(browser, f"{address_of(guide)}?page=2")


def test_a_save_of_what_no_document_holds_is_told_too(cast: Any, signed_in: SignedIn) -> None:
    partner = Partner.objects.create(key="p", name_en="A clinic")
    record_change(partner.object_key, by=cast.editor2)
    browser = signed_in(cast.editor)
    data = form_data(partner, cast.editor) | {"contact": "Linh, on Mondays"}
    browser.post(change_address(partner), data)
    assert "Changed Contact" in words_at(browser, address_of(partner))


def test_a_save_is_told_once(cast: Any, guide: Any, signed_in: SignedIn) -> None:
    browser = signed_in(cast.editor)
    browser.post(change_address(guide), form_data(guide, cast.editor) | {"title_en": "Anew"})
    told = words_at(browser, address_of(guide))
    assert told.count("Changed") == 1
    assert "Changed: title (English)." in told


def test_who_may_only_look_is_offered_nothing_and_refused(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    first = Change.objects.latest("id")
    saved(guide, cast.editor, title_en="Anew")
    browser = signed_in(cast.auditor)
    assert "Take back" not in words_at(
        browser, f"{address_of(guide, 'compare')}?from=save-{first.pk}"
    )
    assert take_back(browser, guide, f"save-{first.pk}").status_code == 403
    guide.refresh_from_db()
    assert guide.title_en == "Anew"


def test_a_translator_takes_back_the_texts_of_their_languages_only(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    Assignment.objects.create(user=cast.translator, language="vi")
    first = Change.objects.latest("id")
    saved(guide, cast.editor, title_en="Anew", title_vi="Mới")
    browser = signed_in(cast.translator)
    compared = words_at(browser, f"{address_of(guide, 'compare')}?from=save-{first.pk}")
    assert "You can take back texts in: Tiếng Việt." in compared
    take_back(browser, guide, f"save-{first.pk}")
    guide.refresh_from_db()
    assert (guide.title_en, guide.title_vi) == ("Anew", "Giúp một người bạn")


def test_a_state_of_another_object_is_none_of_this_one(
    cast: Any, guide: Any, topic: Topic, signed_in: SignedIn
) -> None:
    others = Change.objects.get(key=topic.object_key)
    browser = signed_in(cast.editor)
    for state in (f"save-{others.pk}", "save-999", "entry-1", "save-x", "nothing", ""):
        assert browser.get(address_of(guide, "compare"), {"from": state}).status_code == 404
        assert take_back(browser, guide, state).status_code == 404


def test_what_was_erased_is_neither_shown_nor_taken_back(
    cast: Any, guide: Any, publish: Callable[..., Entry], signed_in: SignedIn
) -> None:
    entry = publish(guide)
    saved(guide, cast.editor, title_en="Anew")
    publish(guide)
    erase_by_two(Edition.objects.get(pk=entry.body["items"][0]["edition"]), cast)
    browser = signed_in(cast.editor)
    html = browser.get(address_of(guide)).content.decode()
    assert f'value="entry-{entry.number}"' not in html
    assert "What it said then is not kept." in html
    assert take_back(browser, guide, f"entry-{entry.number}").status_code == 404
    assert not Change.objects.filter(key=guide.object_key, payload__isnull=False).exists()


def test_somebody_who_saved_meanwhile_is_told_of(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    first = Change.objects.latest("id")
    saved(guide, cast.editor2, title_en="Theirs")
    data = {"state": f"save-{first.pk}", "revision": guide.revision + 1}
    response = signed_in(cast.editor).post(address_of(guide, "restore"), data, follow=True)
    assert "Somebody has saved it since" in response.content.decode()
    guide.refresh_from_db()
    assert guide.title_en == "Theirs"
