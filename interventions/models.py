"""From search terms to help: term lists, what is said for a topic, and labelled queries."""

from datetime import date
from secrets import token_hex
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.library.longtext import LongTextField
from cms.library.models import Response, Topic
from cms.publishing.models import WorkingCopy
from interventions.fields import (
    LONGEST_FOLDED,
    LONGEST_OPTIONS,
    LONGEST_TARGET,
    LONGEST_TERM,
    check_country,
    check_exceptions,
    check_options,
    check_responses,
    check_target,
    check_text,
)
from interventions.locales import LONGEST_LOCALE, check_tag, locale_name
from interventions.matching.normalise import normalise
from interventions.word_classes import WordClass
from partners.codes import MarketsField, split_codes

__all__ = [
    "Example",
    "Intervention",
    "InterventionOffer",
    "Term",
    "TermList",
    "TermQuerySet",
    "WordClass",
    "phrases",
]


class Intervention(WorkingCopy):
    """What a visitor is told for a topic and a response, before any helpline."""

    TRANSLATED: ClassVar = ("heading", "message", "message_for_a_friend")

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="interventions")
    response = models.CharField(_("response"), max_length=8, choices=Response.choices)
    heading = models.CharField(
        _("heading"), max_length=80, help_text=_("One calm line, as one would say it to a friend.")
    )
    message = LongTextField(_("message"), max_length=400, help_text=_("Two or three lines."))
    message_for_a_friend = LongTextField(
        _("message for a friend"),
        max_length=300,
        blank=True,
        help_text=_("Ready to copy and send to somebody one trusts."),
    )
    notice = models.ForeignKey(
        "campaigns.ContentNotice",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Covers results that may distress. Recovery content is never covered."),
    )
    markets = MarketsField(_("markets"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_intervention_per_answer",
                fields=["topic", "response", "markets"],
                violation_error_message=_("This topic has an intervention for this response."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic_id and self.topic.key}: {self.get_response_display()}"

    def clean(self) -> None:
        """One answer for a market: what is said there must not depend on chance."""
        same = type(self)._default_manager.filter(topic=self.topic_id, response=self.response)
        mine = set(split_codes(self.markets))
        for other in same.exclude(pk=self.pk):
            if shared := mine.intersection(split_codes(other.markets)):
                raise ValidationError(
                    {
                        "markets": _(
                            "“%(key)s” says what this topic and response get in %(markets)s. "
                            "Name each market in one of the two only."
                        )
                        % {"key": other.key, "markets": " ".join(sorted(shared))}
                    }
                )


class InterventionOffer(models.Model):
    """A guide or a series that is offered beside the help lines, in its place."""

    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="offers")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    guide = models.ForeignKey(
        "guides.Guide",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("guide"),
    )
    series = models.ForeignKey(
        "campaigns.VideoSeries",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("video series"),
        help_text=_("Offered; plays only if chosen."),
    )

    class Meta:
        ordering: ClassVar = ["position", "id"]
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="offer_is_a_guide_or_a_series",
                condition=Q(guide=None, series__isnull=False) | Q(guide__isnull=False, series=None),
                violation_error_message=_("Choose a guide or a series, and only one of them."),
            ),
            models.UniqueConstraint(
                name="one_offer_of_a_guide",
                fields=["intervention", "guide"],
                violation_error_message=_("This guide is offered already."),
            ),
            models.UniqueConstraint(
                name="one_offer_of_a_series",
                fields=["intervention", "series"],
                violation_error_message=_("This series is offered already."),
            ),
        ]

    def __str__(self) -> str:
        return self.object_key

    @property
    def object_key(self) -> str:
        """The key of what is offered."""
        offered = self.guide or self.series
        return offered.object_key if offered else ""


SEES_RESTRICTED = "see_restricted"


def new_seal_key() -> str:
    """With what the phrases of a list are hashed, should it ever be restricted."""
    return token_hex(16)


def may_see_restricted(user: Any) -> bool:
    return bool(user.has_perm(f"interventions.{SEES_RESTRICTED}"))


class TermList(WorkingCopy):
    """The terms of one topic in one locale; a general list holds a locale's `allow` rows."""

    topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="term_lists",
        help_text=_("Empty for the general list of a locale, which holds its allow rows."),
    )
    locale = models.CharField(
        _("locale"),
        max_length=LONGEST_LOCALE,
        validators=[check_tag],
        help_text=_("Any language by its tag, such as vi, pt-BR or zh-Hant."),
    )
    is_restricted = models.BooleanField(
        _("restricted"),
        default=False,
        help_text=_(
            "For terms that name means. Only people with the permission see them; what is "
            "published, reviewed and sent to search services are hashes."
        ),
    )
    seal_key = models.CharField(max_length=32, default=new_seal_key, editable=False)

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_list_per_topic_and_locale",
                fields=["topic", "locale", "is_restricted"],
                violation_error_message=_("There is a list for this topic and locale already."),
            ),
            models.UniqueConstraint(
                name="one_general_list_per_locale",
                fields=["locale"],
                condition=Q(topic=None),
                violation_error_message=_("There is a general list for this locale already."),
            ),
        ]
        permissions: ClassVar = [(SEES_RESTRICTED, "Can see restricted term lists")]

    def __str__(self) -> str:
        topic = str(self.topic) if self.topic else _("general")
        name = f"{topic} ({locale_name(self.locale)})"
        return _("%(name)s, restricted") % {"name": name} if self.is_restricted else name

    def clean(self) -> None:
        if self.is_restricted and self.topic_id is None:
            raise ValidationError({"is_restricted": _("A general list can't be restricted.")})

    @staticmethod
    def key_for(topic: str, locale: str) -> str:
        """What the list of a topic, '' for the general one, and a locale is called."""
        return f"{topic or 'general'}-{locale}".replace("_", "-")


