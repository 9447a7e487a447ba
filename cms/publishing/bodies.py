"""What the entries of the log say: a model for each action, which reads old ones as they are.

A body is stored as it was written, in JSON, and hashed as it is stored: nothing here changes that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


@dataclass(frozen=True, slots=True)
class Item:
    """An edition, or the absence of one, that an entry puts live within `[starts, ends)`."""

    key: str
    edition: str | None
    entry: int = 0
    starts: datetime | None = None
    ends: datetime | None = None
    expires: datetime | None = None
    languages: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    through: int = 0
    """The last change of the working copy that is in it."""
    unread: Mapping[str, int] = field(default_factory=dict)
    """For each language of which somebody has written words that nobody read: the last change
    that was read in it, 0 for none. What was live before is live on in it, if anything was."""
    unchanged_since: Mapping[str, datetime] = field(default_factory=dict)
    """For each language whose pages say what they said before: since when they do."""
    kept: bool = False
    """Whether it was scheduled before, and set on top of what this entry publishes."""
    at: datetime | None = field(default=None, compare=False)
    """When its entry was written; None before there is one. The reader of the log sets it."""

    def since(self, language: str = "") -> datetime | None:
        """Since when it says what it says, in a language; None before there is an entry."""
        if self.at is None:
            return None
        begun = max(self.at, self.starts) if self.starts else self.at
        return self.unchanged_since.get(language, begun)

    @property
    def is_open(self) -> bool:
        """Whether its window holds every instant."""
        return self.starts is None and self.ends is None

    def contains(self, now: datetime) -> bool:
        return (self.starts is None or self.starts <= now) and (
            self.ends is None or now < self.ends
        )

    def instants(self) -> Iterator[datetime]:
        """When the item comes, goes or expires."""
        yield from (instant for instant in (self.starts, self.ends, self.expires) if instant)

    def as_body(self) -> dict[str, Any]:
        """The item as its entry keeps it, in JSON."""
        instants = {"starts": self.starts, "ends": self.ends, "expires": self.expires}
        unchanged = {code: when.isoformat() for code, when in self.unchanged_since.items()}
        by_language = {"unread": dict(self.unread), "unchanged_since": unchanged}
        return {
            "key": self.key,
            "edition": self.edition,
            "languages": list(self.languages),
            "parts": list(self.parts),
            "through": self.through,
            **{name: instant and instant.isoformat() for name, instant in instants.items()},
            **{name: said for name, said in by_language.items() if said},
        }


class Body(BaseModel):
    """What every entry may say. More than a model names is let be: it is for people to read."""

    model_config = ConfigDict(frozen=True)

    keys: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    reason: str = ""


class ReleaseBody(Body):
    title: str = ""
    items: tuple[Item, ...]


class ConfirmBody(Body):
    entry: int


class UndoBody(Body):
    entry: int


class BlockBody(Body):
    target: str


class LiftBody(Body):
    target: str


class CheckBody(Body):
    keys: tuple[str, ...] = Field(min_length=1)
    how: str = ""
    checked_on: date
    due_on: date


class SwitchBody(Body):
    market: str
    is_on: bool


class EraseBody(Body):
    edition: str
