"""Which language a tag is of."""

# Filipino is Tagalog: both codes are written.
_SAME = {"tl": "fil"}


def tag_of(locale: str) -> str:
    """A BCP 47 tag as it is compared: en_GB -> en-gb, tl-PH -> fil-ph."""
    language, *rest = locale.replace("_", "-").casefold().split("-")
    return "-".join([_SAME.get(language, language), *rest])


def language_of(locale: str) -> str:
    """en for en-GB."""
    return tag_of(locale).partition("-")[0]
