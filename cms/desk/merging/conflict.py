"""What two people did to the same thing, as the second of them is shown it and asked to choose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHOICE, GONE = "choice", "gone"
"""What a form sends beside its fields: what was chosen, and which removed part its row was."""


class Clash(Enum):
    """What the second person did, and the first: with the two ways out."""

    FIELD = (_("Keep mine, as it stands in the field"), _("Take theirs"))
    REMOVED_HERE = (_("Remove it all the same"), _("Keep it, as it is stored"))
    REMOVED_THERE = (_("Put it back, with my words"), _("Leave it out"))


class Chosen(Enum):
    MINE, THEIRS, NOTHING = "mine", "theirs", ""


@dataclass(frozen=True)
class Saved:
    """That somebody saved; `fields` are those that changed, None where that is not known."""

    by: User
    at: datetime
    fields: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A field, or a part, that both changed, each in their own way."""

    name: str
    """The input's name, or the prefix of the part."""
    label: str
    clash: Clash
    theirs: str
    """What is stored, in words."""
    version: str
    """That of what is stored. A choice is for this one only: of the next it is asked anew."""
    saved: Saved | None
    may_keep: bool = True
    gone: str = ""
    """By which name the part was known that is not stored any more."""

    @property
    def choice_name(self) -> str:
        return f"{self.name}-{CHOICE}"

    @property
    def choices(self) -> list[tuple[str, str | Promise]]:
        mine, theirs = self.clash.value
        kept = [(f"{Chosen.MINE.value}-{self.version}", mine)] if self.may_keep else []
        return [*kept, (f"{Chosen.THEIRS.value}-{self.version}", theirs)]


def chosen(values: Iterable[str], version: str) -> Chosen:
    """What was chosen of this version; a choice of another one counts for nothing."""
    made = {Chosen(each) for each in ("mine", "theirs") if f"{each}-{version}" in values}
    return made.pop() if len(made) == 1 else Chosen.NOTHING


def who_saved(history: Iterable[Saved], fields: Iterable[str]) -> Saved | None:
    """Who saved the fields last, as far as that is known."""
    latest_first, wanted = sorted(history, key=lambda saved: saved.at, reverse=True), set(fields)
    for saved in latest_first:
        if saved.fields is not None and saved.fields & wanted:
            return saved
    alone: set[Any] = {saved.by.pk for saved in latest_first}
    return latest_first[0] if len(alone) == 1 else None
