"""Topics, a few stored terms, and files made on the spot."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from cms.desk.imports.apply import apply
from cms.desk.imports.kinds import FileKind
from cms.desk.imports.models import FileImport
from cms.desk.imports.stage import stage
from cms.library.models import Topic
from cms.tables.writers import CSV
from interventions.models import Term, TermList
from interventions.termfiles.file_kinds import TERMS

HEADER = "term,locale,topic,match,options,exceptions"
WHOLE_HEADER = f"{HEADER},response,target,note,active,base"


@pytest.fixture
def topics(db: None) -> dict[str, Topic]:
    names = {"suicide": 1, "self_harm": 2, "distress": 4}
    return {
        key: Topic.objects.create(key=key, name_en=key, priority=place)
        for key, place in names.items()
    }


@pytest.fixture
def english(topics: dict[str, Topic]) -> TermList:
    """`suicide-en` with two terms."""
    english = TermList.objects.create(key="suicide-en", topic=topics["suicide"], locale="en")
    Term.objects.create(term_list=english, text="suicide", exceptions="suicide squad", note="A")
    Term.objects.create(term_list=english, text="kill myself")
    return english


@pytest.fixture
def somebody(db: None) -> Any:
    return get_user_model()._default_manager.create_user("somebody")


Stage = Callable[..., FileImport]


@pytest.fixture
def staged(topics: dict[str, Topic]) -> Stage:
    """Stages a file given as text or bytes."""

    def stage_it(content: str | bytes, **options: Any) -> FileImport:
        data = content.encode() if isinstance(content, str) else content
        return stage(io.BytesIO(data), "terms.csv", **{"by": None, **options})

    return stage_it


@pytest.fixture
def imported(staged: Stage) -> Stage:
    """Stages a file and applies it."""

    def import_it(content: str | bytes, **options: Any) -> FileImport:
        return apply(staged(content, **options), by=options.get("by"))

    return import_it


def export_csv(sort: FileKind = TERMS) -> bytes:
    return b"".join(CSV.write(sort.exported()))


def said(file_import: FileImport) -> list[str]:
    """`line column` of each finding, with its message."""
    return [
        f"{line} {column} {message}" for _level, line, column, _, message in file_import.findings
    ]


def stored() -> set[tuple[str, str, str]]:
    """List, text and exceptions of every term."""
    return set(Term.objects.values_list("term_list__key", "text", "exceptions"))
