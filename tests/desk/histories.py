"""Random histories: what staff do to some objects, step by step, each through its real action."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import time_machine
from django.db import transaction
from hypothesis import strategies as st

from campaigns.models import (
    Campaign,
    CampaignMarket,
    Creator,
    SeriesVideo,
    Video,
    VideoCaption,
    VideoSeries,
)
from campaigns.tests.files import captions
from cms.errors import Refused
from cms.publishing import catalog
from cms.publishing.block import block
from cms.publishing.changes import record_change
from cms.publishing.compose import add_item, start_release
from cms.publishing.history import stored_history
from cms.publishing.models import Entry, ReleaseItem
from cms.publishing.propose import agree, propose_lift
from cms.publishing.submit import submit
from cms.publishing.undo import undo
from cms.translations.columns import column
from guides.models import Guide
from partners.models import Channel, Helpline
from tests.cast import Cast, approve_as_shown

START = datetime(2027, 1, 4, 3, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CODES = ("en", "vi", "id", "ar")
MARKETS = ("VN", "US")
NUMBERS = ("111", "222")
GUIDE, CAMPAIGN, LINE = "guide:tea", "campaign:tea", "helpline:tea"
CREATOR, VIDEO, SERIES = "creator:linh", "video:tea", "series:tea"
TITLES = {GUIDE: "title", CAMPAIGN: "title", VIDEO: "title", SERIES: "title", LINE: "name"}
KEYS = (CREATOR, *TITLES)

KEEP, DROP = ReleaseItem.Scheduled.KEEP, ReleaseItem.Scheduled.DROP

Span = timedelta | None
Dates = tuple[Span, Span]
ALWAYS: Dates = (None, None)


@dataclass
class Staff:
    """They do one thing after the other; the clock moves by them alone."""

    cast: Cast
    clock: Any
    now: datetime = START
    releases: int = 0

    def wait(self, until: datetime) -> None:
        self.now = until
        self.clock.move_to(until)

    def at(self, span: Span) -> datetime | None:
        return None if span is None else self.now + span

    def write(self, key: str, languages: Collection[str], dates: Dates) -> None:
        """New words in English and these languages, none in others; new dates where it has some."""
        said = {code: f"{key} {self.releases} {code}" for code in ("en", *languages)}
        if name := TITLES.get(key):
            MODELS[key].objects.update(**{column(name, code): said.get(code) for code in CODES})
        first, last = dates
        if key == CREATOR:
            over = self.at(last)
            Creator.objects.update(name=said["en"], consent_expires_on=over and over.date())
        if key == CAMPAIGN:
            for market, begins, ends in (("VN", first, last), ("US", last, None)):
                edges = {"starts": self.at(begins), "ends": self.at(ends)}
                local = {name: edge and edge.replace(tzinfo=None) for name, edge in edges.items()}
                CampaignMarket.objects.filter(country=market).update(**local)
        record_change(key, by=self.cast.editor)

    def release(self, key: str, read: Collection[str], window: Dates, **item: Any) -> None:
        self.releases += 1
        starts, ends = map(self.at, window)
        release = start_release(title=f"Release {self.releases}", by=self.cast.editor)
        add_item(release, key, by=self.cast.editor, starts_at=starts, ends_at=ends, **item)
        submit(release, by=self.cast.editor)
        approve_as_shown(release, by=self.cast.reviewer, languages=("en", *read))


class Step(Protocol):
    def __call__(self, staff: Staff) -> None: ...


@dataclass(frozen=True)
class Publish:
    key: str
    languages: tuple[str, ...]
    read: tuple[str, ...]
    window: Dates
    dates: Dates
    scheduled: str

    def __call__(self, staff: Staff) -> None:
        staff.write(self.key, self.languages, self.dates)
        staff.release(self.key, self.read, self.window, scheduled=self.scheduled)


@dataclass(frozen=True)
class TakeDown:
    key: str
    window: Dates

    def __call__(self, staff: Staff) -> None:
        staff.release(self.key, CODES, self.window, is_removal=True, scheduled=DROP)


@dataclass(frozen=True)
class Block:
    target: str
    is_edition: bool = False

    def __call__(self, staff: Staff) -> None:
        live = stored_history().live_item(self.target, staff.now) if self.is_edition else None
        target = (live and live.edition) or self.target
        block(target, by=staff.cast.reviewer, reason="Wrong.")


@dataclass(frozen=True)
class Lift:
    number: int

    def __call__(self, staff: Staff) -> None:
        for target in sorted(stored_history().blocked)[self.number :][:1]:
            asked = propose_lift(target, by=staff.cast.reviewer, reason="Right again.")
            agree(asked, by=staff.cast.reviewer2)


@dataclass(frozen=True)
class Undo:
    number: int

    def __call__(self, staff: Staff) -> None:
        for entry in Entry.objects.filter(action="release").order_by("-number")[self.number :][:1]:
            undo(entry, by=staff.cast.reviewer, reason="Too early.")


MODELS: dict[str, Any] = {
    GUIDE: Guide,
    CAMPAIGN: Campaign,
    LINE: Helpline,
    CREATOR: Creator,
    VIDEO: Video,
    SERIES: VideoSeries,
}
ANY = st.sampled_from(KEYS)
SPAN = st.none() | st.integers(-30, 60).map(lambda hours: hours * HOUR)
ORDERED = st.tuples(SPAN, SPAN).filter(lambda pair: None in pair or pair < pair[::-1])
WINDOW = st.sampled_from([ALWAYS, (DAY, None), (None, 2 * DAY), (5 * HOUR, 30 * HOUR)])
SOME = st.lists(st.sampled_from(CODES[1:]), unique=True).map(tuple)
KEPT = st.sampled_from([KEEP, DROP])
INSIDE = st.sampled_from([f"{LINE}#phone={number}" for number in NUMBERS])
STEP: st.SearchStrategy[Step] = st.one_of(
    *(st.builds(Publish, st.just(key), SOME, SOME, WINDOW, ORDERED, KEPT) for key in KEYS),
    st.builds(TakeDown, ANY, WINDOW),
    st.builds(Block, ANY, st.booleans()),
    st.builds(Block, INSIDE),
    st.builds(Lift, st.integers(0, 2)),
    st.builds(Undo, st.integers(0, 2)),
)
LATER = st.integers(1, 30).map(lambda hours: hours * HOUR)
HISTORY = st.lists(st.tuples(STEP, LATER), min_size=3, max_size=6)


def prepare(cast: Cast) -> None:
    """The objects, each of them live."""
    creator = Creator.objects.create(
        key="linh", name="Linh", consent_given_on=date(2026, 1, 1), consent_scope="Everything"
    )
    texts = {"title_en": "Tea", "summary_en": "With you."}
    Guide.objects.create(key="tea", slug="tea", **texts)
    campaign = Campaign.objects.create(key="tea", slug="tea", intro_en="<p>Sit down.</p>", **texts)
    for market in MARKETS:
        CampaignMarket.objects.create(campaign=campaign, country=market)
    video = Video.objects.create(
        key="tea", creator=creator, spoken="en", title_en="Tea", description_en="A short message.",
        link="https://www.youtube.com/watch?v=aqz-KE-bpKQ", seconds=34,
    )  # fmt: skip
    VideoCaption.objects.create(video=video, language="en", source=captions("Hello."))
    series = VideoSeries.objects.create(key="tea", slug="tea", **texts)
    SeriesVideo.objects.create(series=series, video=video)
    line = Helpline.objects.create(
        key="tea", name_en="Tea", grade="A", countries="VN", languages="vi",
        check_due=(START + 90 * DAY).date(),
    )  # fmt: skip
    for number in NUMBERS:
        Channel.objects.create(helpline=line, key=f"p{number}", kind="phone", dial=number)
    with time_machine.travel(START, tick=False) as clock:
        for key in KEYS:
            Publish(key, CODES[1:], CODES[1:], ALWAYS, ALWAYS, KEEP)(Staff(cast, clock))


@contextmanager
def played(history: list[tuple[Step, timedelta]], cast: Cast) -> Iterator[Iterator[Staff]]:
    """The staff after each step that was not refused. Nothing of it stays."""
    with (
        TemporaryDirectory() as folder,
        time_machine.travel(START, tick=False) as clock,
        transaction.atomic(),
    ):
        catalog.catalog.cache_clear()
        catalog.catalog().copy.folder = Path(folder)
        catalog.catalog().refresh()
        yield _steps(history, Staff(cast, clock))
        transaction.set_rollback(True)
        catalog.catalog.cache_clear()


def _steps(history: list[tuple[Step, timedelta]], staff: Staff) -> Iterator[Staff]:
    for step, gap in history:
        staff.wait(staff.now + gap)
        with suppress(Refused), transaction.atomic():
            step(staff)
        catalog.catalog().refresh()
        yield staff
