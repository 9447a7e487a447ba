"""An administrator has people and settings in hand, and no way around review."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

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
