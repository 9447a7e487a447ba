"""Guides and their sections as files."""

from cms.desk.exchange.resource import ContentResource
from guides.models import Guide, GuideSection


class GuideResource(ContentResource):
    class Meta:
        model = Guide


class GuideSectionResource(ContentResource):
    owner = "guide"

    class Meta:
        model = GuideSection
        import_id_fields = ("guide", "key")
