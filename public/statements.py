"""Pages that hold no content of their own: about the site, the safety plan, and grounding."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.visits.visit import PublicRequest
from partners.help import help_on


@require_safe
def us(request: PublicRequest) -> HttpResponse:
    """Who runs the site and how to reach them, as far as the operator says."""
    contact = settings.CONTACT
    context = {
        "operator": settings.OPERATOR,
        "contact": f"mailto:{contact}" if "@" in contact else contact,
        "contact_words": contact,
    }
    return render(request, "site/us.html", context)


@require_safe
def policy(request: PublicRequest) -> HttpResponse:
    return render(request, "site/policy.html")


@require_safe
def privacy(request: PublicRequest) -> HttpResponse:
    return render(request, "site/privacy.html")


@require_safe
def accessibility(request: PublicRequest) -> HttpResponse:
    return render(request, "site/accessibility.html")


@require_safe
def safety_plan(request: PublicRequest) -> HttpResponse:
    """To fill in and print. Its fields belong to no form: nothing of them can be sent."""
    return render(request, "site/safety_plan.html", {"help": help_on(request.visit)})


@require_safe
def grounding(request: PublicRequest) -> HttpResponse:
    """Small exercises in words alone: nothing of it moves, with script or without."""
    return render(request, "site/grounding.html", {"help": help_on(request.visit)})
