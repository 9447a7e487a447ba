"""How much anybody may send, in bytes. Usable before Django is set up."""

LARGEST_PUBLIC = 64 * 1024
"""A search, a feedback, a match: some hundred bytes."""
LARGEST_STAFF = 224 * 1024 * 1024
"""A form with a clip of the largest size."""
