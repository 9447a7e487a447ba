"""Reading the environment, loudly: a wrong value stops the start with one plain sentence."""

import os
import re
import socket
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})
LAST_PORT = 65535
ORIGIN = re.compile(r"(https://[a-z0-9.-]+|http://(localhost|127\.0\.0\.1))(:[1-9][0-9]{0,4})?")


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


def whole_number(name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    value = text(name, str(default))
    try:
        number = int(value)
    except ValueError:
        number = least - 1
    if number < least or (most is not None and number > most):
        to = "" if most is None else f" to {most}"
        raise EnvironmentProblem(
            f"{name} is “{value}”: it must be a whole number from {least}{to}."
        )
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
    there = next(place for place in (path, *path.parents) if os.path.exists(place))  # noqa: PTH110
    if not there.is_dir():
        raise EnvironmentProblem(f"{name} is “{path}”: {there} is not a folder.")
    return path


def header(name: str) -> str:
    """The name of a header; '' where none is given."""
    value = text(name, "")
    if not re.fullmatch(r"[A-Za-z0-9-]*", value):
        raise EnvironmentProblem(
            f"{name} is “{value}”: it must be the name of a header, such as CF-IPCountry."
        )
    return value


def origins(name: str) -> frozenset[str]:
    """Origins as browsers send them, written with commas; none where nothing is given."""
    found = frozenset(words(name, ""))
    for origin in sorted(found):
        if not ORIGIN.fullmatch(origin):
            raise EnvironmentProblem(
                f"{name} is “{origin}”: it must be origins such as https://app.example, in small "
                "letters, without a path; http:// only for this machine."
            )
    return found


def listening(name: str, default: str) -> list[str]:
    """The addresses that the server listens on."""
    found = words(name, default)
    for address in found:
        if not (address.startswith(("unix:/", "fd://")) or _can_listen(address)):
            raise EnvironmentProblem(
                f"{name} is “{address}”: it must be a host of this machine and a port, such as "
                "127.0.0.1:8000, or unix: and a full path."
            )
    return found


def _can_listen(address: str) -> bool:
    host, colon, port = address.rpartition(":")
    if not (colon and port.isascii() and port.isdecimal() and 0 < int(port) <= LAST_PORT):
        return False
    try:
        socket.getaddrinfo(host.strip("[]") or None, port)
    except (OSError, UnicodeError):
        return False
    return True


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
