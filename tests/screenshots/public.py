"""What visitors see: on an old phone and on a desk, in light and dark, left to right and back."""

from tests.screenshots.camera import DESK, Camera, Look

PHONE = Look(390, 844, scale=1.5)
PHONE_DARK = Look(390, 844, scale=1.5, scheme="dark")

PAGES = (
    ("home", "/en/", DESK),
    ("campaign", "/vi/campaigns/october-mental-health/?country=VN", DESK),
    ("guide", "/en/guides/helping-someone/?country=GB", PHONE),
    ("guide-dark", "/en/guides/helping-someone/?country=GB", PHONE_DARK),
    ("help-arabic", "/ar/help/AE/", PHONE),
    ("series", "/id/series/october-voices/?country=ID", PHONE),
)


def take(camera: Camera) -> None:
    for name, path, look in PAGES:
        with camera.visitor(look) as page:
            page.goto(path)
            camera.keep(page, name)
    _search(camera)


def _search(camera: Camera) -> None:
    with camera.visitor(PHONE) as page:
        page.goto("/vi/search/?country=VN")
        page.locator("#q").fill("tự tử")
        page.locator("#q").press("Enter")
        page.wait_for_load_state()
        camera.keep(page, "search")
