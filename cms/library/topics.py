"""Grave topics: where wrong words do most harm. Which they are is for staff to say."""

from django.utils import timezone

from cms.library.documents import TopicDocument
from cms.library.models import Topic
from cms.publishing.findings import CheckContext
from cms.publishing.snapshot import LiveContent


def grave_in(live: LiveContent) -> frozenset[str]:
    """The keys of the live topics that are grave."""
    return live.derived(_grave_in, of=(TopicDocument,))


def grave_for(context: CheckContext) -> frozenset[str]:
    """Those that checks go by: with the release, and those marked since without being released.

    One that is marked is checked at once; one that is no longer, when that is public.
    """
    return context.once(_grave_for, context)


def _grave_in(live: LiveContent) -> frozenset[str]:
    return frozenset(topic.key for topic in live.documents(TopicDocument) if topic.is_grave)


def _grave_for(context: CheckContext) -> frozenset[str]:
    marked = Topic.objects.filter(is_grave=True).values_list("key", flat=True)
    return grave_in(context.site(timezone.now(), TopicDocument)).union(marked)
