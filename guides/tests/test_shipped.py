"""The guides that the product ships, held against its own rules."""

from pathlib import Path
from typing import Any

import pytest

from cms.levels import Level
from cms.library.models import EditorialRule
from cms.library.seedfiles import read_toml
from cms.library.tests.shipped import SEEDS, shipped_rules
from cms.publishing.documents import Text
from cms.publishing.findings import CheckContext, findings_for
from cms.publishing.log import History
from cms.translations.columns import languages
from guides.documents import GuideDocument, SectionDocument
from guides.markdown import Written, read_markdown
from guides.models import Guide

FOLDERS = sorted(path.parent for path in (SEEDS / "guides").glob("*/meta.toml"))


def written(folder: Path) -> dict[str, Written]:
    return {language: read_markdown(folder / f"{language}.md") for language in languages()}


def document(folder: Path) -> GuideDocument:
    meta: dict[str, Any] = read_toml(folder / "meta.toml")
    texts = written(folder)
    parts = zip(*(text.sections for text in texts.values()), strict=True)
    return GuideDocument(
        key=meta["key"],
        slug=meta["slug"],
        audience=Guide.Audience(meta["audience"]),
        topics=tuple(meta["topics"]),
        title=Text({language: text.title for language, text in texts.items()}),
        summary=Text({language: text.summary for language, text in texts.items()}),
        sections=tuple(
            SectionDocument(
                key=f"part-{number}",
                heading=Text({c: p.heading for c, p in zip(texts, part, strict=True)}),
                body=Text({c: p.body for c, p in zip(texts, part, strict=True)}),
            )
            for number, part in enumerate(parts)
        ),
    )


def test_the_guides_are_where_the_test_looks() -> None:
    assert len(FOLDERS) >= 5


@pytest.mark.django_db
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_guide_that_ships_raises_nothing_but_notes_and_marks(folder: Path) -> None:
    EditorialRule.objects.bulk_create(shipped_rules())
    context = CheckContext({f"guide:{folder.name}": document(folder)}, History())

    raised = [
        (finding.code, finding.language, finding.message)
        for finding in findings_for(context)
        if finding.level is not Level.NOTE and finding.code != "stale_translation"
    ]

    assert raised == []
