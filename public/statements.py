"""Pages about the site itself: what it shows and why, privacy, accessibility."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.visits.visit import PublicRequest


@require_safe
def policy(request: PublicRequest) -> HttpResponse:
    return render(request, "site/policy.html")


@require_safe
def privacy(request: PublicRequest) -> HttpResponse:
    return render(request, "site/privacy.html")


@require_safe
def accessibility(request: PublicRequest) -> HttpResponse:
    return render(request, "site/accessibility.html")
