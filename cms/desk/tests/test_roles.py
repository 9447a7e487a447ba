from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command

from cms.desk.roles import ROLES, codes_of, content_models, sync_roles
from cms.publishing.kinds import all_kinds

pytestmark = pytest.mark.django_db


def test_syncing_twice_changes_nothing() -> None:
    sync_roles()
    before = set(Group.objects.values_list("name", "permissions__codename"))
    sync_roles()
    assert set(Group.objects.values_list("name", "permissions__codename")) == before


def test_a_permission_given_by_hand_is_taken_back() -> None:
    sync_roles()
    group = Group.objects.get(name="Auditor")
    group.permissions.add(Permission.objects.get(codename="approve_release"))
    sync_roles()
    assert not group.permissions.filter(codename="approve_release").exists()


def test_every_permission_of_a_role_exists() -> None:
    sync_roles()
    for role in ROLES:
        group = Group.objects.get(name=role.name)
        assert group.permissions.count() == len(codes_of(role))


def test_each_kind_of_content_can_be_seen_in_every_role(cast: Any) -> None:
    for kind in all_kinds():
        code = f"{kind.model._meta.app_label}.view_{kind.model._meta.model_name}"
        for person in (cast.editor, cast.translator, cast.reviewer, cast.auditor):
            assert person.has_perm(code), (person, code)


def test_parts_of_content_are_content_and_rules_are_settings() -> None:
    names = {model.__name__ for model in content_models()}
    assert "Topic" in names
    assert "EditorialRule" not in names


@pytest.mark.parametrize("person", ["editor", "translator", "auditor"])
def test_only_reviewers_approve(cast: Any, person: str) -> None:
    assert not getattr(cast, person).has_perm("publishing.approve_release")
    assert cast.reviewer.has_perm("publishing.approve_release")


def test_demo_accounts_are_refused_in_production(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo")


def demo_output() -> str:
    out = StringIO()
    call_command("sync_roles", stdout=StringIO())
    call_command("demo", stdout=out)
    return out.getvalue()


@pytest.fixture
def demonstration(settings: Any, tmp_path: Path) -> Callable[[], str]:
    settings.DEMO, settings.DEMO_PASSWORD, settings.DATA_DIR = True, "", tmp_path
    return demo_output


def test_a_generated_password_stays_the_same(demonstration: Callable[[], str]) -> None:
    first = demonstration()
    assert demonstration() == first
    password = first.rsplit(": ", 1)[1].strip()
    assert User.objects.get(username="editor").check_password(password)


def test_the_chosen_password_is_set(demonstration: Callable[[], str], settings: Any) -> None:
    settings.DEMO_PASSWORD = "chosen by the reader"
    demonstration()
    assert User.objects.get(username="auditor").check_password("chosen by the reader")
