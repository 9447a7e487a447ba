"""The staff's site at /admin/: Django's admin, with the screens of publishing in front of it."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from cms.desk.alarms import alarms
from cms.desk.home import Panel, Plotter, sections
from cms.desk.log_now import log_now
from cms.desk.screens import in_own_zone
from cms.desk.urls import urlpatterns
from cms.publishing.workers import workers

NAVIGATION = (
    ("translations", _("Translations"), ""),
    ("release_list", _("Releases"), "publishing.view_release"),
    ("log", _("Log"), "publishing.view_entry"),
    ("proposals", _("Blocks"), "publishing.view_proposal"),
)


class DeskSite(AdminSite):
    site_header = _("Wellspring desk")
    site_title = _("Wellspring desk")
    index_title = _("What needs me")
    index_template = "admin/desk/home.html"
    empty_value_display = "–"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._panels: list[Panel] = []
        self._plotters: list[Plotter] = []

    def add_panel(self, panel: Panel) -> None:
        """Adds a section to the first page, as an app's `admin.py` does with its own."""
        self._panels.append(panel)

    def add_plot(self, plotter: Plotter) -> None:
        """Adds a plot below the sections of the first page, that of the lowest app first."""
        self._plotters.append(plotter)

    def get_urls(self) -> list[Any]:
        screens = [
            path(str(url.pattern), self.admin_view(url.callback), name=str(url.name))
            for url in urlpatterns
        ]
        return [*screens, *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return super().admin_view(in_own_zone(view), cacheable)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """By the page that limits how often one may guess at the old password."""
        return redirect("account_change_password")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        if context["has_permission"]:
            context |= {"alarms": alarms(), "screens": list(self._screens(request))}
        return context

    def index(self, request: HttpRequest, extra_context: Any = None) -> Any:
        context = {
            "sections": sections(request, self._panels),
            "plots": [plot for draws in reversed(self._plotters) if (plot := draws(request))],
            "workers": workers(log_now().head),
        }
        return super().index(request, context | (extra_context or {}))

    def _screens(self, request: HttpRequest) -> Any:
        for name, label, permission in NAVIGATION:
            if not permission or request.user.has_perm(permission):
                address = reverse(f"admin:{name}")
                is_here = request.path.startswith(address)
                yield {"name": label, "address": address, "is_here": is_here}
