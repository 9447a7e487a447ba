"""The headers that keep every answer to itself. Plain values, usable without Django."""

from collections.abc import Iterable

_PUBLIC_POLICY = "; ".join(
    (
        "default-src 'none'",
        "base-uri 'none'",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "manifest-src 'self'",
        "media-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

_NO_POWERS = ", ".join(
    f"{power}=()"
    for power in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    )
)

SHARED_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": _NO_POWERS,
    "X-Content-Type-Options": "nosniff",
}

# An answer may have its own instead: a page with an embedded video, and media for other sites.
PUBLIC_DEFAULTS = {
    "Content-Security-Policy": _PUBLIC_POLICY,
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# Nobody finds a staff page in a browser that somebody else has left.
STAFF_DEFAULTS = {
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def framing(sources: Iterable[str]) -> dict[str, str]:
    """Instead of the defaults, for a page on which somebody chose a video of another site."""
    return {
        "Content-Security-Policy": f"{_PUBLIC_POLICY}; frame-src {' '.join(sources)}",
        "Cross-Origin-Embedder-Policy": "unsafe-none",
    }


# Leaving a page about a crisis must not tell the next site where its reader comes from.
PUBLIC_HEADERS = {
    **SHARED_HEADERS,
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
