"""One spelling of JSON, so that the same content always has the same hash."""

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """The value as JSON with sorted keys, no spaces and real letters, in UTF-8."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def digest_of(value: Any) -> str:
    """SHA-256 of the canonical spelling, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()
