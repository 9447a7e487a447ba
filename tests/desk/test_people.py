"""An administrator has people and settings in hand, and no way around review."""

from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.desk.access import TOLD_FOR
from tests.desk.conftest import SignedIn


@pytest.fixture
def administrator(cast: Any) -> User:
    person = User.objects.create_user("settings", is_staff=True)
    person.groups.add(Group.objects.get(name="Administrator"))
    return person


def changed(person: User, **data: Any) -> dict[str, Any]:
    """What the form of an account sends, with something else in it."""
    return {
        "username": person.username,
        "is_active": "on",
        "is_staff": "on",
        "date_joined_0": "2026-01-01",
        "date_joined_1": "00:00:00",
        "assignments-TOTAL_FORMS": "0",
        "assignments-INITIAL_FORMS": "0",
        **data,
    }


def test_an_administrator_gives_a_role_and_no_more(
    cast: Any, administrator: User, signed_in: SignedIn
) -> None:
    role = Group.objects.get(name="Reviewer")
    address = reverse("admin:auth_user_change", args=[cast.editor2.pk])
    forged = changed(cast.editor2, groups=[role.pk], is_superuser="on", user_permissions=["1"])
    assert signed_in(administrator).post(address, forged).status_code == 302
    cast.editor2.refresh_from_db()
    assert list(cast.editor2.groups.all()) == [role]
    assert not cast.editor2.is_superuser
    assert not cast.editor2.user_permissions.exists()


@pytest.mark.parametrize("name", ["auth_user_change", "auth_user_password_change"])
def test_an_administrator_cannot_take_over_a_superuser(
    cast: Any, administrator: User, signed_in: SignedIn, name: str
) -> None:
    address = reverse(f"admin:{name}", args=[cast.admin.pk])
    before = cast.admin.password
    data = changed(
        cast.admin, password1="taken-over-9", password2="taken-over-9", usable_password="true"
    )
    assert signed_in(administrator).post(address, data).status_code == 403
    cast.admin.refresh_from_db()
    assert cast.admin.password == before


def test_roles_are_only_read_on_the_desk(cast: Any, signed_in: SignedIn) -> None:
    role = Group.objects.get(name="Auditor")
    address = reverse("admin:auth_group_change", args=[role.pk])
    assert signed_in(cast.admin).get(address).status_code == 200
    assert signed_in(cast.admin).post(address, {"name": "Reviewer"}).status_code == 403


def test_a_translator_is_given_languages(
    cast: Any, administrator: User, signed_in: SignedIn
) -> None:
    address = reverse("admin:auth_user_change", args=[cast.translator.pk])
    data = changed(
        cast.translator,
        **{
            "assignments-TOTAL_FORMS": "1",
            "assignments-0-user": str(cast.translator.pk),
            "assignments-0-language": "id",
        },
    )
    assert signed_in(administrator).post(address, data).status_code == 302
    assert [a.language for a in cast.translator.assignments.all()] == ["id"]


def alarms(person: User, signed_in: SignedIn) -> list[str]:
    page = signed_in(person).get("/admin/log/")
    return [str(alarm.text) for alarm in page.context["alarms"]]


@pytest.mark.parametrize("name", ["settings", "admin"])
def test_nobody_gives_a_role_to_themselves(
    cast: Any, administrator: User, signed_in: SignedIn, name: str
) -> None:
    person = User.objects.get(username=name)
    before = set(person.groups.all())
    everything = [str(group.pk) for group in Group.objects.all()]
    address = reverse("admin:auth_user_change", args=[person.pk])
    data = changed(person, groups=everything, email="me@help.example")
    assert signed_in(person).post(address, data).status_code == 302
    person.refresh_from_db()
    assert person.email == "me@help.example"
    assert set(person.groups.all()) == before
    (alarm,) = alarms(cast.auditor, signed_in)
    assert alarm.startswith(f"{name} has a new e-mail address (set by {name} on ")


