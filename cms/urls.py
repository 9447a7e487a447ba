"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from cms.desk.preview.screens import preview, preview_page
from cms.desk.preview.sharing import revoke, share, shared_page
from public import crawlers, health, home, styles
from public.api import api
from public.api_page import api_page

urlpatterns: list[URLPattern | URLResolver] = [
    # The admin's own form knows neither the second factor nor the limits on guessing.
    path("admin/login/", secure_admin_login(admin.site.login)),
    path("admin/preview/<str:scope>/", admin.site.admin_view(preview), name="preview"),
    path(
        "admin/preview/<str:scope>/page/<path:address>",
        admin.site.admin_view(preview_page),
        name="preview_page",
    ),
    path("admin/preview/<str:scope>/links/", admin.site.admin_view(share), name="preview_share"),
    path("admin/preview-links/<int:pk>/", admin.site.admin_view(revoke), name="preview_revoke"),
    path("preview/<str:token>/<path:address>", shared_page, name="shared_page"),
    path("admin/", admin.site.urls),
    path("accounts/", include("cms.desk.signin.urls")),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("api/v1/docs", api_page, name="api-docs"),
    path("api/v1/", api.urls),
    path("robots.txt", crawlers.robots, name="robots"),
    path(".well-known/security.txt", crawlers.security_contact, name="security-contact"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("style/<slug:digest>.css", styles.style, name="style"),
    path("", include("cms.library.urls")),
    path("", home.front_door, name="front-door"),
    *i18n_patterns(
        path("", include("public.urls")),
        path("", include("campaigns.urls")),
        path("", include("guides.urls")),
        path("", include("partners.urls")),
    ),
]

handler404 = "public.errors.page_not_found"
handler500 = "public.errors.server_error"
handler400 = "public.errors.bad_request"
