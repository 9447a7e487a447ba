"""Rows that show what may be in each kind of file."""

from cms.desk.imports.rows import Values

TERMS: tuple[Values, ...] = (
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
EXAMPLES: tuple[Values, ...] = (
    (
        *("nobody would miss me", "en", "suicide", "Must be answered, and so.", "support"),
        *("GB", "crisis|soft", "plain"),
    ),
    ("plug and play", "en-GB", "", "Must not match.", "", "", "", ""),
)
CLASSES: tuple[Values, ...] = (
    ("friend", "en", "friend; friends; best (friend|mate); bff", "Who somebody worries about."),
    ("knife", "*", "🔪; 🗡️", "* is every language."),
)
