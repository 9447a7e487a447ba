from datetime import date
from typing import Any

import pytest
import time_machine

from cms.errors import Refused
from cms.levels import Level
from cms.library.models import Image
from cms.publishing.catalog import Catalog
from cms.publishing.documents import Document, Text
from cms.publishing.findings import CheckContext, findings_for
from cms.publishing.log import History
from guides.documents import GuideDocument, SectionDocument
from guides.findings import (
    a_review_is_due,
    every_section_is_translated,
    there_is_a_line_of_hope,
)
from guides.models import Guide
from guides.tests.conftest import make_guide
from tests.cast import Publish

NOTHING = CheckContext({}, History())


def section(**headings: str) -> SectionDocument:
    bodies = {language: f"<p>{heading}</p>" for language, heading in headings.items()}
    return SectionDocument(key="one", heading=Text(headings), body=Text(bodies))


def guide(*sections: SectionDocument, **fields: Any) -> GuideDocument:
    return GuideDocument(
        **{
            "key": "one",
            "slug": "one",
            "audience": Guide.Audience.EVERYONE,
            "title": Text({"en": "Title"}),
            "summary": Text({"en": "Summary."}),
            "sections": sections,
            **fields,
        }
    )


def found(check: Any, document: Document) -> list[tuple[str, Level, str, str]]:
    return [
        (finding.code, finding.level, finding.field, finding.language)
        for finding in check("guide:one", document, NOTHING)
    ]


@pytest.mark.parametrize(("day", "is_due"), [("2027-05-21", False), ("2027-05-22", True)])
def test_a_review_that_is_due_is_noted(day: str, is_due: bool) -> None:
    with time_machine.travel(f"{day}T12:00:00Z", tick=False):
        noted = found(a_review_is_due, guide(review_due=date(2027, 5, 22)))

    assert noted == ([("review_due", Level.NOTE, "review_due", "")] if is_due else [])


def test_a_guide_without_a_review_date_is_fine() -> None:
    assert found(a_review_is_due, guide()) == []


def test_a_section_that_a_translation_lacks_needs_a_reason() -> None:
    document = guide(
        section(en="Signs", vi="Dấu hiệu"),
        section(en="Help"),
        title=Text({"en": "Title", "vi": "Tên"}),
    )

    assert found(every_section_is_translated, document) == [
        ("section_untranslated", Level.NEEDS_REASON, "sections.1.heading", "vi"),
        ("section_untranslated", Level.NEEDS_REASON, "sections.1.body", "vi"),
    ]


def test_a_language_that_the_guide_is_not_in_lacks_nothing() -> None:
    assert found(every_section_is_translated, guide(section(en="Signs"))) == []


def test_a_section_without_text_needs_no_translation_of_it() -> None:
    empty = SectionDocument(key="a", heading=Text({"en": "A", "vi": "B"}), body=Text({}))
    document = guide(empty, title=Text({"en": "Title", "vi": "Tên"}))

    assert found(every_section_is_translated, document) == []


@pytest.mark.parametrize("topic", ["suicide", "self_harm", "eating_disorder"])
@pytest.mark.usefixtures("grave_topics")
def test_a_hard_guide_without_a_line_of_hope_needs_a_reason(topic: str) -> None:
    document = guide(section(en="They pull away"), topics=(topic,))

    assert found(there_is_a_line_of_hope, document) == [("no_hope", Level.NEEDS_REASON, "", "en")]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "You can reach out at any time."),
        ("vi", "Bạn có thể tìm sự giúp đỡ."),
        ("id", "Kamu bisa pulih."),
        ("ar", "المساعدة متاحة."),
    ],
)
@pytest.mark.usefixtures("grave_topics")
def test_a_line_of_hope_is_seen_in_the_summary_or_the_last_section(
    language: str, line: str
) -> None:
    hard = {"topics": ("suicide",), "title": Text({language: "Title"})}
    silent, hopeful = section(**{language: "…"}), section(**{language: line})
    begins_well = guide(silent, summary=Text({language: line}), **hard)

    assert found(there_is_a_line_of_hope, begins_well) == []
    assert found(there_is_a_line_of_hope, guide(silent, hopeful, **hard)) == []
    assert found(there_is_a_line_of_hope, guide(hopeful, silent, **hard)) != []


@pytest.mark.usefixtures("grave_topics")
def test_an_everyday_guide_needs_no_line_of_hope() -> None:
    assert found(there_is_a_line_of_hope, guide(section(en="Soup"), topics=("wellbeing",))) == []


@pytest.mark.usefixtures("grave_topics")
def test_the_checks_are_asked_for_every_guide() -> None:
    document = guide(section(en="Pain"), topics=("suicide",), review_due=date(2020, 1, 1))

    codes = {f.code for f in findings_for(CheckContext({"guide:one": document}, History()))}

    assert {"no_hope", "review_due"} <= codes


@pytest.fixture
def cups(db: None, publish: Publish) -> Image:
    """A picture of a live guide in English and Indonesian, described in both."""
    files = [{"name": f"{'a' * 32}.webp", "width": 320, "height": 160, "format": "webp"}]
    cups = Image.objects.create(key="cups", alt_en="Cups", alt_ind="Cangkir", renditions=files)
    publish(cups, make_guide(hero=cups))
    return cups


def test_a_picture_keeps_the_words_that_its_live_pages_need(cups: Image, publish: Publish) -> None:
    Image.objects.update(alt_ind="")
    with pytest.raises(Refused, match="guide:helping shows this picture in “id”"):
        publish(cups)


def test_a_picture_may_lose_words_that_no_page_needs(
    cups: Image, publish: Publish, catalog: Catalog
) -> None:
    publish(Guide.objects.get(), is_removal=True)
    Image.objects.update(alt_ind="")
    publish(cups)
    shown = catalog.current().get("image:cups")
    assert shown
    assert shown.languages_to_read() == {"en"}
