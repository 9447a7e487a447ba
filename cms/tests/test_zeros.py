"""Files of content whose numbers a spreadsheet has taken for numbers."""

from pathlib import Path
from typing import Any

import cms.tables.tests
from partners.models import Channel, Helpline
from partners.resources import CHANNELS
from tests.exchanging import import_table, sentences

INPUTS = Path(cms.tables.tests.__file__).parent / "inputs"


def test_zeros_that_a_spreadsheet_took_away_are_seen_by_the_row(cast: Any) -> None:
    line = Helpline.objects.create(
        key="au-emergency", name_en="000", countries="AU", kind="emergency"
    )
    Channel.objects.create(
        helpline=line, key="phone", kind="phone", dial="000", hours_status="stated", weekly="24/7"
    )
    staged = import_table(CHANNELS, (INPUTS / "au_zero.csv").read_bytes(), cast.editor)
    assert staged.state == "refused"
    assert Channel.objects.get().dial == "000"


def test_a_longer_number_without_its_zero_is_refused_with_what_it_was(cast: Any) -> None:
    line = Helpline.objects.create(
        key="x", name_en="X", countries="GB", check_due="2026-12-24", grade="A"
    )
    Channel.objects.create(helpline=line, key="phone", kind="phone", dial="08001110111")
    staged = import_table(CHANNELS, "helpline,key,dial\nx,phone,8001110111\n", cast.editor)
    assert sentences(staged) == (
        "Line 2, column dial, “8001110111”: It was “08001110111”: a spreadsheet has taken it for a "
        "number or a date. Make the column text there, or export and edit it as XLSX."
    )
