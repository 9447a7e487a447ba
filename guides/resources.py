"""Guides and their sections as files."""

from cms.desk.exchange.resource import ContentResource
from guides.models import Guide, GuideSection


class GuideResource(ContentResource):
    class Meta:
        model = Guide
        names = (
            "key",
            "slug",
            "title",
            "summary",
            "audience",
            "topics",
            "hero",
            "partners",
            "sign_off",
            "review_due",
        )


class GuideSectionResource(ContentResource):
    owner = "guide"

    class Meta:
        model = GuideSection
        names = ("guide", "key", "position", "heading", "body")
        import_id_fields = ("guide", "key")
