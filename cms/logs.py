"""Log lines that cannot carry what a visitor typed."""

import logging
import traceback
from types import TracebackType

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class PrivateFormatter(logging.Formatter):
    """Tells where an exception was raised and of which kind, never what it says.

    The message of an exception often repeats the value it complains about.
    """

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - the name is logging's
        kind, _error, trace = ei
        if kind is None:
            return ""
        frames = traceback.StackSummary.extract(traceback.walk_tb(trace), lookup_lines=False)
        places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        return "\n".join([*places, f"{kind.__module__}.{kind.__qualname__}"])


class WithoutPath(logging.Filter):
    """The pattern of an address stands for its path, which may be anything somebody typed."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is None:
            return True
        if isinstance(record.args, tuple) and record.args:
            # Django's messages about a request end with its path.
            match = request.resolver_match
            record.args = (*record.args[:-1], match.route if match else "an unknown address")
        else:
            # These repeat an exception; the logger is named for its kind.
            record.msg = "A request was refused."
        return True
