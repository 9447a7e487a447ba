import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from cms.levels import Level
from cms.library.documents import ImageDocument, Rendition
from cms.library.findings import (
    an_image_is_complete,
    pictures_are_described,
    plain_words,
    wording,
)
from cms.library.models import EditorialRule
from cms.library.tests.shipped import shipped_rules
from cms.publishing.bodies import Item
from cms.publishing.documents import Document, Reference, Text
from cms.publishing.findings import CheckContext, Finding, findings_for
from cms.publishing.log import History

PHOTO = Rendition(name=f"{'a' * 32}.webp", width=320, height=160, format="webp")


class Untitled(Document):
    """A document that does not say what it is about."""

    body: Text
    pictures: tuple[str, ...] = ()

    def references(self) -> Iterator[Reference]:
        yield from (Reference(key, is_part=False) for key in self.pictures)


class Page(Untitled):
    """One that does."""

    topics: tuple[str, ...] = ("suicide",)


@pytest.fixture
def rules(grave_topics: None) -> None:
    EditorialRule.objects.bulk_create(shipped_rules())


def page(text: str, language: str = "en", *topics: str) -> Page:
    return Page(body=Text({language: text}), topics=topics or ("suicide",))


def context(*, history: History | None = None, **documents: Document) -> CheckContext:
    keys = {key.replace("__", ":"): document for key, document in documents.items()}
    return CheckContext(keys, history or History())


def found(check: Any, document: Document, given: CheckContext | None = None) -> list[Finding]:
    return list(check("page:one", document, given or context()))


def codes(check: Any, document: Document, given: CheckContext | None = None) -> list[str]:
    return [finding.code for finding in found(check, document, given)]


@pytest.mark.usefixtures("rules")
class TestWording:
    def test_a_finding_says_where_it_is_and_what_is_better(self) -> None:
        (finding,) = found(wording, page("<p>He <em>committed</em> suicide.</p>"))

        assert finding.code == "EN-S1"
        assert finding.level is Level.BLOCKS
        assert (finding.field, finding.language) == ("body", "en")
        assert "“committed suicide”" in finding.message
        assert "died by suicide" in finding.message

    def test_the_same_words_twice_are_one_finding(self) -> None:
        (finding,) = found(wording, page("<p>committed suicide</p><p>Committed suicide</p>"))

        assert finding.message.startswith("“committed suicide”, “Committed suicide”:")

    def test_letters_written_in_pieces_are_found(self) -> None:
        decomposed = unicodedata.normalize("NFD", "tự tử thành công")
        assert codes(wording, page(decomposed, "vi")) == ["VI-S1"]

    def test_each_language_is_held_to_its_own_rules(self) -> None:
        assert codes(wording, page("committed suicide", "id")) == []

    def test_a_page_of_no_topic_is_held_to_the_general_rules_only(self) -> None:
        everyday = Page(body=Text({"en": "committed suicide, career suicide"}), topics=())

        assert codes(wording, everyday) == ["EN-S10"]

    def test_a_page_that_does_not_say_its_topics_is_held_to_all_and_may_give_a_reason(self) -> None:
        (finding,) = found(wording, Untitled(body=Text({"en": "He committed suicide."})))

        assert (finding.code, finding.level) == ("EN-S1", Level.NEEDS_REASON)

    @pytest.mark.parametrize(
        ("text", "language", "topic"),
        [
            ("10 ký tự", "vi", "eating_disorder"),
            ("3 cân nhắc", "vi", "eating_disorder"),
            ("Text size 12", "en", "eating_disorder"),
            ("a failed attempt to log in", "en", "suicide"),
            ("donate 20 pounds", "en", "eating_disorder"),
            ("no longer suffering in silence", "en", "suicide"),
            ("finally free to talk about it", "en", "suicide"),
            ("Bạn không yếu đuối", "vi", "suicide"),
        ],
    )
    def test_known_false_alarms_are_mended(self, text: str, language: str, topic: str) -> None:
        assert codes(wording, page(text, language, topic)) == []

    @pytest.mark.parametrize(
        ("text", "language", "topic"),
        [
            ("She took her own life after failing exams", "en", "suicide"),
            ("tự tử do áp lực", "vi", "suicide"),
            ("a 3-day fast", "en", "eating_disorder"),
        ],
    )
    def test_known_misses_are_mended(self, text: str, language: str, topic: str) -> None:
        assert len(codes(wording, page(text, language, topic))) == 1

    @pytest.mark.parametrize("topic", ["suicide", "self_harm", "eating_disorder"])
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("20 mg", "en"),
            ("38 kg", "en"),
            ("300 calo", "vi"),
            ("20 tablet", "id"),
            ("٣٨ كغ", "ar"),
        ],
    )
    def test_an_amount_blocks_once_under_the_topics_where_it_does_harm(
        self, topic: str, text: str, language: str
    ) -> None:
        stopping = [
            f for f in found(wording, page(text, language, topic)) if f.level is Level.BLOCKS
        ]

        assert len(stopping) == 1

    def test_an_amount_is_fine_in_a_recipe(self) -> None:
        assert codes(wording, page("2 kg of potatoes, 400 calories", "en", "wellbeing")) == []

    def test_a_language_without_rules_is_named(self) -> None:
        (finding,) = found(wording, page("نص", "ar"))

        assert (finding.code, finding.level, finding.language) == ("no_rules", Level.NOTE, "ar")

    def test_a_rule_that_is_switched_off_finds_nothing(self) -> None:
        EditorialRule.objects.filter(code="EN-S1").update(is_active=False)

        assert codes(wording, page("committed suicide")) == []

    def test_a_rule_broken_past_its_form_is_named_and_the_others_hold(self) -> None:
        EditorialRule.objects.filter(code="EN-S2").update(pattern="(")

        assert codes(wording, page("committed suicide")) == ["EN-S1", "rule_unreadable"]

    def test_rules_and_grave_topics_are_read_once(self, django_assert_num_queries: Any) -> None:
        given = context()
        with django_assert_num_queries(2):
            for _page in range(9):
                found(wording, page("<p>text</p>" * 50), given)


