"""The demonstration's guides, from seeds/guides: a folder each, with a Markdown file a language.

    # Title
    A paragraph: the summary.
    ## Heading of the first section
    Its text ...

What exists already is left alone, so that seeding twice changes nothing.
"""

from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from cms.errors import Refused
from cms.library.models import Image
from cms.library.seedfiles import Record, new_records, read_toml, toml_records
from cms.publishing.changes import record_change
from cms.translations.columns import column, languages
from guides.markdown import Written, read_markdown
from guides.models import Guide, GuideSection
from partners.models import Partner


@transaction.atomic
def seed(folder: Path, *, by: User) -> list[str]:
    """Makes the guides that do not exist yet; returns their keys."""
    folders = sorted(path.parent for path in (folder / "guides").glob("*/meta.toml"))
    if not folders:
        raise Refused("There are no seed files guides/*/meta.toml.")
    records = [Record(f"guides/{path.name}/meta.toml", _meta(path)) for path in folders]
    return [_seed_guide(record, folder, by) for record in new_records(Guide, records)]


def _meta(folder: Path) -> dict[str, Any]:
    meta = read_toml(folder / "meta.toml")
    if meta.get("key") != folder.name:
        raise Refused(f"guides/{folder.name}/meta.toml: the key has to be “{folder.name}”.")
    return meta


def _seed_guide(record: Record, folder: Path, by: User) -> str:
    written = _written(folder / "guides" / record["key"])
    guide = Guide(
        key=record["key"],
        slug=record["slug"],
        audience=record["audience"],
        hero=_hero(record, folder),
        sign_off=record["sign_off"],
        review_due=record.cells.get("review_due"),
        **{column("title", language): text.title for language, text in written.items()},
        **{column("summary", language): text.summary for language, text in written.items()},
    )
    record.save(guide)
    guide.topics.set(record.topics())
    guide.partners.set([record.named(Partner, key) for key in record.words("partners")])
    for position in range(len(written[languages()[0]].sections)):
        _seed_section(record, guide, position, written)
    record_change(guide.object_key, by=by)
    return guide.object_key


def _hero(record: Record, folder: Path) -> Image | None:
    """The picture at the head, None for one whose file is not there yet."""
    if not record["hero"]:
        return None
    if record["hero"] not in {r["key"] for r in toml_records(folder, "images.toml", "image")}:
        raise record.problem(f"images.toml has no picture “{record['hero']}”.")
    return Image.objects.filter(key=record["hero"]).first()


def _seed_section(record: Record, guide: Guide, position: int, written: dict[str, Written]) -> None:
    section = GuideSection(guide=guide, position=position)
    for language, text in written.items():
        part = text.sections[position]
        setattr(section, column("heading", language), part.heading)
        setattr(section, column("body", language), part.body)
    record.save(section)


def _written(folder: Path) -> dict[str, Written]:
    """The guide as written in each language; all have to have the same number of sections."""
    written = {language: read_markdown(folder / f"{language}.md") for language in languages()}
    source = languages()[0]
    for language, text in written.items():
        if len(text.sections) != len(written[source].sections):
            raise Refused(
                f"guides/{folder.name}/{language}.md has {len(text.sections)} sections and "
                f"{source}.md has {len(written[source].sections)}."
            )
    return written
