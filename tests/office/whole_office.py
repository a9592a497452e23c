"""A whole office as shops run it: the real server in a process of its own, over a real database."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from pos_app.office.database.connections import connected
from pos_app.office.tills.codes import CodeOrder, make_code
from pos_app.office.tills.shops import NewShop, add_shop

_SHOP = NewShop("Boa Vista", "Mercearia", "Africa/Luanda", "AO")


@dataclass
class WholeOffice:
    """`address` is the server's, `database` PostgreSQL's; `log` takes what the server complains
    of."""

    database: str
    log: Path
    address: str = ""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts the server; at the port that it had before, where it had one."""
        port = self.address.rpartition(":")[2] or "0"
        command = [sys.executable, "-P", "-m", "pos_app", "office", "serve"]
        with self.log.open("ab") as errors:
            self.process = subprocess.Popen(
                [*command, "--database", self.database, "--listen", f"127.0.0.1:{port}"],
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        assert self.process.stdout
        with self.process.stdout as out:
            line = out.readline().decode().strip()
        assert line.startswith("http://"), self.log.read_text()
        self.address = line.replace("localhost", "127.0.0.1")

    def kill(self) -> None:
        """As a sudden end does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait()
            self.process = None

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database, autocommit=True) as connection:
            return connection.execute(query.encode(), values).fetchall()

    def has_all(self, *journals: Path) -> bool:
        """Returns whether every event of these journals is there."""
        wanted = set[str]()
        for journal in journals:
            with closing(sqlite3.connect(journal)) as db:
                wanted |= {row[0] for row in db.execute("SELECT hash FROM events")}
        return wanted <= {row[0] for row in self.ask("SELECT encode(hash, 'hex') FROM event")}

    async def code(self, *, again: str = "") -> str:
        """A code for a till of the shop; with `again`, for a computer that becomes that till."""
        till = self.ask("SELECT till FROM till WHERE public = %s", again)[0][0] if again else None
        order = CodeOrder(1, "Domingos", till, may_restore=bool(again))
        async with connected(self.database, writing=1) as pools, pools.write.connection() as one:
            return (await make_code(one, order)).code


@contextmanager
def whole_office(database: str, log: Path) -> Iterator[WholeOffice]:
    """Serves this database, with one shop in it, until the block is left."""
    asyncio.run(_first_shop(database))
    office = WholeOffice(database, log)
    try:
        office.start()
        yield office
    finally:
        office.stop()


async def _first_shop(database: str) -> None:
    async with connected(database, writing=1) as pools, pools.write.connection() as connection:
        await add_shop(connection, _SHOP, "Domingos")