def test_a_new_reviewer_is_named_on_every_page_for_some_days(
    cast: Any, administrator: User, signed_in: SignedIn
) -> None:
    address = reverse("admin:auth_user_change", args=[cast.editor2.pk])
    roles = {role.name: role.pk for role in Group.objects.all()}
    signed_in(administrator).post(address, changed(cast.editor2, groups=[roles["Auditor"]]))
    assert alarms(cast.editor, signed_in) == []
    signed_in(administrator).post(address, changed(cast.editor2, groups=[roles["Reviewer"]]))
    (alarm,) = alarms(cast.editor, signed_in)
    assert alarm.startswith("editor2 may review (set by settings on ")
    with time_machine.travel(timezone.now() + TOLD_FOR):
        assert alarms(cast.editor, signed_in) == []


def test_a_reviewer_who_is_let_in_again_is_named(
    cast: Any, administrator: User, signed_in: SignedIn
) -> None:
    User.objects.filter(pk=cast.reviewer2.pk).update(is_active=False)
    address = reverse("admin:auth_user_change", args=[cast.reviewer2.pk])
    role = Group.objects.get(name="Reviewer")
    signed_in(administrator).post(address, changed(cast.reviewer2, groups=[role.pk]))
    assert [text.split(" (")[0] for text in alarms(cast.editor, signed_in)] == [
        "reviewer2 may review"
    ]


def test_a_new_password_is_named_whoever_set_it(
    cast: Any, administrator: User, signed_in: SignedIn
) -> None:
    new = {"password1": "taken-over-9", "password2": "taken-over-9", "usable_password": "true"}
    for person in (cast.reviewer, administrator):
        address = reverse("admin:auth_user_password_change", args=[person.pk])
        assert signed_in(administrator).post(address, new).status_code == 302
    own, other = alarms(cast.reviewer2, signed_in)
    assert own.startswith("settings has a new password (set by settings on ")
    assert other.startswith("reviewer has a new password (set by settings on ")


def test_a_password_that_a_person_changes_is_named(cast: Any, signed_in: SignedIn) -> None:
    browser = signed_in(cast.editor)
    page = browser.get(reverse("admin:password_change"), follow=True)
    assert page.request["PATH_INFO"] == reverse("account_change_password")
    assert page.headers["Cache-Control"] == "private, no-store"
    new = {"oldpassword": "editor", "password1": "plain-and-long", "password2": "plain-and-long"}
    assert browser.post(page.request["PATH_INFO"], new).status_code == 302
    (alarm,) = alarms(cast.reviewer, signed_in)
    assert alarm.startswith("editor has a new password (set by editor on ")


def test_guesses_at_the_old_password_are_limited(cast: Any, signed_in: SignedIn) -> None:
    browser, address = signed_in(cast.editor), reverse("account_change_password")
    wrong = {"oldpassword": "x", "password1": "plain-and-long", "password2": "plain-and-long"}
    answers = [browser.post(address, wrong).status_code for _try in range(11)]
    assert answers == [200] * 10 + [429]
    assert browser.post(address, wrong | {"oldpassword": "editor"}).status_code == 429


def test_an_address_by_which_single_sign_on_knows_a_person_is_named(
    cast: Any, administrator: User, signed_in: SignedIn
) -> None:
    address = reverse("admin:auth_user_change", args=[cast.reviewer.pk])
    role = Group.objects.get(name="Reviewer")
    data = changed(cast.reviewer, groups=[role.pk], email="other@help.example")
    signed_in(administrator).post(address, data)
    assert [text.split(" (")[0] for text in alarms(cast.reviewer, signed_in)] == [
        "reviewer has a new e-mail address"
    ]


def test_a_password_set_by_somebody_else_does_not_open_the_second_factor(
    cast: Any, administrator: User, signed_in: SignedIn
) -> None:
    kind = Authenticator.Type.TOTP
    Authenticator.objects.create(user=cast.reviewer, type=kind, data={"secret": "x"})
    address = reverse("admin:auth_user_password_change", args=[cast.reviewer.pk])
    new = {"password1": "taken-over-9", "password2": "taken-over-9", "usable_password": "true"}
    signed_in(administrator).post(address, new)
    stranger = Client()
    stranger.post(reverse("account_login"), {"login": "reviewer", "password": "taken-over-9"})
    assert "_auth_user_id" not in stranger.session
    assert "account_login" in stranger.session  # It waits for the code.
