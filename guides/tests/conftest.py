from typing import Any

import pytest

from cms.library.models import Image, Topic
from guides.models import Guide, GuideSection
from partners.models import Partner


def make_guide(key: str = "helping", **fields: Any) -> Guide:
    """A guide with one section, in English and Indonesian."""
    guide = Guide(
        **{
            "key": key,
            "slug": key,
            "title_en": "Helping someone",
            "title_ind": "Menolong seseorang",
            "summary_en": "You can help.",
            "summary_ind": "Kamu bisa membantu.",
            **fields,
        }
    )
    guide.save()
    add_section(guide, "Signs", "<p>They pull away.</p>", ind=("Tanda", "<p>Menjauh.</p>"))
    return guide


def add_section(
    guide: Guide, heading: str, body: str, *, ind: tuple[str, str] = ("", ""), **fields: Any
) -> GuideSection:
    section = GuideSection(
        **{
            "guide": guide,
            "position": guide.sections.count(),
            "heading_en": heading,
            "body_en": body,
            "heading_ind": ind[0] or None,
            "body_ind": ind[1] or None,
            **fields,
        }
    )
    section.save()
    return section


@pytest.fixture
def guide(db: None) -> Guide:
    guide = make_guide(hero=Image.objects.create(key="cups", alt_en="Two cups"))
    for key in ("suicide", "distress"):
        guide.topics.add(Topic.objects.create(key=key))
    for key in ("samaritans", "iasp"):
        guide.partners.add(Partner.objects.create(key=key))
    return guide
