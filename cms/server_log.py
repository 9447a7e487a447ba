"""The log of the server processes, without what visitors asked for."""

import logging
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger

from cms.logs import PrivateFormatter

LINKS = ("/preview/", "/accounts/")
"""Whoever has read such an address can open it, or set another password."""


class ServerLog(Logger):
    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        # The same function is added once, however often the settings are read again.
        self.error_log.addFilter(without_request)

    def atoms(self, *args: Any) -> dict[str, Any]:
        """The path of a request that failed may be anything somebody typed; some are keys."""
        atoms: dict[str, Any] = super().atoms(*args)
        is_secret = str(atoms["U"]).startswith(LINKS)
        return atoms | {"U": "-"} if is_secret or str(atoms["s"]) >= "400" else atoms


def without_request(record: logging.LogRecord) -> bool:
    """Gunicorn repeats the request, its query string included, in these two messages."""
    message = str(record.msg)
    if message.startswith("Invalid request from"):
        record.msg, record.args = "A request that is not HTTP was refused.", ()
    elif message.startswith("Error handling request"):
        record.msg, record.args = "A request failed outside the application.", ()
        if record.exc_info:
            record.exc_text = PrivateFormatter().formatException(record.exc_info)
    return True
