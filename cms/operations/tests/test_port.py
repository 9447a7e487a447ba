"""`make run` looks at its port before it does anything else."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from cms.operations import port
from tests.server import free_port


def ask(number: str) -> tuple[int, str]:
    done = subprocess.run(  # noqa: S603  It runs this very interpreter.
        [sys.executable, "-I", port.__file__, number], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr.strip()


def test_a_port_that_is_taken_is_said_in_a_sentence_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", free_port())) as taken:
        number = str(taken.getsockname()[1])
        code, said = ask(number)
    assert code == 1
    assert said.startswith(f"Port {number} is taken")
    assert "stop it, or take another port, as in `PORT=" in said
    assert len(said.splitlines()) == 1


def test_a_port_that_is_free_is_not_spoken_of() -> None:
    assert ask(str(free_port())) == (0, "")


@pytest.mark.parametrize("wrong", ["0", "65536", "many", "-1", ""])
def test_what_is_no_port_is_said_so(wrong: str) -> None:
    assert port.trouble(wrong) == (f"PORT is “{wrong}”: it must be a whole number from 1 to 65535.")


def test_make_run_asks_for_the_port_first() -> None:
    lines = (Path(port.__file__).parents[2] / "Makefile").read_text().splitlines()
    assert next(line for line in lines if line.startswith("run:")).split()[1] == "port-is-free"
