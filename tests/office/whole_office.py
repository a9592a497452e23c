"""A whole office as shops run it: the real server in a process of its own, over a real database."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
    """`address` is the server's, `database` PostgreSQL's."""

    database: str
    address: str
    process: subprocess.Popen[bytes]

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database, autocommit=True) as connection:
            return connection.execute(query.encode(), values).fetchall()

    async def code(self, *, again: str = "") -> str:
        """A code for a till of the shop; with `again`, for a computer that becomes that till."""
        till = self.ask("SELECT till FROM till WHERE public = %s", again)[0][0] if again else None
        order = CodeOrder(1, "Domingos", till, may_restore=bool(again))
        async with connected(self.database, writing=1) as pools, pools.write.connection() as one:
            return (await make_code(one, order)).code

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def whole_office(database: str, log: Path, port: int = 0) -> Iterator[WholeOffice]:
    """Serves this database, with one shop in it, until the block is left."""
    asyncio.run(_first_shop(database))
    command = [sys.executable, "-P", "-m", "pos_app", "office", "serve"]
    options = ["--database", database, "--listen", f"127.0.0.1:{port}", "--name", "Boa Vista"]
    with log.open("ab") as errors:
        process = subprocess.Popen(
            [*command, *options],
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
    assert process.stdout
    try:
        line = process.stdout.readline().decode().strip()
        assert line.startswith("http://"), log.read_text()
        yield WholeOffice(database, line.replace("localhost", "127.0.0.1"), process)
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


async def _first_shop(database: str) -> None:
    async with connected(database, writing=1) as pools, pools.write.connection() as connection:
        await add_shop(connection, _SHOP, "Domingos")
