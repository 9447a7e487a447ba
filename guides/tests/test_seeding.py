import shutil
from pathlib import Path

import pytest

from cms.errors import Refused
from cms.library.models import Image, Topic
from cms.publishing.models import Change
from cms.translations.columns import languages
from guides.documents import build_guide
from guides.models import Guide
from guides.seeding import seed
from partners.models import Partner
from tests.cast import Cast

pytestmark = pytest.mark.django_db

META = """
key = "being-there"
slug = "being-there"
topics = ["suicide"]
audience = "supporters"
partners = ["iasp"]
hero = "two-cups"
review_due = 2027-05-22
"""
TEXT = """# Being there ({language})

You can
help.

## Listen

Say *little*. <script>alert(1)</script>

### More

- one
- two

## Ask

[WHO](https://who.int)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    guide = tmp_path / "guides" / "being-there"
    guide.mkdir(parents=True)
    (guide / "meta.toml").write_text(META, encoding="utf-8")
    for language in languages():
        text = TEXT.format(language=language)
        (guide / f"{language}.md").write_text(text, encoding="utf-8")
    (tmp_path / "images.toml").write_text('[[image]]\nkey = "two-cups"\n', encoding="utf-8")
    Topic.objects.create(key="suicide")
    Partner.objects.create(key="iasp")
    return tmp_path


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_guide_is_made_in_all_languages(folder: Path, cast: Cast) -> None:
    Image.objects.create(key="two-cups")

    assert seed(folder, by=cast.editor) == ["guide:being-there"]

    document = build_guide(Guide.objects.get())
    assert document.title.root == {code: f"Being there ({code})" for code in languages()}
    assert document.summary.best("vi").value == "You can help."
    assert document.hero == "two-cups"
    assert (document.topics, document.partners) == (("suicide",), ("iasp",))
    assert [section.key for section in document.sections] == ["listen", "ask"]
    body = document.sections[0].body.best("ar").value
    assert body.startswith("<p>Say <em>little</em>.")
    assert "<h3>More</h3>\n<ul>\n<li>one</li>" in body
    assert "<script" not in body
    assert Change.objects.get().by == cast.editor


def test_seeding_twice_changes_nothing(folder: Path, cast: Cast) -> None:
    seed(folder, by=cast.editor)
    Guide.objects.update(slug="renamed")

    assert seed(folder, by=cast.editor) == []

    assert Guide.objects.get().slug == "renamed"


def test_a_picture_that_is_not_drawn_yet_is_left_out(folder: Path, cast: Cast) -> None:
    seed(folder, by=cast.editor)

    assert Guide.objects.get().hero is None


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("vi.md", "## Ask", "Ask", "being-there/vi.md has 1 sections and en.md has 2"),
        ("vi.md", "# Being", "Being", "vi.md, line 1: text before the title"),
        ("vi.md", "# Being", "## Being", "vi.md, line 1: it has to begin with"),
        ("vi.md", "## Ask", "# Ask", "vi.md, line 15: a second title"),
        ("vi.md", "help.", "help.\n\nTwo.", "vi.md, line 1: one paragraph has to follow"),
        ("meta.toml", '"supporters"', '"all"', "being-there/meta.toml: .*all"),
        ("meta.toml", '["suicide"]', '["sleep"]', "meta.toml: there is no topic “sleep”"),
        ("meta.toml", '["iasp"]', '["who"]', "meta.toml: there is no partner “who”"),
        ("meta.toml", '"two-cups"', '"tea"', "meta.toml: images.toml has no picture “tea”"),
        ("meta.toml", 'key = "being', 'key = "not', "meta.toml: the key has to be “being-there”"),
        ("meta.toml", "slug =", "slug", "meta.toml can't be read: .*line 3"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_nothing_is_made(
    folder: Path, cast: Cast, name: str, old: str, new: str, sentence: str
) -> None:
    replace(folder / "guides" / "being-there" / name, old, new)

    with pytest.raises(Refused, match=sentence):
        seed(folder, by=cast.editor)

    assert not Guide.objects.exists()


def test_a_missing_language_is_named(folder: Path, cast: Cast) -> None:
    (folder / "guides" / "being-there" / "id.md").unlink()

    with pytest.raises(Refused, match=r"guides/being-there/id\.md can't be read"):
        seed(folder, by=cast.editor)


def test_an_empty_file_is_named(folder: Path, cast: Cast) -> None:
    (folder / "guides" / "being-there" / "ar.md").write_text("")

    with pytest.raises(Refused, match=r"guides/being-there/ar\.md is empty"):
        seed(folder, by=cast.editor)


def test_a_folder_without_guides_is_refused(folder: Path, cast: Cast) -> None:
    shutil.rmtree(folder / "guides")

    with pytest.raises(Refused, match="no seed files"):
        seed(folder, by=cast.editor)
