"""Content goes to LibreOffice in four countries and comes back: nothing has changed."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.sites import site

from campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignMarket,
    Creator,
    SeriesVideo,
    Video,
    VideoSeries,
)
from cms.desk.exchange.admin import ExchangeMixin
from cms.desk.imports.kinds import FileKind
from guides.models import Guide, GuideSection
from partners.models import Channel, Helpline, Partner
from tests.exchanging import export_table, import_table, sentences
from tests.needs import absent

MIDNIGHT = datetime.fromisoformat("2026-10-01")
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{}</value></prop></item></oor:items>"""


@pytest.fixture
def content(cast: Any) -> None:
    """What spreadsheets like to read as numbers, dates, formulas and shares."""
    partner = Partner.objects.create(
        key="p", name_en="1/2", name_vi="Ngày 3", contact="=1+1", agreement_from=date(2026, 2, 3)
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


def exported(folder: Path) -> Iterator[tuple[FileKind, Path]]:
    for model_admin in site._registry.values():
        for kind in getattr(model_admin, "file_kinds", ()) if is_of_content(model_admin) else ():
            path = folder / f"{kind.name}.xlsx"
            path.write_bytes(export_table(kind, "xlsx"))
            yield kind, path


def is_of_content(model_admin: Any) -> bool:
    return isinstance(model_admin, ExchangeMixin)


@pytest.mark.django_db
@pytest.mark.parametrize("locale", ["vi-VN", "id-ID", "de-DE", "en-US"])
def test_what_calc_saves_again_changes_nothing(
    cast: Any, content: None, tmp_path: Path, locale: str
) -> None:
    program = shutil.which("localc") or shutil.which("libreoffice")
    if program is None:
        absent("office", "apt-get install libreoffice-calc")
    profile = tmp_path / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS.format(locale))
    files = list(exported(tmp_path))
    subprocess.run(  # noqa: S603  The machine's own LibreOffice, with our own files.
        [
            *(program, "--headless", f"-env:UserInstallation=file://{profile}"),
            *("--convert-to", "xlsx", "--outdir", str(tmp_path / "saved")),
            *(str(path) for _kind, path in files),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert len(files) > 10
    for kind, path in files:
        saved = (tmp_path / "saved" / path.name).read_bytes()
        staged = import_table(kind, saved, cast.editor)
        assert (path.name, sentences(staged), staged.differs) == (path.name, "", False)
        assert staged.count("unchanged") == staged.count("rows") > 0, path.name
