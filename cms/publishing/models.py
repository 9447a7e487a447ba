"""Working copies, their editions, the releases that carry these, and the log that decides."""

from collections.abc import Collection
from copy import copy
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Max, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.publishing import kinds
from cms.publishing.canonical import digest_of
from cms.publishing.keys import ObjectKey
from cms.publishing.log import Action

KEY_PATTERN = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*\Z"


class WorkingCopy(models.Model):
    """What staff edit. Saving one never changes what the public sees."""

    key = models.CharField(
        _("key"),
        max_length=80,
        unique=True,
        validators=[RegexValidator(KEY_PATTERN, _("Use small letters, digits and hyphens."))],
        help_text=_("The name that never changes. Editions and term lists refer to it."),
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key

    @property
    def object_key(self) -> ObjectKey:
        return ObjectKey.of(kinds.kind_for(type(self)).name, self.key)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Who changed it stays on record; what it said does not."""
        Change.objects.filter(key=self.object_key).update(payload=None)
        return super().delete(*args, **options)

    def copied(self, key: str) -> Self:
        """A copy of this row under another key, not stored yet."""
        twin = copy(self)
        twin.pk, twin.key, twin.revision = None, key, 0
        return twin


class Edition(models.Model):
    """An immutable document of one object, known by the hash of its content."""

    digest = models.CharField(max_length=64, primary_key=True)
    key = models.CharField(max_length=120, db_index=True)
    schema = models.PositiveSmallIntegerField()
    payload = models.BinaryField(null=True, help_text=_("Compressed JSON; empty once erased."))
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    def __str__(self) -> str:
        return f"{self.key} {self.digest[:8]}"


class ChangeQuerySet(models.QuerySet["Change"]):
    def latest_of(self, keys: Collection[str]) -> "ChangeQuerySet":
        """The last change of each of the objects."""
        latest = Change.objects.filter(key__in=keys).values("key").annotate(last=Max("id"))
        return self.filter(id__in=latest.values("last"))


class Change(models.Model):
    """Who changed which working copy, when, and what it said afterwards. Append-only.

    That document is in the schema of its day.
    """

    key = models.CharField(max_length=120, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64)
    schema = models.PositiveSmallIntegerField(default=0)
    payload = models.BinaryField(null=True)
    fields = models.JSONField(default=list)
    languages = models.JSONField(
        null=True, help_text=_("Those in which its words changed; null where nobody knows.")
    )
    note = models.CharField(
        max_length=200, blank=True, default="", help_text=_("How, where it was not by its form.")
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "id"], name="change_by_key")]

    def __str__(self) -> str:
        return f"{self.key} by {self.by}"


class ReleaseQuerySet(models.QuerySet["Release"]):
    def in_review(self) -> "ReleaseQuerySet":
        return self.filter(state=Release.State.SUBMITTED)

    def on_their_way(self) -> "ReleaseQuerySet":
        """Neither published nor closed."""
        return self.filter(state__in=Release.ON_THEIR_WAY)

    def without(self, user: User) -> "ReleaseQuerySet":
        """Those that the person had no part in, and so may review."""
        return self.exclude(participants__user=user).exclude(created_by=user)

    def sent_back_to(self, user: User) -> "ReleaseQuerySet":
        return self.filter(state=Release.State.SENT_BACK, created_by=user)

    def unconfirmed(self) -> "ReleaseQuerySet":
        """Urgent releases that are not undone and that no second reviewer has confirmed yet."""
        undoings = Entry.objects.filter(action=Action.UNDO)
        undone = Cast(KeyTextTransform("entry", "body"), models.BigIntegerField())
        return self.filter(
            is_urgent=True, state=Release.State.PUBLISHED, confirmed_at__isnull=True
        ).exclude(entry__in=undoings.values_list(undone))


class Release(models.Model):
    """A titled set of items, submitted and reviewed as one."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("in review")
        SENT_BACK = "sent_back", _("sent back")
        PUBLISHED = "published", _("published")
        CLOSED = "closed", _("closed without publishing")

    EDITABLE = (State.DRAFT, State.SENT_BACK)
    ON_THEIR_WAY = (*EDITABLE, State.SUBMITTED)

    title = models.CharField(_("title"), max_length=120)
    reason = models.TextField(_("reason"), blank=True, help_text=_("Why this should go live."))
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    is_urgent = models.BooleanField(default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="releases"
    )
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        permissions: ClassVar = [
            ("submit_release", _("Can submit a release for review")),
            ("approve_release", _("Can approve or send back a release")),
            ("publish_urgent", _("Can publish a helpline urgently, and confirm it")),
            ("undo_release", _("Can undo a release")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    @property
    def is_on_its_way(self) -> bool:
        return self.state in self.ON_THEIR_WAY

    def has_part(self, user: User) -> bool:
        """Whether the person made it, wrote something in it, or reviewed it."""
        return self.created_by_id == user.pk or self.participants.filter(user=user).exists()

    @property
    def waits_in(self) -> list[str]:
        """The languages that were left to be read when the rest was approved."""
        return sorted({code for item in self.items.all() for code in item.waits_in})

    @property
    def fingerprint(self) -> str:
        """The hash of all that a reviewer approves: words, windows and editions as frozen."""
        items = [[item.as_body(), item.scheduled] for item in self.items.all()]
        return digest_of([self.title, self.reason, items])


class ReleaseItem(models.Model):
    """One object in a release: an edition to show, or its removal, within a window."""

    class Scheduled(models.TextChoices):
        ASK = "", _("not decided")
        KEEP = "keep", _("keep what is scheduled")
        DROP = "drop", _("drop what is scheduled")

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(_("object"), max_length=120)
    is_removal = models.BooleanField(_("take down"), default=False)
    starts_at = models.DateTimeField(_("from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    scheduled = models.CharField(
        _("what is scheduled later"),
        max_length=4,
        choices=Scheduled.choices,
        default=Scheduled.ASK,
        blank=True,
        help_text=_("What to do with an edition that an earlier release has scheduled."),
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, editable=False
    )
    is_fixed = models.BooleanField(default=False, editable=False)
    """Whether it came with its edition, an import's for example, and is not frozen anew."""
    base = models.CharField(max_length=64, blank=True, editable=False)
    """The edition that it takes the place of, when its window opens or now."""
    waits_in = models.JSONField(default=list, blank=True, editable=False)
    """The languages that nobody had read when the rest of it was approved."""
    through_change = models.PositiveBigIntegerField(default=0, editable=False)
    seen = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="item_window_in_order",
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(starts_at__lt=F("ends_at")),
                violation_error_message=_("The window must end after it starts."),
            ),
            models.CheckConstraint(
                name="removal_has_no_edition",
                condition=Q(is_removal=False) | Q(edition=None),
            ),
            models.UniqueConstraint(
                name="one_item_per_window",
                fields=["release", "key", "starts_at"],
                violation_error_message=_("This object is in the release already."),
            ),
            models.UniqueConstraint(
                name="one_item_from_now",
                fields=["release", "key"],
                condition=Q(starts_at=None),
                violation_error_message=_("This object is in the release already."),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def as_body(self) -> dict[str, Any]:
        """The item as the log keeps it, but for what approval adds."""
        return {
            "key": self.key,
            "edition": self.edition_id,
            "starts": self.starts_at and self.starts_at.isoformat(),
            "ends": self.ends_at and self.ends_at.isoformat(),
            "through": self.through_change,
        }


class ReleaseNote(models.Model):
    """One line of what authors and reviewers told each other about a release."""

    class Step(models.TextChoices):
        SUBMITTED = "submitted", _("submitted it")
        TAKEN_BACK = "taken_back", _("took it back")
        SENT_BACK = "sent_back", _("sent it back")
        CLOSED = "closed", _("closed it")
        SAID = "said", _("wrote")

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="notes")
    step = models.CharField(max_length=10, choices=Step.choices)
    text = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text=_("Null where it was not recorded."),
    )
    at = models.DateTimeField(default=timezone.now, null=True)
    read = models.JSONField(
        default=dict, help_text=_("Where it was sent back: the items as they were, by number.")
    )

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.release}: {self.step}"


class Participant(models.Model):
    """A person's one part in a release: whoever wrote or submitted it can't also review it."""

    class Part(models.TextChoices):
        AUTHOR = "author", _("author")
        REVIEWER = "reviewer", _("reviewer")
        CONFIRMER = "confirmer", _("confirmer")

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="participations"
    )
    part = models.CharField(max_length=9, choices=Part.choices)
    has_shaped = models.BooleanField(
        default=False, help_text=_("Whether they changed its words, items or windows.")
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_part_per_person",
                fields=["release", "user"],
                violation_error_message=_("Nobody reviews a release they had a part in."),
            ),
            models.UniqueConstraint(
                name="one_reviewer_per_release",
                fields=["release", "part"],
                condition=~Q(part="author"),
                violation_error_message=_("Somebody else has just done this."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.part}"


class Proposal(models.Model):
    """Something that takes two people and is not a release: a lift, a switch, an erasure."""

    class State(models.TextChoices):
        OPEN = "open", _("waiting for a second person")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    action = models.CharField(
        max_length=8,
        choices=[
            (Action.LIFT, _("lift")),
            (Action.SWITCH, _("switch")),
            (Action.ERASE, _("erase")),
        ],
    )
    target = models.CharField(max_length=330)
    is_on = models.BooleanField(null=True, help_text=_("For a switch: on or off."))
    reason = models.TextField(_("reason"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposals"
    )
    proposed_at = models.DateTimeField(default=timezone.now)
    seen = models.PositiveBigIntegerField(
        default=0, editable=False, help_text=_("The log's latest entry when it was proposed.")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="proposal_takes_two",
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")) | Q(state="refused"),
                violation_error_message=_("A second person has to agree to this."),
            )
        ]
        permissions: ClassVar = [
            ("block_helpline", _("Can block a helpline or one of its channels")),
            ("block_anything", _("Can block any object or edition")),
            ("lift_block", _("Can propose and agree to lift a block")),
            ("switch_market", _("Can propose and agree to switch interventions off or on")),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target}"


class Entry(models.Model):
    """One line of the log. The log alone decides what is live; nothing in it ever changes."""

    number = models.PositiveBigIntegerField(primary_key=True)
    action = models.CharField(max_length=8, choices=Action.choices())
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)
    release = models.OneToOneField(
        Release, on_delete=models.PROTECT, null=True, related_name="entry"
    )
    body = models.JSONField()
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        verbose_name_plural = _("entries")
        permissions: ClassVar = [
            ("record_check", _("Can record that a helpline's number was tried")),
            ("erase_edition", _("Can erase the content of an edition")),
            ("export_log", _("Can export the log")),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"


class GuardChange(models.Model):
    """That somebody changed or deleted what releases are checked against, such as a labelled query.

    `entry` is the release on whose review page it stood.
    """

    guard = models.CharField(max_length=60)
    kinds = models.JSONField(default=list, help_text=_("Whose releases it checks; none: all."))
    name = models.CharField(max_length=300)
    before = models.TextField()
    after = models.TextField(blank=True, help_text=_("Empty where it was deleted."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    at = models.DateTimeField(default=timezone.now)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.guard}: {self.name}"


class LogHead(models.Model):
    """The one row that every append locks, and that every worker polls."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="one_head", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"entry {self.number}"


class Heartbeat(models.Model):
    """What one worker of the public site has in memory, so that the desk can say what is live."""

    worker = models.CharField(max_length=120, primary_key=True)
    entry = models.PositiveBigIntegerField()
    hash = models.CharField(
        max_length=16, blank=True, default="", help_text=_("How the hash of the entry begins.")
    )
    at = models.DateTimeField()
    trouble = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.worker}: entry {self.entry}"
