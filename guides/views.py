"""The guides, as readers see them: from memory, without a query."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.library.addresses import found_at, gravest, image_of, moved_to, topics_of
from cms.library.paging import page_of
from cms.publishing.snapshot import LiveContent
from cms.visits.visit import PublicRequest
from guides.documents import GuideDocument
from partners.credits import credited
from partners.help import help_on


@require_safe
def guide_list(request: PublicRequest) -> HttpResponse:
    visit = request.visit
    guides = page_of(visit, guides_by_title(visit.live, visit.language))
    heroes = {guide.key: image_of(visit.live, guide.hero) for guide in guides.items}
    return render(request, "guides/guide_list.html", {"guides": guides, "heroes": heroes})


@require_safe
def guide_detail(request: PublicRequest, slug: str) -> HttpResponseBase:
    visit = request.visit
    guide = found_at(visit.live, slug, GuideDocument)
    if guide.slug != slug:
        return moved_to(guide, visit)
    topics = topics_of(visit.live, guide.topics)
    return render(
        request,
        "guides/guide_detail.html",
        {
            "guide": guide,
            "hero": image_of(visit.live, guide.hero),
            "topics": topics,
            "has_grounding": any(topic.is_hard for topic in topics),
            "has_plan": any(topic.is_grave for topic in topics),
            "partners": credited(visit.live, guide.partners),
            "readings": guide.readings_in(visit.language),
            "readers": {p.key: p.name for p in credited(visit.live, _readers_of(guide))},
            "help": help_on(visit, gravest(topics)),
        },
    )


def guides_by_title(live: LiveContent, language: str) -> tuple[GuideDocument, ...]:
    """All live guides in the order of their titles."""
    return live.derived(_by_title, language, of=(GuideDocument,))


def _by_title(live: LiveContent, language: str) -> tuple[GuideDocument, ...]:
    guides = live.documents(GuideDocument)
    return tuple(sorted(guides, key=lambda guide: guide.title.best(language).value.casefold()))


def _readers_of(guide: GuideDocument) -> set[str]:
    return {reading.partner for reading in guide.readings}
