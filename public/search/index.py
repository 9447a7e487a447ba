"""The index of what is live: every entry in every language it is written in."""

from collections.abc import Iterable
from threading import Lock

from cms.publishing import catalog
from cms.publishing.snapshot import LiveContent
from public.search.entries import SearchEntry, entries
from public.search.text_index import TextIndex
from public.search.tokens import content_words, exact_tokens, folded_tokens

MOST_WORDS = 12


class Index:
    """What can be found in one state of the content. Its texts stand in an index that it shares
    with other states, so that after a publication only what changed is read again."""

    def __init__(self, texts: TextIndex, found: Iterable[SearchEntry]) -> None:
        self.texts = texts
        self._rows: dict[int, tuple[SearchEntry, str]] = {}
        for entry in found:
            for language, number in texts.numbers_of(entry).items():
                self._rows[number] = (entry, language)

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, query: str, language: str) -> list[SearchEntry]:
        """The best entries first; those written in the visitor's language before others.

        All words have to occur; where nothing has them all, any of them counts.
        """
        return self.with_all(query, language) or self.with_any(query, language)

    def with_all(self, query: str, language: str) -> list[SearchEntry]:
        """What has every word that says something; the last one may be only begun."""
        words = content_words(query, language)
        return _ranked(self._matching(_expression(words, " AND ", "*")), language)

    def with_any(self, query: str, language: str) -> list[SearchEntry]:
        """What has one of the words: a weak answer, which may be about something else."""
        words = content_words(query, language)
        return _ranked(self._matching(_expression(words, " OR ", "")), language)

    def _matching(self, expression: str) -> list[tuple[SearchEntry, str]]:
        numbers = self.texts.matching(expression) if expression else []
        return [self._rows[number] for number in numbers if number in self._rows]


_texts = TextIndex()
_lock = Lock()


def index(live: LiveContent) -> Index:
    """The index of this state of the content, made when it is first asked for."""
    return live.derived(_build)


def keep_ready() -> None:
    """Makes the index of what is live now, so that no search has to."""
    index(catalog.current())


def _build(live: LiveContent) -> Index:
    global _texts  # noqa: PLW0603 - one a process, now and then an empty one
    with _lock:
        built = Index(_texts, entries(live))
        if _texts.is_mostly_dead(len(built)):
            _texts = TextIndex()
            built = Index(_texts, entries(live))
        return built


def _ranked(found: list[tuple[SearchEntry, str]], language: str) -> list[SearchEntry]:
    ordered = sorted(found, key=lambda row: row[1] != language)
    unique = {(entry.kind, entry.key): entry for entry, _language in reversed(ordered)}
    return list(reversed(unique.values()))


def _expression(query: str, joined: str, end: str) -> str:
    """Each word with or without its marks. `end` is put behind the last: a star for one begun."""
    folded = folded_tokens(query)[:MOST_WORDS]
    exact = exact_tokens(query)[:MOST_WORDS]
    plain = _words(folded, "{title body}", joined, end)
    marked = _words(exact, "{exact_title exact_body}", joined, end) if exact != folded else ""
    return " OR ".join(filter(None, (marked, plain)))


def _words(tokens: list[str], columns: str, joined: str, end: str) -> str:
    """The words anywhere, and once more side by side: those weigh more.

    Tokens hold letters, digits and marks only, so none can end its quotes.
    """
    if not tokens:
        return ""
    quoted = [f'"{token}"' for token in dict.fromkeys(tokens)]
    quoted[-1] += end
    phrase = f'"{" ".join(tokens)}"'
    return f"{columns} : (({joined.join(quoted)}) OR {phrase})"
