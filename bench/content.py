"""Guides to fill a site with: published by the log, each with its working copy."""

from django.contrib.auth.models import Group, User
from django.db import transaction

from cms.publishing.append import append
from cms.publishing.freeze import store
from cms.publishing.kinds import kind_for
from cms.publishing.log import Action
from cms.publishing.models import Change
from cms.translations.columns import column
from guides.models import Guide, GuideSection

LANGUAGES = ("en", "vi", "id")
SECTIONS = 3
SENTENCE = "Somebody who listens, without advice and without haste, is a help already. "


def person(name: str, role: str) -> User:
    user, is_new = User.objects.get_or_create(username=name, is_staff=True)
    if is_new:
        user.groups.add(Group.objects.get(name=role))
    return user


@transaction.atomic
def publish_guides(count: int) -> None:
    """Makes so many guides, and publishes each in an entry of its own, as the years would."""
    editor = person("editor", "Editor")
    guides = Guide.objects.bulk_create(_guide(number) for number in range(count))
    GuideSection.objects.bulk_create(
        _section(guide, position) for guide in guides for position in range(SECTIONS)
    )
    made = Guide.objects.prefetch_related("topics", "partners", "sections").order_by("pk")
    for guide in made.iterator(chunk_size=1000):
        _publish(guide, by=editor)


def _guide(number: int) -> Guide:
    return Guide(
        key=f"listening-{number}",
        slug=f"listening-{number}",
        **{column("title", code): f"Listening to a friend {number}" for code in LANGUAGES},
        **{column("summary", code): SENTENCE for code in LANGUAGES},
    )


def _section(guide: Guide, position: int) -> GuideSection:
    return GuideSection(
        guide=guide,
        position=position,
        key=f"part-{position}",
        **{column("heading", code): f"What helps, part {position}" for code in LANGUAGES},
        **{column("body", code): f"<p>{SENTENCE * 12}</p>" for code in LANGUAGES},
    )


def _publish(guide: Guide, *, by: User) -> None:
    document = kind_for(Guide).build(guide)
    edition = store(guide.object_key, document, by=by)
    change = Change.objects.create(key=guide.object_key, by=by, digest=edition.digest)
    item = {
        "key": guide.object_key,
        "edition": edition.digest,
        "starts": None,
        "ends": None,
        "through": change.pk,
        "languages": sorted(document.languages_to_read()),
        "parts": [],
        "expires": None,
    }
    append(Action.RELEASE, {"title": str(guide), "items": [item]}, by=by)
