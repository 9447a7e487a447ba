"""Tests that need something a machine may not have say so, and say how to get it."""

import os
from typing import NoReturn

import pytest


def absent(what: str, how: str) -> NoReturn:
    """Skips; where REQUIRE_<WHAT>=1 is set, as in the checks before a merge, fails."""
    sentence = f"{what} is not here: {how}"
    if os.environ.get(f"REQUIRE_{what.upper()}") == "1":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