class TestPlainWords:
    LONG = " ".join(["word"] * 21) + "."

    def test_long_sentences_need_a_reason(self) -> None:
        (finding,) = found(plain_words, page(f"<p>{self.LONG}</p>"))

        assert (finding.code, finding.level) == ("long_sentences", Level.NEEDS_REASON)
        assert "21 words" in finding.message

    def test_one_long_sentence_among_short_ones_is_fine(self) -> None:
        assert codes(plain_words, page(f"<p>{self.LONG} Short. Short.</p>")) == []

    def test_syllables_are_not_counted_as_words(self) -> None:
        assert codes(plain_words, page(self.LONG, "vi")) == []

    def test_a_figure_without_year_and_source_needs_a_reason(self) -> None:
        (finding,) = found(plain_words, page("<p>45% of young people, 1 in 4 adults.</p>"))

        assert (finding.code, finding.level) == ("bare_figure", Level.NEEDS_REASON)
        assert "“45%”, “1 in 4”" in finding.message


def image(*languages: str, renditions: tuple[Rendition, ...] = (PHOTO,)) -> ImageDocument:
    alt = Text(dict.fromkeys(languages, "Two cups of tea"))
    return ImageDocument(key="cups", alt=alt, renditions=renditions)


def illustrated(*languages: str) -> Page:
    text = Text(dict.fromkeys(languages, "text"))
    return Page(body=text, pictures=("image:cups",))


class TestPictures:
    def test_an_image_without_file_or_words_blocks(self) -> None:
        assert codes(an_image_is_complete, image(renditions=())) == ["no_picture", "no_alt"]

    def test_a_complete_image_is_fine(self) -> None:
        assert codes(an_image_is_complete, image("en")) == []

    def test_a_picture_is_described_in_every_language_of_its_page(self) -> None:
        given = context(image__cups=image("en", "vi"))

        missing = found(pictures_are_described, illustrated("en", "id", "vi"), given)

        assert [(f.code, f.level, f.language) for f in missing] == [("no_alt", Level.BLOCKS, "id")]

    def test_a_picture_that_is_live_already_counts_with_its_approved_languages(self) -> None:
        live = Item(entry=1, key="image:cups", edition="e1", languages=("en",))
        given = context(history=History(items={"image:cups": (live,)}))

        missing = found(pictures_are_described, illustrated("en", "ar"), given)

        assert [f.language for f in missing] == ["ar"]

    def test_a_picture_in_no_language_at_all_blocks_in_each(self) -> None:
        given = context(image__cups=image())

        assert len(found(pictures_are_described, illustrated("en", "vi"), given)) == 2

    def test_a_picture_that_will_not_be_shown_needs_no_words(self) -> None:
        assert codes(pictures_are_described, illustrated("en")) == []


@pytest.mark.usefixtures("rules")
def test_the_checks_are_asked_for_every_document() -> None:
    bad = Page(body=Text({"en": "He committed suicide. 45% of people do."}))
    given = context(page__one=bad, image__cups=image())

    asked = {finding.code for finding in findings_for(given)}

    assert {"EN-S1", "bare_figure", "no_alt"} <= asked
