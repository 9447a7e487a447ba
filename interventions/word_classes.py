"""Word classes: `{friend}` in a term stands for the words that staff keep for its language."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cms.library.longtext import LongTextField
from interventions.fields import sentence
from interventions.locales import LONGEST_LOCALE, tag_of
from interventions.matching import BadNotation, WordClasses
from interventions.matching import WordClass as Words
from interventions.matching.notation import ANY_LANGUAGE, class_names, expand_word, fallbacks

LONGEST_NAME, LONGEST_WORDS = 40, 20_000
NAME = RegexValidator(r"^[a-z][a-z0-9_]*\Z", _("Use small letters, digits and _, a letter first."))


def words_in(cell: str) -> tuple[str, ...]:
    """The words in a cell, as written."""
    return tuple(part for raw in cell.split(";") if (part := raw.strip()))


def check_words(value: str) -> None:
    """Words with semicolons between; each may use ( ) [ ] | but no other class."""
    if not words_in(value):
        raise ValidationError(_t("A word class needs at least one word."))
    for word in words_in(value):
        try:
            expand_word(word)
        except BadNotation as error:
            raise ValidationError(f"“{word[:60]}”: {sentence(error)}") from None


def check_class_tag(value: str) -> None:
    """A language tag as it is stored, or * for every language."""
    if value != ANY_LANGUAGE and tag_of(value) != value:
        raise ValidationError(_t("Write this language tag as “%(tag)s”.") % {"tag": tag_of(value)})


class WordClass(models.Model):
    """The words of one class in one language. Lists that name it are published with them."""

    name = models.CharField(
        _("name"),
        max_length=LONGEST_NAME,
        validators=[NAME],
        help_text=_("As terms name it: friend for {friend}."),
    )
    locale = models.CharField(
        _("locale"),
        max_length=LONGEST_LOCALE,
        validators=[check_class_tag],
        help_text=_("A language such as en, or * for every language."),
    )
    words = LongTextField(
        _("words"),
        max_length=LONGEST_WORDS,
        validators=[check_words],
        help_text=_("Separated by semicolons. (a|b) and [x] may be used, other classes may not."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        app_label = "interventions"
        ordering: ClassVar = ["locale", "name"]
        verbose_name = _("word class")
        verbose_name_plural = _("word classes")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_word_class_per_locale",
                fields=["name", "locale"],
                violation_error_message=_("This language has a word class of this name."),
            )
        ]

    def __str__(self) -> str:
        return f"{{{self.name}}} ({self.locale})"


def stored_classes() -> WordClasses:
    """Every class as staff have it now."""
    rows = WordClass._default_manager.values_list("name", "locale", "words")
    return WordClasses(Words(name, tag, words_in(words)) for name, tag, words in rows)


def named_in(texts: Iterable[str], locale: str, classes: WordClasses) -> dict[str, tuple[str, ...]]:
    """The classes that texts name and the language has, with all that each stands for."""
    names: set[str] = set()
    for text in texts:
        try:
            names |= class_names(text)
        except BadNotation:
            continue  # The finding about the row says so.
    found = ((name, classes.words(name, locale)) for name in sorted(names))
    return {name: words for name, words in found if words is not None}


def as_classes(words: Mapping[str, tuple[str, ...]], locale: str) -> WordClasses:
    """What a list was published with, for the matcher."""
    return WordClasses(Words(name, locale, some) for name, some in words.items())


def locales_served(tag: str, locales: Iterable[str]) -> list[str]:
    """Those of the locales whose rows a class of a language may stand in."""
    return [locale for locale in locales if tag.casefold() in fallbacks(locale)]
