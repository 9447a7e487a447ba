"""Terms as editors write them, and the words they are described with."""

from dataclasses import dataclass
from typing import NamedTuple

from interventions.matching.normalise import normalise

MATCHES = ("phrase", "exact", "allwords", "prefix", "allow")
OPTIONS = ("unmarked", "infix", "nofuzzy", "nojoin", "noobf", "localonly")
RESPONSES = ("crisis", "support", "soft", "recovery", "helper", "info", "notice", "none")
SOFT = "soft"
CRISIS = "crisis"


class Topic(NamedTuple):
    """The smallest priority wins; `response` answers its terms that name none themselves."""

    slug: str
    priority: int
    response: str


TOPICS = (
    Topic("suicide", 1, "crisis"),
    Topic("self_harm", 2, "support"),
    Topic("eating_disorder", 3, "support"),
    Topic("bereavement", 4, "support"),
    Topic("distress", 5, "support"),
    Topic("recovery", 6, "recovery"),
    Topic("wellbeing", 7, "info"),
    Topic("sensitive", 8, "notice"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a term list. An `allow` row without a topic speaks for every topic."""

    text: str
    locale: str
    topic: str
    match: str = "phrase"
    options: frozenset[str] = frozenset()
    exceptions: tuple[str, ...] = ()
    response: str = ""
    target: str = ""
    active: bool = True


def term_key(term: Term) -> tuple[str, str, str, str]:
    """What a term is known by: two spellings of one key are one term."""
    return (term.locale, term.topic, term.match, normalise(term.text))
