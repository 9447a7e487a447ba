"""The shipped campaigns: seeded once, complete, and fit to be published as they are."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from campaigns import seeding
from campaigns.documents import CampaignDocument, CreatorDocument, VideoDocument
from campaigns.models import Campaign, Video
from cms.errors import Refused
from cms.library import pictures
from cms.library import seeding as library
from cms.library.pictures import Drawn, Picture
from cms.publishing.freeze import document_of
from cms.publishing.keys import ObjectKey
from cms.publishing.models import Change
from cms.translations.columns import languages
from guides import seeding as guides
from partners import seeding as partners
from tests.cast import Cast

SEEDS = Path(__file__).parents[2] / "seeds"

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def below(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[str]]:
    """What campaigns stand on; returns its keys. Pictures are not decoded, which takes long."""
    dot = Picture(1, 1, b"", (Drawn(1, 1, "webp", b""), Drawn(1, 1, "jpeg", b"")))
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patched,
        transaction.atomic(),
    ):
        patched.setattr(pictures, "take", lambda _data: dot)
        seeder = get_user_model()._default_manager.create_user("seeder")
        yield [key for app in (library, partners, guides) for key in app.seed(SEEDS, by=seeder)]
        transaction.set_rollback(True)


def test_everything_is_made_once_and_recorded(below: list[str], cast: Cast) -> None:
    made = seeding.seed(SEEDS, by=cast.editor)
    assert len(made) == len(set(made))
    assert {ObjectKey(key).kind for key in made} == {
        "notice", "creator", "video", "series", "campaign",
    }  # fmt: skip
    assert set(Change.objects.filter(key__in=made).values_list("key", flat=True)) == set(made)

    assert seeding.seed(SEEDS, by=cast.editor) == []


def test_the_shipped_content_is_complete_and_plainly_a_demonstration(
    below: list[str], cast: Cast
) -> None:
    documents = [document_of(key) for key in seeding.seed(SEEDS, by=cast.editor)]

    for document in documents:
        for path, text in document.texts():
            if text and not path.endswith(".words"):
                assert text.languages == set(languages()), (document.label(), path)
    for video in (d for d in documents if isinstance(d, VideoDocument)):
        assert video.clip
        assert 20 <= video.seconds <= 60
        assert {captions.language for captions in video.captions} == set(languages())
    for creator in (d for d in documents if isinstance(d, CreatorDocument)):
        assert "demo" in creator.name
        assert "demonstration" in creator.bio.root["en"].lower()
        assert creator.consent.given_on
        assert creator.consent.scope
        assert creator.consent.expires_on
    programme = document_of("campaign:in-app-programme")
    assert isinstance(programme, CampaignDocument)
    assert len({(market.starts, market.ends) for market in programme.markets}) > 2
    assert len({market.partners for market in programme.markets}) > 2


BAD_FILES = (
    ("videos.toml", ('"linh"', '"nobody"'), "there is no creator “nobody”"),
    ("videos.toml", ('spoken = "vi"', 'spoken = "xx"'), "“xx” is not a language"),
    ("campaigns.toml", ('country = "VN"', 'country = "XX"'), "not one of our markets"),
    ("campaigns.toml", ('kind = "series"', 'kind = "song"'), "song"),
    ("campaigns.toml", ("[[campaign]]", "[[campaign"), "campaigns.toml can't be read"),
    ("captions/linh-one-message.vi.vtt", ("WEBVTT", "SUBRIP"), "message.vi.vtt: Line 1"),
    ("captions/linh-one-message.vi.vtt", None, "message.vi.vtt can't be read"),
    ("media/linh-one-message.mp4", None, "media/linh-one-message.mp4 can't be read"),
    ("series.toml", None, "series.toml can't be read"),
)


def test_a_bad_or_missing_file_is_named_in_one_sentence_and_nothing_is_made(
    below: list[str], cast: Cast, tmp_path: Path
) -> None:
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS, folder)
    for name, change, sentence in BAD_FILES:
        path = folder / name
        whole = path.read_bytes()
        path.unlink()
        if change:
            path.write_text(whole.decode().replace(*change, 1), encoding="utf-8")

        with pytest.raises(Refused, match=sentence):
            seeding.seed(folder, by=cast.editor)

        assert not Campaign.objects.exists()
        assert not Video.objects.exists()
        path.write_bytes(whole)
