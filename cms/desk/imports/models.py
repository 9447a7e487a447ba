"""A file that was read and compared: what it would change is kept here until it is applied."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.desk.imports.kinds import FileKind, choices, kind_named
from cms.publishing.models import Release


class FileImport(models.Model):
    """A file, staged; applied exactly as it was shown, or not."""

    class State(models.TextChoices):
        REFUSED = "refused", _("to be mended")
        STAGED = "staged", _("waiting to be applied")
        APPLIED = "applied", _("applied")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("discarded")

    kind_name = models.CharField(_("what"), max_length=40, choices=choices)
    name = models.CharField(_("file"), max_length=200)
    state = models.CharField(_("state"), max_length=9, choices=State.choices)
    is_replacing = models.BooleanField(
        _("replace"),
        default=False,
        help_text=_("Rows of the same lists that the file does not have are removed."),
    )
    counts = models.JSONField(default=dict)
    """Rows, and how many of them are added, changed, removed, unchanged and in conflict."""
    tokens = models.JSONField(default=dict)
    """For each place, a hash of what was there when the file was compared."""
    findings = models.JSONField(default=list)
    finding_counts = models.JSONField(default=dict)
    answers = models.JSONField(null=True)
    """Labelled queries whose answer changes; null where they were not tried."""
    takes_conflicts = models.BooleanField(default=False)
    """Whether the rows that were edited after the export were applied, too."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(_("read"), default=timezone.now)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    applied_at = models.DateTimeField(_("applied"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone"), null=True)
    release = models.ForeignKey(
        Release, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> FileKind:
        return kind_named(self.kind_name)

    @property
    def differs(self) -> bool:
        """Whether there is anything to apply."""
        return any(map(self.count, ("added", "changed", "removed", "conflict")))

    def count(self, status: str) -> int:
        return int(self.counts.get(status, 0))


class ImportBatch(models.Model):
    """Some hundred differences of one status in one place, compressed."""

    file_import = models.ForeignKey(FileImport, on_delete=models.CASCADE, related_name="batches")
    status = models.CharField(max_length=8)
    place = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    payload = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["file_import", "status", "place"], name="batch_by_status")
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.size} {self.status}"
