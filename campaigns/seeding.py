"""The demonstration's creators, videos, series, notices and campaigns, from the files in seeds/.

What exists already is left alone, so that seeding twice changes nothing.
"""

from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.html import escape

from campaigns import clips
from campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignMarket,
    ContentNotice,
    Creator,
    SeriesVideo,
    Video,
    VideoCaption,
    VideoSeries,
)
from cms.library.models import Image
from cms.library.seedfiles import Record, new_records, toml_records
from cms.publishing.changes import record_change
from cms.publishing.models import WorkingCopy
from cms.translations.columns import column, languages
from guides.models import Guide
from partners.codes import as_set
from partners.models import Partner


@transaction.atomic
def seed(folder: Path, *, by: User) -> list[str]:
    """Makes the working copies that do not exist yet; returns their keys."""
    notices = new_records(ContentNotice, toml_records(folder, "notices.toml", "notice"))
    creators = new_records(Creator, toml_records(folder, "creators.toml", "creator"))
    videos = new_records(Video, toml_records(folder, "videos.toml", "video"))
    series = new_records(VideoSeries, toml_records(folder, "series.toml", "series"))
    campaigns = new_records(Campaign, toml_records(folder, "campaigns.toml", "campaign"))
    made: list[WorkingCopy] = [
        *(_seed_notice(record) for record in list(notices)),
        *(_seed_creator(record) for record in list(creators)),
        *(_seed_video(record, folder) for record in list(videos)),
        *(_seed_series(record) for record in list(series)),
        *(_seed_campaign(record) for record in list(campaigns)),
    ]
    for copy in made:
        record_change(copy.object_key, by=by)
    return [copy.object_key for copy in made]


def _seed_notice(record: Record) -> ContentNotice:
    notice = ContentNotice(key=record["key"], kind=record["kind"], **record.texts(ContentNotice))
    record.save(notice)
    return notice


def _seed_creator(record: Record) -> Creator:
    creator = Creator(
        key=record["key"],
        name=record["name"],
        handle=record["handle"],
        languages=" ".join(record.words("languages")),
        avatar=_picture(record, "avatar"),
        consent_given_on=record.cells.get("given_on"),
        consent_scope=record["scope"],
        consent_expires_on=record.cells.get("expires_on"),
        **record.texts(Creator),
    )
    record.save(creator)
    return creator


def _seed_video(record: Record, folder: Path) -> Video:
    video = Video(
        key=record["key"],
        creator=record.named(Creator, record["creator"]) if record["creator"] else None,
        partner=record.named(Partner, record["partner"]) if record["partner"] else None,
        notice=_notice(record),
        poster=_picture(record, "poster"),
        spoken=record["spoken"],
        permission_until=record.cells.get("permission_until"),
        **record.texts(Video),
    )
    record.save(video)
    video.topics.set(record.topics())
    _keep_clip(record, video, folder)
    for language in record.words("captions"):
        _seed_captions(record, video, language, folder)
    return video


def _keep_clip(record: Record, video: Video, folder: Path) -> None:
    path = folder / "media" / f"{video.key}.mp4"
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            clip = clips.inspect(file, size)
            file.seek(0)
            video.keep(iter(lambda: file.read(1024**2), b""), clip, size)
    except OSError:
        raise record.problem(f"the seed file media/{path.name} can't be read.") from None
    except clips.NoClip as problem:
        raise record.problem(f"media/{path.name}: {problem}") from None


def _seed_captions(record: Record, video: Video, language: str, folder: Path) -> None:
    path = folder / "captions" / f"{video.key}.{language}.vtt"
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise record.problem(f"the seed file captions/{path.name} can't be read.") from None
    captions = VideoCaption(video=video, language=language, source=source)
    Record(f"captions/{path.name}", record.cells).save(captions)


def _seed_series(record: Record) -> VideoSeries:
    series = VideoSeries(
        key=record["key"],
        slug=record["slug"],
        notice=_notice(record),
        poster=_picture(record, "poster"),
        **record.texts(VideoSeries),
    )
    record.save(series)
    series.topics.set(record.topics())
    for position, key in enumerate(record.words("videos")):
        record.save(SeriesVideo(series=series, video=record.named(Video, key), position=position))
    return series


def _seed_campaign(record: Record) -> Campaign:
    campaign = Campaign(
        key=record["key"],
        slug=record["slug"],
        hashtag=record["hashtag"],
        hero=_picture(record, "hero"),
        **record.texts(Campaign),
    )
    for name in (column("intro", language) for language in languages()):
        setattr(campaign, name, _paragraphs(getattr(campaign, name) or "") or None)
    record.save(campaign)
    campaign.topics.set(record.topics())
    campaign.partners.set([record.named(Partner, key) for key in record.words("partners")])
    for position, cells in enumerate(record.cells.get("item", [])):
        _seed_item(Record(f"{record.where}, item {position + 1}", cells), campaign, position)
    for cells in record.cells.get("market", []):
        _seed_market(Record(f"{record.where}, {cells.get('country')}", cells), campaign)
    return campaign


def _seed_item(record: Record, campaign: Campaign, position: int) -> None:
    kind, key = record["kind"], record["key"]
    partner = key if kind == CampaignItem.Kind.PARTNER else record["partner"]
    item = CampaignItem(
        campaign=campaign,
        position=position,
        kind=kind,
        series=record.named(VideoSeries, key) if kind == CampaignItem.Kind.SERIES else None,
        guide=record.named(Guide, key) if kind == CampaignItem.Kind.GUIDE else None,
        partner=record.named(Partner, partner) if partner else None,
        link=record["link"],
        markets=as_set(record.words("markets")),
        **record.texts(CampaignItem),
    )
    record.save(item)


def _seed_market(record: Record, campaign: Campaign) -> None:
    market = CampaignMarket(
        campaign=campaign,
        country=record["country"],
        **{name: record.cells.get(name) for name in ("starts", "ends")},
        **record.texts(CampaignMarket),
    )
    record.save(market)
    market.partners.set([record.named(Partner, key) for key in record.words("partners")])


def _picture(record: Record, name: str) -> Image | None:
    return record.named(Image, record[name]) if record[name] else None


def _notice(record: Record) -> ContentNotice | None:
    return record.named(ContentNotice, record["notice"]) if record["notice"] else None


def _paragraphs(text: str) -> str:
    """Plain text with empty lines between its paragraphs as rich text."""
    return "".join(f"<p>{escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())
