"""The short ways: a wrong number is gone at once, and the right one comes by one person's word."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cms.publishing import catalog
from cms.publishing.block import block
from cms.publishing.models import Edition, Entry, Proposal
from cms.publishing.propose import propose_switch
from partners.models import Channel, Helpline
from tests.desk.conftest import SignedIn, change_address
from tests.desk.test_releases import post, said


@pytest.fixture
def helpline(cast: Any, publish: Any) -> Any:
    """A live helpline that can be called and written to."""
    line = Helpline.objects.create(
        key="line", name_en="A line", grade="A", check_due=timezone.localdate() + timedelta(days=30)
    )
    Channel.objects.create(helpline=line, key="phone", kind="phone", dial="111")
    Channel.objects.create(helpline=line, key="text", kind="text", dial="222", position=1)
    publish(line)
    return line


def live(key: str) -> Any:
    catalog.catalog().refresh()
    return catalog.current().get(key)


def test_an_editor_blocks_a_wrong_number_at_once(
    cast: Any, helpline: Any, signed_in: SignedIn
) -> None:
    target = f"{helpline.object_key}#phone=111"
    page = post(
        signed_in(cast.editor), "block", helpline.object_key, target=target, reason="Wrong number"
    )
    assert [channel.key for channel in live(helpline.object_key).channels] == ["text"]
    done = signed_in(cast.editor).get(page.request["PATH_INFO"])
    assert done.context["is_gone"]


def test_a_block_names_every_place_and_needs_a_reason(
    cast: Any, helpline: Any, signed_in: SignedIn
) -> None:
    editor = signed_in(cast.editor)
    post(editor, "release_add", key=helpline.object_key, title="On its way")
    page = post(editor, "block", helpline.object_key, target=helpline.object_key, reason="")
    assert [release.title for release in page.context["places"].releases] == ["On its way"]
    assert live(helpline.object_key) is not None


def test_an_editor_does_not_find_the_block_of_a_guide(
    cast: Any, guide: Any, signed_in: SignedIn
) -> None:
    address = reverse("admin:block", args=[guide.object_key])
    assert signed_in(cast.editor).get(address).status_code == 404
    assert signed_in(cast.reviewer).get(address).status_code == 200


def test_lifting_a_block_takes_two(cast: Any, helpline: Any, signed_in: SignedIn) -> None:
    block(helpline.object_key, by=cast.editor, reason="Wrong number")
    first, second = signed_in(cast.reviewer), signed_in(cast.reviewer2)
    post(first, "lift", helpline.object_key, reason="The number is right")
    proposal = Proposal.objects.get()
    page = post(first, "proposal_decide", proposal.pk, agree="1")
    assert "somebody else has to agree" in said(page)
    assert live(helpline.object_key) is None
    post(second, "proposal_decide", proposal.pk, agree="1")
    assert live(helpline.object_key) is not None


def test_a_market_that_is_off_alarms_every_staff_page(cast: Any, signed_in: SignedIn) -> None:
    proposal = propose_switch("VN", is_on=False, by=cast.reviewer, reason="A test")
    post(signed_in(cast.reviewer2), "proposal_decide", proposal.pk, agree="1")
    page = signed_in(cast.editor).get(reverse("admin:guides_guide_changelist"))
    assert [alarm.text for alarm in page.context["alarms"]] == [
        "Search interventions are off in VN."
    ]


def urgently(browser: Any, helpline: Any) -> Any:
    page = browser.get(reverse("admin:urgent", args=[helpline.object_key]))
    return post(
        browser,
        "urgent",
        helpline.object_key,
        digest=page.context["digest"],
        reason="The number changed today",
    )


def test_one_reviewer_puts_the_right_number_live_and_another_confirms(
    cast: Any, helpline: Any, signed_in: SignedIn
) -> None:
    helpline.channels.filter(key="phone").update(dial="112")
    first, second = signed_in(cast.reviewer), signed_in(cast.reviewer2)
    urgently(first, helpline)
    assert live(helpline.object_key).channels[0].dial == "112"
    number = Entry.objects.order_by("-number")[0].number
    assert "somebody else must confirm" in said(post(first, "entry_confirm", number))
    assert "Confirmed" in said(post(second, "entry_confirm", number))


def test_a_corrected_edition_takes_the_place_of_a_blocked_one(
    cast: Any, helpline: Any, signed_in: SignedIn
) -> None:
    editor, key = signed_in(cast.editor), helpline.object_key
    form = editor.get(reverse("admin:block", args=[key])).context["form"]
    edition = form["target"].value()
    assert "corrected edition" in dict(form.fields["target"].choices)[edition]
    page = post(editor, "block", key, target=edition, reason="Somebody else answers")
    assert "This worker still shows it." in page.content.decode()
    assert live(key) is None
    assert "shows it nowhere" in editor.get(page.request["PATH_INFO"]).content.decode()

    helpline.channels.filter(key="phone").update(dial="112")
    urgently(signed_in(cast.reviewer), helpline)
    assert live(key).channels[0].dial == "112"


def test_the_right_number_is_public_after_the_wrong_one_was_blocked(
    cast: Any, helpline: Any, signed_in: SignedIn
) -> None:
    """What is blocked is said by its number, and what is said to be live is."""
    editor, reviewer = signed_in(cast.editor), signed_in(cast.reviewer)
    address = reverse("admin:block", args=[helpline.object_key])
    offered = dict(editor.get(address).context["form"].fields["target"].choices)
    target = f"{helpline.object_key}#phone=111"
    assert offered[target] == "only phone 111"
    post(editor, "block", helpline.object_key, target=target, reason="Wrong number")
    assert target not in dict(editor.get(address).context["form"].fields["target"].choices)

    listed = reverse("admin:partners_helpline_changelist")
    for place in (change_address(helpline), listed, f"{listed}?state=blocked"):
        assert "blocked: phone 111" in editor.get(place).content.decode(), place
    warned = reviewer.get(reverse("admin:urgent", args=[helpline.object_key]))
    assert "phone 111 is blocked and stays invisible" in warned.content.decode()

    helpline.channels.filter(key="phone").update(dial="112")
    page = urgently(reviewer, helpline)
    assert "Live. A second reviewer" in said(page)
    number = Entry.objects.order_by("-number")[0].number
    post(signed_in(cast.reviewer2), "entry_confirm", number)
    assert [channel.dial for channel in live(helpline.object_key).channels] == ["112", "222"]
    assert "blocked:" not in editor.get(change_address(helpline)).content.decode()


def test_what_would_stay_invisible_is_said_before_and_never_called_live(
    cast: Any, helpline: Any, signed_in: SignedIn
) -> None:
    block(f"{helpline.object_key}#phone=111", by=cast.editor, reason="Wrong number")
    reviewer = signed_in(cast.reviewer)
    assert "Live, but for what is blocked: phone 111." in said(urgently(reviewer, helpline))
    block(f"{helpline.object_key}#text=222", by=cast.editor, reason="Wrong, too")
    page = urgently(reviewer, helpline)
    assert "Nothing of helpline:line would be shown" in said(page)
    page = reviewer.get(change_address(helpline))
    assert page.context["side"].status.stage == "blocked"


def test_the_block_of_an_address_is_lifted_as_any_other(
    cast: Any, helpline: Any, publish: Any, signed_in: SignedIn
) -> None:
    Channel.objects.create(
        helpline=helpline, key="chat", kind="chat", dial="https://chat.example/x?a=1#b", position=2
    )
    publish(helpline)
    target = f"{helpline.object_key}#chat=https://chat.example/x?a=1#b"
    block(target, by=cast.editor, reason="Closed")
    reviewer = signed_in(cast.reviewer)
    assert (
        reverse("admin:lift", args=[target])
        in reviewer.get(reverse("admin:proposals")).content.decode()
    )
    post(reviewer, "lift", target, reason="Open again")
    post(signed_in(cast.reviewer2), "proposal_decide", Proposal.objects.get().pk, agree="1")
    assert len(live(helpline.object_key).channels) == 3


def test_an_unconfirmed_urgent_change_alarms_after_a_day(
    cast: Any, helpline: Any, signed_in: SignedIn
) -> None:
    helpline.channels.filter(key="phone").update(dial="112")
    urgently(signed_in(cast.reviewer), helpline)
    address = reverse("admin:index")
    assert signed_in(cast.editor).get(address).context["alarms"] == []
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        alarms = signed_in(cast.editor).get(address).context["alarms"]
    assert "24 hours" in alarms[0].text


def test_what_changed_after_the_reviewer_looked_is_not_put_live(
    cast: Any, helpline: Any, signed_in: SignedIn
) -> None:
    reviewer = signed_in(cast.reviewer)
    digest = reviewer.get(reverse("admin:urgent", args=[helpline.object_key])).context["digest"]
    helpline.channels.filter(key="phone").update(dial="666")
    page = post(reviewer, "urgent", helpline.object_key, digest=digest, reason="Wrong number")
    assert "has changed since you opened this page" in said(page)
    assert live(helpline.object_key).channels[0].dial == "111"


def test_a_check_is_recorded_with_its_next_date(
    cast: Any, helpline: Any, signed_in: SignedIn
) -> None:
    today = timezone.localdate()
    post(
        signed_in(cast.editor),
        "check",
        helpline.object_key,
        how="called",
        checked_on=today.isoformat(),
        due_on=(today + timedelta(days=60)).isoformat(),
    )
    live(helpline.object_key)
    assert catalog.current().view.checks[helpline.object_key].checked_on == today


def test_a_mistyped_year_of_a_check_is_told_beside_its_field(
    cast: Any, helpline: Any, signed_in: SignedIn
) -> None:
    address = reverse("admin:check", args=[helpline.object_key])
    typed = {"how": "called", "checked_on": "2099-01-01", "due_on": "2199-01-01"}
    page = signed_in(cast.editor).post(address, typed)
    assert page.context["form"].errors == {
        "checked_on": ["The check is in the future: give the day on which it was done."],
        "due_on": ["The next check has to be due within 400 days after this one."],
    }
    assert not Entry.objects.filter(action="check").exists()


def test_only_an_administrator_asks_to_erase_and_another_agrees(
    cast: Any, helpline: Any, signed_in: SignedIn
) -> None:
    edition = Edition.objects.get()
    address = reverse("admin:erase", args=[edition.pk])
    assert signed_in(cast.reviewer).post(address, {"reason": "x"}).status_code == 404
    post(signed_in(cast.admin), "erase", edition.pk, reason="A court said so")
    assert live(helpline.object_key) is not None
    reviewer = signed_in(cast.reviewer)
    page = reviewer.get(reverse("admin:proposals")).content.decode()
    assert f"Erase for good an edition of {helpline.object_key}" in page
    post(reviewer, "proposal_decide", Proposal.objects.get().pk, agree="1")
    edition.refresh_from_db()
    assert edition.payload is None
    assert live(helpline.object_key) is None
