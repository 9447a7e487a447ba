"""A translation older than its source goes public only with a reviewer's reason."""

from typing import Any

from cms.levels import Level
from cms.publishing.compose import add_item, start_release
from cms.publishing.submit import submit
from cms.translations.marks import mark_all


def stale_findings(guide: Any, by: Any) -> list[tuple[Level, str, str]]:
    release = start_release(title="A release", by=by)
    add_item(release, guide.object_key, by=by)
    found = submit(release, by=by).findings
    return [(f.level, f.field, f.language) for f in found if f.code == "stale_translation"]


def test_a_translation_that_is_right_is_no_finding(cast: Any, guide: Any) -> None:
    assert stale_findings(guide, cast.editor) == []


def test_a_stale_translation_needs_a_reason_for_each_language(cast: Any, guide: Any) -> None:
    guide.title_en, guide.summary_en = "Another title", "Another summary"
    guide.save()
    assert stale_findings(guide, cast.editor) == [(Level.NEEDS_REASON, "summary", "vi")]


def test_a_section_that_moved_is_still_translated(cast: Any, guide: Any) -> None:
    guide.sections.create(key="first", position=0, heading_en="First")
    guide.sections.filter(key="listen").update(position=5)
    assert stale_findings(guide, cast.editor) == []


def test_saying_that_it_is_right_settles_it(cast: Any, guide: Any) -> None:
    guide.title_en = "Another title"
    guide.save()
    mark_all(guide.object_key, by=cast.translator)
    assert stale_findings(guide, cast.editor) == []