class TermQuerySet(models.QuerySet["Term"]):
    def active(self) -> "TermQuerySet":
        return self.filter(is_active=True)

    def due_for_review(self, today: date) -> "TermQuerySet":
        return self.active().filter(review_on__lte=today)

    def open(self) -> "TermQuerySet":
        """Those of no restricted list."""
        return self.filter(term_list__is_restricted=False)

    def matching(self, text: str) -> "TermQuerySet":
        """Terms that hold the text in its normalised form, however it was typed."""
        return self.filter(folded__contains=normalise(text))


class Term(models.Model):
    """One phrase that people type. It is known by its list, match type and folded text."""

    class Match(models.TextChoices):
        PHRASE = "phrase", _("phrase")
        EXACT = "exact", _("the whole query")
        ALL_WORDS = "allwords", _("all words, in any order")
        PREFIX = "prefix", _("beginning of a word")
        ALLOW = "allow", _("allow: never a match")

    term_list = models.ForeignKey(TermList, on_delete=models.CASCADE, related_name="terms")
    text = models.CharField(
        _("term"),
        max_length=LONGEST_TERM,
        help_text=_(
            "A phrase as people type it, or a family of them: (a|b) stands for one of these, [x] "
            "may be left out, {name} is a word class."
        ),
    )
    folded = models.CharField(max_length=LONGEST_FOLDED, editable=False)
    match = models.CharField(_("match"), max_length=8, choices=Match.choices, default=Match.PHRASE)
    options = models.CharField(
        _("options"),
        max_length=LONGEST_OPTIONS,
        blank=True,
        validators=[check_options],
        help_text=_("Words from: unmarked infix nofuzzy nojoin noobf localonly."),
    )
    exceptions = LongTextField(
        _("exceptions"),
        blank=True,
        max_length=4000,
        validators=[check_exceptions],
        help_text=_("Separated by semicolons. `~phrase` softens the answer instead of silencing."),
    )
    response = models.CharField(
        _("response"),
        max_length=8,
        choices=Response.choices,
        blank=True,
        help_text=_("Empty: the topic's own."),
    )
    target = models.CharField(
        _("target"),
        max_length=LONGEST_TARGET,
        blank=True,
        validators=[check_target],
        help_text=_("What to offer first, by its key, such as series:october-voices."),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    review_on = models.DateField(
        _("review on"),
        null=True,
        blank=True,
        help_text=_("From this day on, the desk's first page asks to look at it again."),
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["folded", "match"]
        indexes: ClassVar = [
            models.Index(fields=["folded", "match"], name="term_by_text"),
            # Few of very many terms have a day: the desk's first page asks for these alone.
            models.Index(
                fields=["review_on"], name="term_by_review", condition=Q(review_on__isnull=False)
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_term_per_folded_text",
                fields=["term_list", "match", "folded"],
                violation_error_message=_(
                    "This list has the same term, perhaps spelt differently."
                ),
            ),
            models.CheckConstraint(
                name="term_has_text",
                condition=~Q(folded=""),
                violation_error_message=_("A term needs at least one letter or digit."),
            ),
        ]

    def __str__(self) -> str:
        """A restricted term is named nowhere: not in histories, nor in messages."""
        return _("restricted term %(pk)s") % {"pk": self.pk} if self.is_hidden else self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = normalise(self.text)
        super().save(*args, **kwargs)

    @property
    def is_hidden(self) -> bool:
        return bool(self.term_list_id) and self.term_list.is_restricted

    def clean(self) -> None:
        try:
            self.folded = check_text(self.text)
        except ValidationError as error:
            raise ValidationError({"text": error.messages}) from None
        if not self.term_list_id:
            return
        if (self.match == self.Match.ALLOW) != (self.term_list.topic_id is None):
            raise ValidationError({"match": _("Allow rows, and only they, are in general lists.")})


def phrases(exceptions: str) -> tuple[str, ...]:
    """The phrases in a cell of exceptions."""
    return tuple(part for raw in exceptions.split(";") if (part := raw.strip()))


GUARDED = ("intervention", "termlist", "topic")
"""The kinds whose releases labelled queries check."""


class Example(models.Model):
    """A labelled query: what it must answer. A release whose terms answer it wrongly is blocked."""

    query = models.CharField(_("query"), max_length=300)
    locale = models.CharField(
        _("locale"),
        max_length=LONGEST_LOCALE,
        blank=True,
        validators=[check_tag],
        help_text=_("The language of the menus, with or without a region, or none."),
    )
    country = models.CharField(_("country"), max_length=2, blank=True, validators=[check_country])
    expected_topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Empty: this query must not match."),
    )
    expected_response = models.CharField(
        max_length=8,
        choices=Response.choices,
        blank=True,
        help_text=_("Without a topic: only the response is compared, whatever the topic."),
    )
    also_ok = models.CharField(
        _("also right"),
        max_length=60,
        blank=True,
        validators=[check_responses],
        help_text=_("Other responses that fit as well, with | between them."),
    )
    kind = models.CharField(
        _("kind"), max_length=30, blank=True, help_text=_("How it is typed: plain, typo, slang …")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["locale", "query"]
        verbose_name = _("labelled query")
        verbose_name_plural = _("labelled queries")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_label_per_query",
                fields=["query", "locale"],
                violation_error_message=_("This query is labelled for this locale already."),
            )
        ]

    def __str__(self) -> str:
        return self.query
