"""The seed files end as working copies, and the whole demonstration never ends in a dead end."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from cms.countries import all_countries
from cms.errors import Refused
from cms.library.seedfiles import csv_records
from cms.publishing.models import Change
from partners.models import Channel, Helpline, Partner, RetiredNumber
from partners.seeding import seed
from partners.tests.builders import SEEDS, seed_topics
from tests.cast import Cast

pytestmark = pytest.mark.slow

FILES = ("partners.csv", "helplines.csv", "channels.csv", "retired_numbers.csv")
EMERGENCY = ("emergency.csv", "emergency.toml")
SOME = 6
"""Rows of the many emergency numbers, enough for what is tested of the other files."""


@pytest.fixture
def folder(tmp_path: Path, cast: Cast) -> Path:
    """The seed files of this app, for a test to spoil; the topics are there already."""
    seed_topics()
    for name in (*FILES, *EMERGENCY):
        shutil.copy(SEEDS / name, tmp_path / name)
    numbers = (SEEDS / "emergency.csv").read_text().splitlines()
    (tmp_path / "emergency.csv").write_text("\n".join(numbers[:SOME]))
    return tmp_path


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False)
def test_seeding_makes_what_the_files_hold_and_seeding_twice_changes_nothing(
    folder: Path, cast: Cast
) -> None:
    created = seed(folder, by=cast.editor)
    counts = [m.objects.count() for m in (Partner, Helpline, Channel, RetiredNumber)]
    numbers = csv_records(folder, "emergency.csv")
    expected = [len(csv_records(folder, name)) for name in FILES]
    expected[1] += len({number["country"] for number in numbers})
    expected[2] += len(numbers)
    assert counts == expected
    assert len(created) == counts[0] + Helpline.objects.exclude(grade="C").count()
    assert set(Change.objects.filter(key__in=created).values_list("by", flat=True)) == {
        cast.editor.pk
    }

    assert seed(folder, by=cast.editor2) == []
    assert [m.objects.count() for m in (Partner, Helpline, Channel, RetiredNumber)] == counts
    assert not Change.objects.filter(by=cast.editor2).exists()


@time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False)
def test_a_demonstration_line_is_due_for_its_first_check_in_thirty_days(
    folder: Path, cast: Cast
) -> None:
    seed(folder, by=cast.editor)
    due = dict(Helpline.objects.values_list("kind", "check_due").distinct())
    assert due == {"line": date(2026, 12, 22), "emergency": None, "directory": None}


def test_uncertain_lines_are_kept_and_not_offered_for_release(folder: Path, cast: Cast) -> None:
    created = seed(folder, by=cast.editor)
    uncertain = Helpline.objects.filter(grade="C")
    assert {line.key for line in uncertain} == {"id-lisa", "jp-tell"}
    assert not {line.object_key for line in uncertain} & set(created)


def test_a_work_in_progress_is_never_overwritten(folder: Path, cast: Cast) -> None:
    seed(folder, by=cast.editor)
    Helpline.objects.filter(key="sg-sos").update(name_en="Changed by hand")
    Channel.objects.filter(helpline__key="sg-sos").delete()
    seed(folder, by=cast.editor)
    assert Helpline.objects.get(key="sg-sos", name_en="Changed by hand").channels.count() == 0


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_said_in_one_sentence(folder: Path, cast: Cast, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(Refused, match=f"The seed file {name} can't be read"):
        seed(folder, by=cast.editor)


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("partners.csv", ",GB IE,", ",GB/IE,", "“GB/IE” is not a country"),
        ("partners.csv", "\nneda,US", "\nneda,INT", "“INT” is not a country"),
        ("helplines.csv", ",SG,en,,everyone,", ",SG,en,sadness,everyone,", "no topic “sadness”"),
        ("helplines.csv", "samaritans-of-singapore", "nobody", "there is no partner “nobody”"),
        ("channels.csv", "Wed-Sun 13:00-20:30", "Wed-Sun 13-20:30", "is not a time span"),
        ("channels.csv", "Asia/Manila", "Manila", "“Manila” is not a time zone"),
        ("channels.csv", "https://mindline.sg", "mindline.sg", "starts with https://"),
        ("channels.csv", "741741,HOME", "HOME to 741741,", "Write the number as it is dialled"),
        ("retired_numbers.csv", "jp-tell", "jp-hello", "there is no helpline “jp-hello”"),
    ],
)
def test_a_bad_cell_is_said_with_its_file_and_line(
    folder: Path, cast: Cast, name: str, old: str, new: str, complaint: str
) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused, match=rf"^{name}, line \d+: .*{complaint}"):
        seed(folder, by=cast.editor)
    assert not Partner.objects.exists()


def test_every_country_has_one_emergency_record_that_says_where_it_was_found(
    folder: Path, cast: Cast
) -> None:
    shutil.copy(SEEDS / "emergency.csv", folder / "emergency.csv")
    seed(folder, by=cast.editor)
    records = Helpline.objects.filter(kind=Helpline.Kind.EMERGENCY)
    countries = [record.countries for record in records]
    assert len(countries) == len(set(countries)) > 200
    assert set(countries) <= all_countries()
    assert all(record.source for record in records)
    found = Helpline.objects.get(key="cn-emergency")
    assert list(found.channels.values_list("dial", "note_en")) == [
        ("120", "Ambulance."),
        ("110", "Police."),
    ]
