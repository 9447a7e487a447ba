"""Checks of content before it is published, registered by each app's `findings.py`.

One of the two registries of the project (the other is `kinds`). Findings are shown while editing,
at submission and at publication; their level says what they stop.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar, TypeVarTuple

from django.utils import timezone

from cms.levels import Level
from cms.publishing.canonical import digest_of
from cms.publishing.documents import Document
from cms.publishing.log import History
from cms.publishing.memo import Memo
from cms.publishing.projected import site_by
from cms.publishing.snapshot import LiveContent

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that a check noticed: what, how grave, and where."""

    code: str
    level: Level
    message: str
    key: str
    field: str = ""
    language: str = ""

    @property
    def fingerprint(self) -> str:
        """What a reviewer's reason is given for, whatever language they read the message in."""
        return digest_of([self.code, self.key, self.field, self.language])[:16]


@dataclass(frozen=True, eq=False)
class CheckContext:
    """What a check sees: the documents of a release, and the log as it would be with them.

    `history` already holds the release's items and `before` does not; `documents` maps object
    keys to the documents as they would be published; `touched` names these and what is taken down.
    """

    documents: Mapping[str, Document]
    history: History
    before: History = field(default_factory=History)
    touched: frozenset[str] = frozenset()
    memo: Memo = field(default_factory=Memo)

    def once(self, build: Callable[[*Ts], T], *arguments: *Ts) -> T:
        """`build(*arguments)`, called once for the release, such as reading the editorial rules."""
        return self.memo.value((build, arguments), lambda: build(*arguments))

    def site(self, now: datetime, *of: type[Document]) -> LiveContent:
        """The site with the release at an instant, as far as these kinds go; all without any."""
        return self.once(_site, self, now, of)

    def instants(self, keys: Iterable[str]) -> list[datetime]:
        """Now, and every later instant at which one of the objects comes or goes."""
        now, keys = timezone.now(), tuple(keys)
        changes = {*self.before.instants(keys), *self.history.instants(keys)}
        return [now, *sorted(i for i in changes if i > now)]

    def now_live(self, key: str) -> bool:
        """Whether the object would be live at this moment."""
        return self.history.live_item(key, timezone.now()) is not None


def _site(context: CheckContext, now: datetime, of: tuple[type[Document], ...]) -> LiveContent:
    return site_by(context.history, now, documents=context.documents, of=of)


Check = Callable[[str, Document, CheckContext], Iterable[Finding]]
"""A check of one object: its key, its document, and what it is to be published with."""

WholeCheck = Callable[[CheckContext], Iterable[Finding]]
"""A check of all of a release at once, such as of what it takes away."""

_checks: list[Check] = []
_whole_checks: list[WholeCheck] = []


def register(check: Check) -> Check:
    """Adds a check. Usable as a decorator."""
    if check not in _checks:
        _checks.append(check)
    return check


def register_whole(check: WholeCheck) -> WholeCheck:
    """Adds a check of whole releases. Usable as a decorator."""
    if check not in _whole_checks:
        _whole_checks.append(check)
    return check


def findings_for(context: CheckContext) -> list[Finding]:
    """Everything the registered checks notice, the gravest first."""
    found = [
        finding
        for key, document in context.documents.items()
        for check in _checks
        for finding in check(key, document, context)
    ]
    found += [finding for whole in _whole_checks for finding in whole(context)]
    return in_order(found)


def in_order(found: Iterable[Finding]) -> list[Finding]:
    order = list(Level)
    return sorted(found, key=lambda f: (order.index(f.level), f.key, f.code, f.field, f.language))
