"""Who may do what, as data. `manage.py sync_roles` writes it into Django's groups.

Content is every kind that an app registers, and the parts that hang on it: the sections of a
guide, the channels of a helpline. What else such an app has, its editorial rules for example,
counts as settings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from cms.publishing.kinds import all_kinds

EXCHANGE = ("import", "export")
"""What django-import-export asks for beside Django's own view, add, change and delete."""


@dataclass(frozen=True, kw_only=True)
class Role:
    """A group: what it may do with content and settings, and single permissions."""

    name: str
    content: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


WRITES_CLASSES = tuple(
    f"interventions.{action}_wordclass" for action in ("add", "change", "delete", *EXCHANGE)
)
"""Word classes hang on no kind of content, and are as much an editor's as the terms."""
SEES_RELEASES = ("publishing.view_release", "publishing.view_entry", "publishing.view_proposal")

ROLES = (
    Role(
        name="Editor",
        content=("view", "add", "change", "delete", "import", "export"),
        settings=("view",),
        codes=(
            *SEES_RELEASES,
            *WRITES_CLASSES,
            "publishing.add_release",
            "publishing.change_release",
            "publishing.submit_release",
            "publishing.block_helpline",
            "publishing.record_check",
        ),
    ),
    Role(
        name="Translator",
        content=("view",),
        codes=("translations.translate",),
    ),
    Role(
        name="Reviewer",
        content=("view", "add", "change", "export"),
        settings=("view",),
        codes=(
            *SEES_RELEASES,
            "publishing.add_release",
            "publishing.change_release",
            "publishing.submit_release",
            "publishing.approve_release",
            "publishing.publish_urgent",
            "publishing.undo_release",
            "publishing.block_helpline",
            "publishing.block_anything",
            "publishing.lift_block",
            "publishing.switch_market",
            "publishing.record_check",
        ),
    ),
    Role(
        name="Auditor",
        content=("view", "export"),
        settings=("view",),
        codes=(
            *SEES_RELEASES,
            "publishing.export_log",
            "auth.view_user",
            "auth.view_group",
            "translations.view_assignment",
        ),
    ),
    Role(
        # Given beside another role to the few who keep lists that name means.
        name="Restricted lists",
        codes=("interventions.see_restricted",),
    ),
    Role(
        name="Administrator",
        content=("view",),
        settings=("view", "add", "change", "delete"),
        codes=(
            *SEES_RELEASES,
            "publishing.erase_edition",
            "auth.view_user",
            "auth.add_user",
            "auth.change_user",
            "auth.view_group",
            "translations.view_assignment",
            "translations.add_assignment",
            "translations.change_assignment",
            "translations.delete_assignment",
        ),
    ),
)


def content_models() -> set[type[Model]]:
    """The kinds of content and, in the same apps, what hangs on one by a foreign key."""
    kinds = {kind.model for kind in all_kinds()}
    parts = {
        model
        for model in _part_models(kinds)
        for field in model._meta.fields
        if field.many_to_one and field.related_model in kinds
    }
    return kinds | parts


def settings_models() -> set[type[Model]]:
    """What apps with content have beside it."""
    content = content_models()
    return _part_models({kind.model for kind in all_kinds()}) - content


def _part_models(kinds: set[type[Model]]) -> set[type[Model]]:
    labels = {model._meta.app_label for model in kinds}
    return {model for label in labels for model in apps.get_app_config(label).get_models()}


@transaction.atomic
def sync_roles() -> list[str]:
    """Makes the groups and their permissions what `ROLES` says; returns the groups' names."""
    wanted = {role.name: codes_of(role) for role in ROLES}
    known = _known_permissions()
    if not known.keys() >= set().union(*wanted.values()):
        for app in apps.get_app_configs():
            create_permissions(app, verbosity=0)
        _add_exchange_permissions()
        known = _known_permissions()
    for name, codes in wanted.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set([known[code] for code in codes])
    return list(wanted)


def _known_permissions() -> dict[str, int]:
    """By their codes, such as `guides.change_guide`."""
    rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{codename}": pk for app, codename, pk in rows.order_by()}


def codes_of(role: Role) -> set[str]:
    """Every permission of the role, such as `guides.change_guide`."""
    return {
        *role.codes,
        *_codes(role.content, content_models()),
        *_codes(role.settings, settings_models()),
    }


def _codes(actions: tuple[str, ...], models: set[type[Model]]) -> Iterator[str]:
    for model in models:
        for action in actions:
            yield f"{model._meta.app_label}.{action}_{model._meta.model_name}"


def _add_exchange_permissions() -> None:
    models = content_models() | settings_models()
    types: dict[type[Model], Any] = ContentType.objects.get_for_models(*models)
    Permission.objects.bulk_create(
        (
            Permission(
                content_type=content_type,
                codename=f"{action}_{model._meta.model_name}",
                name=f"Can {action} {model._meta.verbose_name_raw}",
            )
            for model, content_type in types.items()
            for action in EXCHANGE
        ),
        ignore_conflicts=True,
    )
