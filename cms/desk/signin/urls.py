"""The pages of the sign-in library that staff need. All others answer as if there were none.

Closed pages keep their names: the library looks for its own addresses.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps

from allauth import urls
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver

View = Callable[..., HttpResponse]

OPEN = {
    *("account_login", "account_logout", "account_inactive", "account_reauthenticate"),
    *("account_change_password", "account_reset_password"),
    *("mfa_index", "mfa_authenticate", "mfa_reauthenticate"),
    *("mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
    *("mfa_list_webauthn", "mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"),
    *("mfa_login_webauthn", "mfa_reauthenticate_webauthn"),
}
SINGLE_SIGN_ON = {
    *("openid_connect_login", "openid_connect_callback", "socialaccount_signup"),
    *("socialaccount_login_cancelled", "socialaccount_login_error"),
}


def closed(_request: HttpRequest, **_arguments: object) -> HttpResponse:
    raise Http404


def where_there_is_single_sign_on(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, **arguments: object) -> HttpResponse:
        if not settings.OIDC_SERVER_URL:
            raise Http404
        return view(request, **arguments)

    return guarded


def view_of(page: URLPattern) -> View:
    if page.name in SINGLE_SIGN_ON:
        return where_there_is_single_sign_on(page.callback)
    if page.name in OPEN:
        return page.callback
    return closed


def without_closed(
    patterns: Iterable[URLPattern | URLResolver],
) -> Iterator[URLPattern | URLResolver]:
    """The same addresses; those that nobody needs lead nowhere."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield URLResolver(one.pattern, [*without_closed(one.url_patterns)], one.default_kwargs)
        else:
            yield URLPattern(one.pattern, view_of(one), one.default_args, one.name)


urlpatterns = [*without_closed(urls.urlpatterns)]
