"""Reading the environment, loudly: a wrong value stops the start with one plain sentence."""

import os
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})


class EnvironmentProblem(SystemExit):
    """Ends the process with its sentence on stderr, and without a traceback."""


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise EnvironmentProblem(f"{name} is not set: give it a value in the environment.")
    return default


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise EnvironmentProblem(f"{name} is “{value}”: it must be 1 or 0.")


def whole_number(name: str, default: int, *, least: int = 0) -> int:
    value = text(name, str(default))
    try:
        number = int(value)
    except ValueError:
        number = least - 1
    if number < least:
        raise EnvironmentProblem(f"{name} is “{value}”: it must be a whole number from {least}.")
    return number


def words(name: str, default: str | None = None) -> list[str]:
    """A list written with commas; it may be empty only where the default is."""
    found = [word for word in (part.strip() for part in text(name, default).split(",")) if word]
    if not found and default != "":
        raise EnvironmentProblem(f"{name} is empty: write words with commas between them.")
    return found


def folder(name: str, default: Path) -> Path:
    path = Path(text(name, str(default))).expanduser()
    if not path.is_absolute():
        raise EnvironmentProblem(f"{name} is “{path}”: it must be an absolute path.")
    return path


def url(name: str, default: str, *, schemes: frozenset[str]) -> SplitResult:
    """The value is never repeated in the sentence, because it may hold a password."""
    wanted = " or ".join(f"{scheme}://" for scheme in sorted(schemes))
    try:
        parts = urlsplit(text(name, default))
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise EnvironmentProblem(f"{name} is not an address that can be read.") from None
    if parts.scheme not in schemes:
        raise EnvironmentProblem(f"{name} must start with {wanted}.")
    return parts


def secret_key(*, debug: bool, kept: Path | None = None) -> str:
    """Signs staff sessions and preview links, so outside debugging it must be given, and long.

    `kept` is the file where the demonstration keeps a key of its own.
    """
    if debug:
        return text("SECRET_KEY", "a key for debugging, known to everyone and good for nothing")
    key = text("SECRET_KEY", kept.read_text().strip() if kept and kept.is_file() else None)
    if len(key) < 50:
        raise EnvironmentProblem("SECRET_KEY is too short: it must have at least 50 characters.")
    return key
