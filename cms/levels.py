"""How grave what a check noticed is: in content before it is published, and in files."""

from enum import StrEnum


class Level(StrEnum):
    """What a finding stops."""

    BLOCKS = "blocks"
    NEEDS_REASON = "needs_reason"
    NOTE = "note"
