"""The office's database comes back as it was at a moment, by pgBackRest as
packaging/office/BACKUP.md says: the heads of that moment, the chain sound, what came later not
there; and it goes on."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from many_tills.database import Known, held
from many_tills.life import Life
from many_tills.till import Told
from office_tills import office_of

from pos_app.office.database.connections import connected
from pos_app.office.ingest.ingest import Ingest
from pos_app.office.tills.known_till import KnownTill
from pos_app.office.trial.cluster import Cluster, as_server, give_to_server
from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import EventRow
from pos_app.ports.office.protocol import Batch, Stored

STANZA = "office"
BATCH = 200  # events
OPENS_WITHIN = 60.0  # seconds: the log is replayed first
_CONFIG = """\
[global]
repo1-path={folder}/repo
repo1-retention-full=2
log-path={folder}/log
lock-path={folder}/lock
spool-path={folder}/spool
log-level-console=warn
log-level-file=off
start-fast=y

[office]
pg1-path={folder}/data
pg1-port={port}
pg1-socket-path={folder}
pg1-user=postgres
"""


@dataclass(frozen=True)
class Backrest:
    """pgBackRest under this configuration. Raises CalledProcessError."""

    config: Path

    def __call__(self, command: str, *options: str) -> None:
        subprocess.run(as_server([*self._fixed(), *options, command]), check=True, cwd="/")

    def for_archive(self) -> str:
        return " ".join([*self._fixed(), "archive-push", "%p"])

    def _fixed(self) -> list[str]:
        return ["pgbackrest", f"--config={self.config}", f"--stanza={STANZA}"]


async def check() -> bool:
    if shutil.which("pgbackrest") is None:
        print("  pgBackRest is not installed: apt-get install pgbackrest")
        return False
    with _archived() as (cluster, backrest):
        database, (known,) = office_of(cluster, 1)
        chain = Life(known.public, known.number)
        await _ship(database, known, chain)
        backrest("stanza-create")
        backrest("check")
        backrest("backup", "--type=full")
        _next_second(database)  # pgBackRest counts in seconds which backup is older than a moment
        await _ship(database, known, chain)
        moment, then = _now(database), Told(known.public, known.number, head=_head(chain))
        await _ship(database, known, chain)
        _end_log_file(database)
        cluster.stop()
        began = time.monotonic()
        backrest(
            "restore", "--delta", "--type=time", f"--target={moment}", "--target-action=promote"
        )
        cluster.start()
        _wait_until_open(database)
        took = time.monotonic() - began
        has = held(database, [then])
        print(
            f"  {len(chain.rows)} events when it was stopped; put back to {moment} in {took:.1f} s:"
            f" {has.stored} events, heads that differ from then {has.heads_differ}, wrong in the "
            f"chain by SQL {has.wrong}"
        )
        is_good = (has.stored, has.heads_differ, has.wrong) == (2 * BATCH, 0, 0)
        await _ship(database, known, chain, after=2 * BATCH)  # the till sends the rest again
        again = held(database, [Told(known.public, known.number, head=_head(chain))])
        print(
            f"  the till sent the rest again: {again.stored} events, heads that differ "
            f"{again.heads_differ}"
        )
        return is_good and again.heads_differ == 0


@contextmanager
def _archived() -> Iterator[tuple[Cluster, Backrest]]:
    """A cluster whose log goes to the repository as it is written."""
    with tempfile.TemporaryDirectory(prefix="office-pitr-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for part in ("data", "repo", "log", "lock", "spool"):
            (folder / part).mkdir()
            give_to_server(folder / part)
        give_to_server(folder)
        backrest = Backrest(folder / "pgbackrest.conf")
        settings = {
            "archive_mode": "on",
            "archive_command": backrest.for_archive(),
            "unix_socket_directories": str(folder),
        }
        cluster = Cluster(folder / "data", settings=settings)
        backrest.config.write_text(_CONFIG.format(folder=folder, port=cluster.port))
        cluster.make()
        try:
            cluster.start()
            yield cluster, backrest
        finally:
            cluster.stop()


async def _ship(database: str, known: Known, chain: Life, *, after: int | None = None) -> None:
    """Ships some more events, or those after a number, as one batch of the till's."""
    if after is None:
        after = len(chain.rows)
        chain.go_on(BATCH)
    rows = [EventRow(*row) for row in chain.rows[after:]]
    till = KnownTill(known.shop, known.number, known.public, "", 1)
    async with connected(database, writing=2) as pools:
        ingest = Ingest(pools.write, lambda _: None)
        async with ingest.running():
            answer = await ingest.take(till, Batch(0, Head(after, chain.hash_at(after)), rows))
    assert isinstance(answer, Stored), answer


def _head(chain: Life) -> tuple[int, str]:
    return len(chain.rows), chain.hash


def _now(database: str) -> str:
    with psycopg.connect(database) as connection:
        row = connection.execute(b"SELECT clock_timestamp()::text").fetchone()
    assert row is not None
    return str(row[0])


def _next_second(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(
            b"SELECT pg_sleep(extract(epoch FROM date_trunc('second', clock_timestamp())"
            b" + interval '1 second' - clock_timestamp()))"
        )


def _end_log_file(database: str) -> None:
    """Has the log's present file archived, as a busy server does by itself."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(b"SELECT pg_switch_wal()")


def _wait_until_open(database: str) -> None:
    """Waits until the log is replayed up to the moment, and the database takes writes."""
    ends = time.monotonic() + OPENS_WITHIN
    while time.monotonic() < ends:
        with psycopg.connect(database, autocommit=True) as connection:
            row = connection.execute(b"SELECT pg_is_in_recovery()").fetchone()
        if row == (False,):
            return
        time.sleep(0.1)
    raise TimeoutError("the database is still in recovery")
