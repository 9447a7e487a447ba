"""A real server whose database is taken away, or hangs, and comes back."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.server import Gate, Server


class Outage:
    """Takes the database of a server away, and gives it back."""

    def __init__(self, server: Server, gate: Gate | None) -> None:
        self.server = server
        self.gate = gate
        self.file = server.data / "wellspring.sqlite3"

    def begin(self) -> None:
        if self.gate:
            self.gate.shut()
            return
        for file in self._files(self.file):
            file.rename(file.with_name(f"away-{file.name}"))

    def end(self) -> None:
        if self.gate:
            self.gate.open()
            return
        for file in self._files(self.file.with_name(f"away-{self.file.name}")):
            file.rename(file.with_name(file.name.removeprefix("away-")))

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """The database answers nothing, or nobody who writes, and does not say so."""
        if self.gate:
            with self.gate.frozen():
                yield
            return
        with closing(sqlite3.connect(self.file, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            yield

    def _files(self, file: Path) -> list[Path]:
        """The database with its write-ahead log, which belongs to it."""
        return [path for path in (file, *file.parent.glob(f"{file.name}-*")) if path.exists()]


@contextmanager
def outage_of(folder: Path, given: dict[str, Any]) -> Iterator[Outage]:
    """A server that serves until the end of the block, by a database like the one described."""
    with ExitStack() as until_the_end:
        gate = None
        if given["ENGINE"].endswith("sqlite3"):
            server = Server(folder, f"sqlite://{folder / 'wellspring.sqlite3'}")
        else:
            gate = Gate(given["HOST"], int(given["PORT"] or 5432))
            gate.open()
            until_the_end.callback(gate.shut)
            user = given["USER"] + (f":{given['PASSWORD']}" if given["PASSWORD"] else "")
            name = until_the_end.enter_context(_database(f"outage_{gate.port}", given))
            server = Server(folder, f"postgres://{user}@127.0.0.1:{gate.port}/{name}")
        server.prepare()
        until_the_end.enter_context(server.serving())
        yield Outage(server, gate)


@contextmanager
def _database(name: str, given: dict[str, Any]) -> Iterator[str]:
    """A database of this name until the end of the block."""
    with closing(
        psycopg.connect(
            host=given["HOST"],
            port=given["PORT"] or 5432,
            user=given["USER"],
            password=given["PASSWORD"],
            dbname="postgres",
            autocommit=True,
        )
    ) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield name
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
