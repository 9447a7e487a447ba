"""The kinds of public pages, one address each, for tests that go through all of them."""

PAGES = (
    "",
    "topics/",
    "topics/suicide/",
    "campaigns/",
    "campaigns/october-mental-health/",
    "series/october-voices/",
    "series/october-voices/linh-one-message/",
    "for/teens/",
    "guides/",
    "guides/helping-someone/",
    "partners/",
    "partners/samaritans/",
    "help/",
    "help/VN/",
    "help/US/?page=2",
    "help/countries/for/guides/helping-someone/",
    "help/GB/only/call/",
    "help/GB/card/",
    "help/thanks/",
    "safety-plan/",
    "grounding/",
    "search/",
    "about/us/",
    "about/policy/",
    "about/privacy/",
    "about/accessibility/",
    "nowhere/",
)
LANGUAGES = ("en", "vi", "id", "ar")
DAY_OF_CAMPAIGNS = "2026-11-23T12:00:00+00:00"
"""On this day all campaigns of the demonstration run somewhere."""
