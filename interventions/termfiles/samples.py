"""A file to begin with: the first line alone, or with rows that show what may be in it."""

from collections.abc import Iterator

from cms.tables.columns import BASE
from interventions.staged import FileImport
from interventions.termfiles.differences import Values
from interventions.termfiles.file_kinds import FileKind

TERMS_SAMPLE: tuple[Values, ...] = (
    (
        *("pull the plug on me", "en", "suicide", "phrase", "nofuzzy", "pull the plug on me song"),
        *("", "", "An invented term. The exception is a title and silences it.", "yes"),
    ),
    (
        *("nobody would miss me", "en", "suicide", "phrase", "", "~nobody would miss me at work"),
        *("support", "", "~ softens the answer instead of silencing it.", "yes"),
    ),
    (
        *("muốn biến mất", "vi", "distress", "phrase", "unmarked", "muốn biến mất nám"),
        *("", "guide:helping-someone", "unmarked: also typed without tone marks.", "yes"),
    ),
    (
        *("plug and play", "en", "", "allow", "", ""),
        *("", "", "An allow row has no topic: it never matches anything.", "yes"),
    ),
)
EXAMPLES_SAMPLE: tuple[Values, ...] = (
    (
        *("nobody would miss me", "en", "suicide", "Must be answered, and so.", "support"),
        *("GB", "crisis|soft", "plain"),
    ),
    ("plug and play", "en-GB", "", "Must not match.", "", "", "", ""),
)
CLASSES_SAMPLE: tuple[Values, ...] = (
    ("friend", "en", "friend; friends; best (friend|mate); bff", "Who somebody worries about."),
    ("knife", "*", "🔪; 🗡️", "* is every language."),
)
_SAMPLES = {
    FileImport.Sort.TERMS: TERMS_SAMPLE,
    FileImport.Sort.EXAMPLES: EXAMPLES_SAMPLE,
    FileImport.Sort.CLASSES: CLASSES_SAMPLE,
}


def empty_rows(sort: FileKind) -> Iterator[Values]:
    yield tuple(name for name in sort.columns.known if name != BASE)


def sample_rows(sort: FileKind) -> Iterator[Values]:
    yield from empty_rows(sort)
    yield from _SAMPLES[sort.name]
