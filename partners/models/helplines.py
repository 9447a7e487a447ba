# modeltranslation makes managers while Django starts, where the type checker can't follow.
# mypy: disable-error-code="django-manager-missing"

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.library.longtext import LongTextField
from cms.publishing.models import WorkingCopy
from cms.translations.columns import text_of
from partners.models.partners import Partner
from partners.models.places import Placed


class Helpline(Placed, WorkingCopy):
    """A way to people who help, or a step on the way: an emergency number or a directory."""

    TRANSLATED: ClassVar = ("name", "what_to_expect", "if_no_answer", "cost", "usual_wait")

    class Kind(models.TextChoices):
        LINE = "line", _("helpline: a person to talk to")
        EMERGENCY = "emergency", _("emergency number")
        DIRECTORY = "directory", _("directory of helplines")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("everyone")
        UNDER_18 = "under_18", _("people under 18 and their carers")
        YOUNG_PEOPLE = "young_people", _("young people")

    class Grade(models.TextChoices):
        A = "A", _("A: the owner or an authority says so")
        B = "B", _("B: good sources agree")
        C = "C", _("C: uncertain, never public")

    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices, default=Kind.LINE)
    partner = models.ForeignKey(
        Partner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="helplines",
        verbose_name=_("partner"),
    )
    name = models.CharField(_("name"), max_length=120)
    what_to_expect = LongTextField(
        _("what to expect"),
        max_length=1_000,
        blank=True,
        help_text=_("What happens when somebody contacts it, in one or two short sentences."),
    )
    if_no_answer = LongTextField(
        _("if nobody answers"),
        max_length=1_000,
        blank=True,
        help_text=_("What to do then. May stay empty."),
    )
    cost = models.CharField(_("cost"), max_length=120, blank=True)
    usual_wait = models.CharField(
        _("usual wait"),
        max_length=200,
        blank=True,
        help_text=_("What is said of it. Only staff see this: tell callers what to do, above."),
    )
    topics = models.ManyToManyField(
        "library.Topic",
        blank=True,
        verbose_name=_("topics"),
        help_text=_("Only for a line that is for nothing else. None: it serves every crisis."),
    )
    audience = models.CharField(
        _("audience"), max_length=12, choices=Audience.choices, default=Audience.EVERYONE
    )
    min_age = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(
        _("rank"),
        default=50,
        help_text=_("Where all else is equal, the smallest stands first."),
    )
    is_priority = models.BooleanField(
        _("priority"),
        default=False,
        help_text=_("Two lines of a country with this mark are shown together or not at all."),
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Where the number was found, and when. Only staff see this."),
    )
    grade = models.CharField(_("grade"), max_length=1, choices=Grade.choices, default=Grade.C)
    check_due = models.DateField(
        _("first check due"),
        null=True,
        blank=True,
        help_text=_("Until somebody records a check, the number has to be tried by this day."),
    )
    check_note = LongTextField(
        _("notes for the check"),
        max_length=2_000,
        blank=True,
        help_text=_("What to ask or mind. Only staff see it."),
    )

    is_demonstration = models.BooleanField(
        _("demonstration"),
        default=False,
        help_text=_("Shipped as an example and not tried by anybody. Never live in production."),
    )

    class Meta:
        ordering: ClassVar = ["key"]
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="helpline_ages_in_order",
                condition=Q(min_age=None) | Q(max_age=None) | Q(min_age__lte=F("max_age")),
                violation_error_message=_("The youngest age must not exceed the oldest."),
            ),
            models.CheckConstraint(
                name="emergency_number_has_a_country",
                condition=~Q(kind="emergency") | ~Q(countries=""),
                violation_error_message=_("An emergency number needs its country."),
            ),
            models.CheckConstraint(
                name="only_lines_fall_due",
                condition=Q(kind="line", check_due__isnull=False)
                | (~Q(kind="line") & Q(check_due=None)),
                violation_error_message=_(
                    "A helpline needs the day of its first check; emergency numbers and "
                    "directories have none."
                ),
            ),
        ]

    def __str__(self) -> str:
        return text_of(self, "name").source or self.key
