"""Nobody weakens alone what releases are checked against."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.sites import site
from django.urls import reverse
from django.utils import timezone

from cms.desk.imports.rows import Difference
from cms.errors import NotAllowed, Refused
from cms.library.models import EditorialRule, Topic
from cms.publishing.compose import add_item, start_release
from cms.publishing.models import Entry, GuardChange, Release
from cms.publishing.review import approve
from cms.publishing.submit import submit
from guides.models import Guide
from interventions.models import Example
from interventions.termfiles.locale_stores import ExampleStore
from partners.models import Channel, Helpline, RetiredNumber
from tests.cast import Cast, approve_as_shown
from tests.desk.conftest import SignedIn, change_address, form_data


def query(topic: Topic) -> Any:
    return Example.objects.create(query="awake at night", locale="en", country="GB")


def rule(topic: Topic) -> Any:
    return EditorialRule.objects.create(
        code="E1", locale="en", level="blocks", pattern="xyz", better="y", flagged="xyz"
    )


def number(topic: Topic) -> Any:
    return RetiredNumber.objects.create(country="KR", dial="1393", reason="Another number")


@pytest.fixture
def contents(topic: Topic, guide: Guide) -> dict[str, Any]:
    line = Helpline.objects.create(
        key="line", name_en="A line", grade="A", check_due=timezone.localdate() + timedelta(days=30)
    )
    Channel.objects.create(helpline=line, key="phone", kind="phone", dial="111")
    return {"query": topic, "rule": guide, "number": line}


def submitted(thing: Any, by: Any) -> Release:
    release = start_release(title="News", by=by)
    add_item(release, thing.object_key, by=by)
    submit(release, by=by)
    return Release.objects.get(pk=release.pk)


def delete(browser: Any, guard: Any) -> None:
    opts = guard._meta
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_delete", args=[guard.pk])
    browser.post(address, {"post": "yes"})


CHANGES = {
    "query": {"country": "IE"},
    "rule": {"better": "z"},
    "number": {"reason": "Nothing is wrong with it"},
}


@pytest.mark.parametrize("how", ["changed", "deleted"])
@pytest.mark.parametrize("make", [query, rule, number])
def test_a_guard_that_is_changed_stands_on_the_page_of_what_it_checks(
    cast: Cast,
    topic: Topic,
    contents: dict[str, Any],
    signed_in: SignedIn,
    make: Callable[[Topic], Any],
    how: str,
) -> None:
    name = make.__name__
    guard, chief = make(topic), signed_in(cast.admin)
    if how == "deleted":
        delete(chief, guard)
    else:
        answer = chief.post(change_address(guard), form_data(guard, cast.admin) | CHANGES[name])
        assert answer.status_code == 302, answer.context["errors"]
    thing = contents[name]
    release = submitted(thing, cast.editor)

    page = signed_in(cast.reviewer).get(reverse("admin:release_review", args=[release.pk]))
    told = [finding.message for finding, _reason in page.context["reasons"]]
    assert any(
        "admin changed what this release is checked against" in message and str(guard) in message
        for message in told
    )
    with pytest.raises(Refused, match="Give a reason for: admin changed"):
        approve(release, by=cast.reviewer, fingerprint=release.fingerprint, languages=["en", "vi"])
    with pytest.raises(NotAllowed, match="Somebody else must review it"):
        approve_as_shown(release, by=cast.admin)
    entry = approve_as_shown(release, by=cast.reviewer)
    assert "guard_changed" in [reason["finding"] for reason in entry.body["reasons"]]

    thing.refresh_from_db()
    page = signed_in(cast.reviewer).get(
        reverse("admin:release_review", args=[submitted(thing, cast.editor).pk])
    )
    assert "guard_changed" not in [finding.code for finding, _ in page.context["reasons"]]


def test_what_is_not_checked_by_it_says_nothing_of_it(
    cast: Cast, topic: Topic, contents: dict[str, Any], signed_in: SignedIn
) -> None:
    delete(signed_in(cast.admin), number(topic))
    approve_as_shown(submitted(contents["query"], cast.editor), by=cast.reviewer)
    assert GuardChange.objects.filter(entry=None).count() == 1


def test_a_change_after_the_reviewer_looked_asks_again(
    cast: Cast, topic: Topic, contents: dict[str, Any], signed_in: SignedIn
) -> None:
    chief = signed_in(cast.admin)
    delete(chief, query(topic))
    release = submitted(topic, cast.editor)
    page = signed_in(cast.reviewer).get(reverse("admin:release_review", args=[release.pk]))
    reasons = {finding.fingerprint: "Seen." for finding, _ in page.context["reasons"]}
    delete(chief, query(topic))
    with pytest.raises(Refused, match="Give a reason for: admin changed"):
        approve(
            release,
            by=cast.reviewer,
            fingerprint=release.fingerprint,
            languages=["en", "vi"],
            reasons=reasons,
        )
    assert not Entry.objects.exists()


def test_an_import_of_labelled_queries_is_noted_as_well(cast: Cast, topic: Topic) -> None:
    guard = query(topic)
    store = ExampleStore()
    before = next(values for pk, values in store.rows("en") if pk == guard.pk)
    after = tuple("IE" if cell == "GB" else cell for cell in before)
    store.change("en", [Difference(1, guard.pk, before[:2], before, after)], cast.editor)
    store.remove([Difference(0, guard.pk, before[:2], after, None)], None)
    noted = GuardChange.objects.order_by("pk").values_list("name", "by__username", "after")
    assert [row[:2] for row in noted] == [("awake at night", "editor"), ("awake at night", None)]
    assert [bool(row[2]) for row in noted] == [True, False]
    assert not Example.objects.exists()


def test_every_guard_has_an_admin_that_notes_it() -> None:
    for model in (Example, EditorialRule, RetiredNumber):
        assert hasattr(site.get_model_admin(model), "guarded_kinds"), model
