# modeltranslation makes managers while Django starts, where the type checker can't follow.
# mypy: disable-error-code="django-manager-missing"

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.codes import language_code
from cms.library.longtext import LongTextField
from cms.publishing.models import KEY_PATTERN
from partners import dial, hours
from partners.codes import CodesField, split_codes, validate_languages
from partners.digits import plain_number
from partners.models.helplines import Helpline
from partners.validators import (
    validate_dated,
    validate_dial,
    validate_hours,
    validate_monthly,
    validate_weekly,
    validate_zone,
)
from partners.zones import the_zone_of, zones_of


class Channel(models.Model):
    """One way to reach a helpline: a number, a chat, an address."""

    TRANSLATED: ClassVar = ("note",)

    class Kind(models.TextChoices):
        PHONE = dial.ChannelKind.PHONE.value, _("phone")
        TEXT = dial.ChannelKind.TEXT.value, _("text message")
        WHATSAPP = dial.ChannelKind.WHATSAPP.value, _("WhatsApp")
        CHAT = dial.ChannelKind.CHAT.value, _("web chat")
        EMAIL = dial.ChannelKind.EMAIL.value, _("email")
        WEB = dial.ChannelKind.WEB.value, _("website")
        APP = dial.ChannelKind.APP.value, _("app")

    class HoursStatus(models.TextChoices):
        CONFIRMED = hours.HoursStatus.CONFIRMED.value, _("confirmed by the line")
        STATED = hours.HoursStatus.STATED.value, _("stated somewhere")
        UNKNOWN = hours.HoursStatus.UNKNOWN.value, _("unknown")

    helpline = models.ForeignKey(Helpline, on_delete=models.CASCADE, related_name="channels")
    key = models.CharField(
        _("key"),
        max_length=40,
        validators=[RegexValidator(KEY_PATTERN, _("Use small letters, digits and hyphens."))],
        help_text=_("Its name within the helpline, such as phone or text. It never changes."),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    dial = models.CharField(
        _("number or address"),
        max_length=200,
        help_text=_("Exactly as a person there dials it; an address starts with https://."),
    )
    keyword = models.CharField(
        _("keyword"), max_length=20, blank=True, help_text=_("The word to text, such as HOME.")
    )
    extension = models.CharField(
        _("extension"), max_length=8, blank=True, validators=[RegexValidator(r"^[0-9]*\Z")]
    )
    note = models.CharField(_("note"), max_length=160, blank=True)
    languages = CodesField(
        _("languages"),
        meant=language_code,
        max_length=200,
        blank=True,
        validators=[validate_languages],
        help_text=_("Only where they differ from the helpline's."),
    )
    hours_status = models.CharField(
        _("hours"), max_length=9, choices=HoursStatus.choices, default=HoursStatus.UNKNOWN
    )
    zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_zone],
        help_text=_("Left empty, it is the country's, where that has only one."),
    )
    weekly = models.CharField(
        _("each week"),
        max_length=200,
        blank=True,
        validators=[validate_weekly],
        help_text=_(
            "Such as Mon-Fri 09:00-21:00; Sat,Sun 10:00-18:00, or daily 08:30-05:30, or 24/7. "
            "Public holidays: PH closed, or PH(GB-SCT) 10:00-16:00 for those of a part."
        ),
    )
    monthly = models.CharField(
        _("each month, too"),
        max_length=200,
        blank=True,
        validators=[validate_monthly],
        help_text=_("Such as 10 08:00-32:00: from 08:00 on the tenth to 08:00 on the next day."),
    )
    dated = LongTextField(
        _("on single dates instead"),
        max_length=4_000,
        blank=True,
        validators=[validate_dated],
        help_text=_(
            "Such as 2026-12-31 09:00-12:00; 2026-12-24/2027-01-02 closed, or each year: "
            "Dec 24-26 closed."
        ),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="channel_key_once_in_a_helpline",
                fields=["helpline", "key"],
                violation_error_message=_("This helpline has a channel with that key already."),
            ),
            models.CheckConstraint(
                name="keyword_is_for_messages",
                condition=Q(keyword="") | Q(kind__in=["text", "whatsapp"]),
                violation_error_message=_("Only a text message or WhatsApp takes a keyword."),
            ),
            models.CheckConstraint(
                name="extension_is_for_calls",
                condition=Q(extension="") | Q(kind="phone"),
                violation_error_message=_("Only a phone call takes an extension."),
            ),
            models.CheckConstraint(
                name="hours_agree_with_their_status",
                condition=Q(hours_status="unknown", weekly="", monthly="", dated="")
                | (~Q(hours_status="unknown") & ~Q(weekly="", monthly="", dated="")),
                violation_error_message=_(
                    "Unknown hours stay empty; confirmed or stated ones have to be written."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.helpline}#{self.key}"

    def save(self, **options: Any) -> None:
        self.zone = self.zone or self._zone_of(split_codes(self.helpline.countries)) or "UTC"
        super().save(**options)

    def clean(self) -> None:
        helpline = self.helpline if hasattr(self, "helpline") else None
        self._fill_zone(split_codes(helpline.countries) if helpline else ())
        if self.kind in dial.DIALLED:
            self.dial = plain_number(self.dial)
        if self.kind in self.Kind.values:
            countries = split_codes(helpline.countries) if helpline else ()
            validate_dial(dial.ChannelKind(self.kind), self.dial, countries)
        if self.hours_status in self.HoursStatus.values and self._are_hours_readable():
            validate_hours(lambda: self.read_hours(helpline))

    def _fill_zone(self, countries: tuple[str, ...]) -> None:
        """Hours are of the clock that its callers go by; no clock is guessed for them."""
        self.zone = self.zone or self._zone_of(countries)
        matters = self.hours_status != self.HoursStatus.UNKNOWN and self.weekly.strip() != "24/7"
        if matters and not self.zone:
            several = _("Clocks differ where this line is: write one, such as %(zones)s.")
            none = _("Name the time zone of these hours, such as Asia/Ho_Chi_Minh, or UTC.")
            zones = ", ".join(zones_of(countries)[:4])
            raise ValidationError({"zone": several % {"zones": zones} if zones else none})

    def _zone_of(self, countries: tuple[str, ...]) -> str:
        return the_zone_of(countries, timezone.now().year)

    def _are_hours_readable(self) -> bool:
        """Whether only what they say together can be wrong: of each by itself its field tells."""
        try:
            hours.parse_weekly(self.weekly)
            hours.parse_monthly(self.monthly)
            hours.parse_dated(self.dated)
        except hours.HoursProblem:
            return False
        return True

    def read_hours(self, helpline: Helpline | None) -> hours.Hours:
        """Its hours as a value; `PH` means the public holidays of the helpline's one country."""
        countries = split_codes(helpline.countries) if helpline else ()
        return hours.parse_hours(
            self.hours_status,
            self.zone or "UTC",
            self.weekly,
            self.monthly,
            self.dated,
            countries[0] if len(countries) == 1 else "",
        )
