"""Guides and their sections as files."""

from cms.desk.exchange.resource import content_file
from guides.models import Guide, GuideSection

GUIDES = content_file(Guide)
SECTIONS = content_file(GuideSection, owner="guide", known_by=("guide", "key"))
