"""Files of every kind go to LibreOffice in four countries and come back: nothing has changed."""

import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignMarket,
    Creator,
    SeriesVideo,
    Video,
    VideoSeries,
)
from cms.desk.imports.kinds import all_kinds
from cms.library.models import Topic
from guides.models import Guide, GuideSection
from interventions.models import Example, Term, TermList, WordClass
from interventions.termfiles.file_kinds import TERMS
from partners.models import Channel, Helpline, Partner
from tests.exchanging import export_table, import_table, sentences
from tests.needs import absent

MIDNIGHT = datetime.fromisoformat("2026-10-01")
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{}</value></prop></item></oor:items>"""
AS_EXCEL = "--infilter=CSV:44,34,76,1,,0,false,true"
"""Commas, quotation marks, UTF-8, and dates are looked for."""
FRAGILE = [
    *("000", "0800123", "24/7", "1/2", "1e5", "1,234", "1.234", "8.30", "50%", "(1)", "true"),
    *("mar 5", "5 mei", "12:30", "12345678901234567890", "=1+1", "+84 24", "#1", "sep=x", " 7 "),
]
"""What spreadsheets like to read as numbers, days, formulas and shares."""
RESTRICTED = "suicide-en-restricted"


@pytest.fixture
def content(cast: Any) -> None:
    """What spreadsheets like to read as numbers, dates, formulas and shares."""
    partner = Partner.objects.create(
        key="p", name_en="1/2", name_vi="24/7", contact="=1+1", agreement_from=date(2026, 2, 3)
    )
    line = Helpline.objects.create(
        key="au-000", name_en="000", countries="AU", kind="emergency", partner=partner, source="1,5"
    )
    Channel.objects.create(
        helpline=line,
        key="phone",
        kind="phone",
        dial="000",
        hours_status="stated",
        weekly="24/7",
        dated="2026-12-25 closed",
        note_en="8.30",
    )
    Channel.objects.create(helpline=line, key="far", kind="phone", dial="0011 61 2", position=1)
    creator = Creator.objects.create(key="c", handle="@c", name="C", languages="vi")
    video = Video.objects.create(key="v", creator=creator, title_en="10-12", spoken="vi", seconds=7)
    series = VideoSeries.objects.create(key="s", slug="s", title_en="TRUE", summary_en="1e5")
    SeriesVideo.objects.create(series=series, video=video)
    campaign = Campaign.objects.create(key="k", slug="k", title_en="3.4", hashtag="#k")
    CampaignItem.objects.create(campaign=campaign, kind="helplines", heading_en="5%")
    CampaignMarket.objects.create(campaign=campaign, country="VN", starts=MIDNIGHT)
    guide = Guide.objects.create(key="g", slug="g", title_en="１２", summary_en="two\nlines")
    GuideSection.objects.create(guide=guide, key="a", heading_en="01", body_en="<p>-1</p>")


@pytest.fixture
def search(cast: Any) -> None:
    """Terms, in a restricted list too, labelled queries and word classes."""
    topic = Topic.objects.create(key="suicide", name_en="Suicide", priority=1, response="crisis")
    opened, sealed = (
        TermList.objects.create(key=key, topic=topic, locale="en", is_restricted=key == RESTRICTED)
        for key in ("suicide-en", RESTRICTED)
    )
    for number, text in enumerate(FRAGILE):
        row = {"text": text.strip(), "exceptions": f"{text.strip()};~a", "note": text}
        Term.objects.create(term_list=opened, **row)
        Term.objects.create(term_list=sealed, **row | {"text": f"{text} means"})
        Example.objects.create(query=text, locale="en", expected_topic=topic, note=text, kind=text)
        WordClass._default_manager.create(name=f"c{number}", locale="en", words=text, note=text)


@pytest.mark.django_db
@pytest.mark.anywhere
@pytest.mark.parametrize("locale", ["vi-VN", "id-ID", "de-DE", "en-US"])
def test_what_calc_saves_again_changes_nothing(
    cast: Any, content: None, search: None, tmp_path: Path, locale: str
) -> None:
    kinds = {kind.name: kind for kind in all_kinds()}
    files = {name: export_table(kind, "xlsx") for name, kind in kinds.items()}
    files[RESTRICTED] = export_table(TERMS, "xlsx", [RESTRICTED])
    saved = saved_by_calc(files, "xlsx", locale, tmp_path)
    assert len(kinds) > 15
    for name, kind in kinds.items():
        staged = import_table(kind, saved[name], cast.admin)
        assert (name, sentences(staged), staged.differs) == (name, "", False)
        assert staged.count("unchanged") == staged.count("rows") > 0, name
    staged = import_table(TERMS, saved[RESTRICTED], cast.admin)
    assert (staged.state, len(staged.findings)) == ("refused", len(FRAGILE))


@pytest.mark.django_db
@pytest.mark.anywhere
def test_what_calc_takes_for_numbers_and_dates_is_refused(
    cast: Any, content: None, search: None, tmp_path: Path
) -> None:
    """A CSV holds no types, so each row comes back as it was, or is named."""
    kinds = {kind.name: kind for kind in all_kinds()}
    files = {name: export_table(kind) for name, kind in kinds.items()}
    said = ""
    for name, data in saved_by_calc(files, "csv", "id-ID", tmp_path).items():
        staged = import_table(kinds[name], data, cast.admin)
        said += sentences(staged)
        assert staged.state == "refused" or not staged.differs, name
        assert export_table(kinds[name]) == files[name]
    for text in ("000", "0800123", "1e5", "1.234", "50%", "(1)"):
        assert f"It was “{text}”: a spreadsheet has taken it" in said
    assert "-07-24 00:00:00”: This is a date or a time to the spreadsheet." in said


def saved_by_calc(
    files: dict[str, bytes], suffix: str, locale: str, folder: Path
) -> dict[str, bytes]:
    """Workbooks, by the same names: what one Calc of the country has opened and saved again."""
    program = shutil.which("localc") or shutil.which("libreoffice")
    if program is None:
        absent("office", "apt-get install libreoffice-calc")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS.format(locale))
    paths = [folder / f"{name}.{suffix}" for name in files]
    for path in paths:
        path.write_bytes(files[path.stem])
    subprocess.run(  # noqa: S603  The machine's own LibreOffice, with our own files.
        [
            *(program, "--headless", f"-env:UserInstallation=file://{profile}"),
            *([AS_EXCEL] if suffix == "csv" else []),
            *("--convert-to", "xlsx", "--outdir", str(folder / "saved"), *map(str, paths)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {path.stem: path.read_bytes() for path in (folder / "saved").iterdir()}
