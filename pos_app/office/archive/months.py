"""Takes a month of events out of the database: into a file that was read back and verified first.

The oldest month goes first, and only one that is over and folded to its last event. The heads stay,
so that what is left is verified from there, and the file from the month before it.
"""

import gzip
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from psycopg import sql

from pos_app.domain.errors import PosError
from pos_app.office.archive.month_file import Key, Place, follow, sha256_of
from pos_app.office.database.connections import Connection
from pos_app.office.database.partitions import detach, keep_heads, part_of

_LOCK_TIMEOUT = b"SET LOCAL lock_timeout = '2s'"
_PARTS = b"""
    SELECT c.relname, c.reltuples::bigint, pg_total_relation_size(c.oid)
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'event'::regclass AND c.relname ~ '^event_[0-9]{4}_[0-9]{2}$'
    ORDER BY c.relname
"""
_ARCHIVED = b"SELECT month, file, events FROM archived_month ORDER BY month"
# Nothing is written into this month any more; into the others it is.
_NO_MORE = sql.SQL("LOCK TABLE {part} IN SHARE MODE")
_COUNT = sql.SQL("SELECT count(*) FROM {part}")
_NOT_FOLDED = sql.SQL("""
    SELECT count(*) FROM (
        SELECT shop, till, branch, max(seq) AS seq FROM {part} GROUP BY shop, till, branch
    ) e LEFT JOIN fold f USING (shop, till, branch)
    WHERE f.folded_seq IS NULL OR f.folded_seq < e.seq
""")
_COPY = sql.SQL("""
    COPY (
        SELECT shop, till, branch, seq, sale,
            to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US+00:00') AS at, kind, data,
            encode(hash, 'hex') AS hash
        FROM {part} ORDER BY shop, till, branch, seq
    ) TO STDOUT WITH (FORMAT csv, HEADER)
""")
_HEADS = b"""
    SELECT b.shop, b.till, b.branch, coalesce(a.head_seq, b.from_seq),
        encode(coalesce(a.head_hash, b.from_hash), 'hex')
    FROM branch b LEFT JOIN LATERAL (
        SELECT head_seq, head_hash FROM archived a
        WHERE (a.shop, a.till, a.branch) = (b.shop, b.till, b.branch) AND a.month < %s
        ORDER BY month DESC LIMIT 1
    ) a ON true
"""
_KEPT = b"""
    SELECT shop, till, branch, head_seq, encode(head_hash, 'hex') FROM archived WHERE month = %s
"""
_PUBLICS = b"SELECT till, public FROM till"
_KEEP = b"INSERT INTO archived_month (month, file, sha256, events) VALUES (%s, %s, %s, %s)"
_FILES = b"SELECT month, file, sha256 FROM archived_month ORDER BY month"


class CannotArchive(PosError):
    """The month has to stay; the text says why."""


@dataclass(frozen=True)
class MonthOfEvents:
    """A month: its events as far as the planner knows, its bytes, and the file that it is in, where
    it is archived."""

    month: date
    events: int
    size: int = 0
    file: str = ""


async def months_of(connection: Connection) -> Sequence[MonthOfEvents]:
    """Returns the archived months and those that are here, oldest first."""
    archived = await (await connection.execute(_ARCHIVED)).fetchall()
    here = await (await connection.execute(_PARTS)).fetchall()
    return [
        *(MonthOfEvents(month, events, file=file) for month, file, events in archived),
        *(MonthOfEvents(_month(name), max(count, 0), size) for name, count, size in here),
    ]


def _month(name: str) -> date:
    return date.fromisoformat(f"{name[-7:].replace('_', '-')}-01")


def file_of(month: date) -> str:
    return f"events-{month:%Y-%m}.csv.gz"


async def archive_month(
    connection: Connection, month: date, folder: Path, today: date
) -> MonthOfEvents:
    """Writes the month's file, verifies it, and then drops the month. By the tables' owner, on a
    connection in no transaction. Raises CannotArchive, psycopg.Error, OSError: then nothing has
    changed, and a file that was begun may be left."""
    if (month.year, month.month) >= (today.year, today.month):
        raise CannotArchive("the month is not over")
    part = sql.Identifier(part_of(month))
    await _check(connection, month, part)
    path = folder / file_of(month)
    if path.exists():
        raise CannotArchive(f"{path.name} is there already")
    unfinished = path.with_suffix(".part")
    await _write(connection, part, unfinished)
    events = await _one(connection, _COUNT.format(part=part))
    heads = await _verified(connection, month, unfinished)
    values = [month, path.name, sha256_of(unfinished), events]
    async with connection.transaction():
        await connection.execute(_LOCK_TIMEOUT)
        await connection.execute(_NO_MORE.format(part=part))
        if await _one(connection, _COUNT.format(part=part)) != events:
            raise CannotArchive("events came meanwhile")
        await keep_heads(connection, month)
        if await _kept(connection, month) - heads.items():
            raise CannotArchive("the file does not end where the chains do")
        await connection.execute(_KEEP, values)
        await detach(connection, month)  # the last, and short: everybody waits for it
        await connection.execute(sql.SQL("DROP TABLE {part}").format(part=part))
        unfinished.rename(path)
        _sync(folder)
    return MonthOfEvents(month, events, file=path.name)


async def _check(connection: Connection, month: date, part: sql.Identifier) -> None:
    here = [one.month for one in await months_of(connection) if not one.file]
    if month not in here:
        raise CannotArchive("there is no such month here")
    for older in here:
        rows = sql.SQL("SELECT EXISTS (SELECT 1 FROM {part})")
        if older < month and await _one(
            connection, rows.format(part=sql.Identifier(part_of(older)))
        ):
            raise CannotArchive(f"{older:%Y-%m} is older, and still here")
    if await _one(connection, _NOT_FOLDED.format(part=part)):
        raise CannotArchive("not every event of it is folded")


async def _one(connection: Connection, query: sql.Composed) -> int:
    row = await (await connection.execute(query)).fetchone()
    return int(row[0]) if row else 0


async def _write(connection: Connection, part: sql.Identifier, path: Path) -> None:
    with path.open("wb") as raw:
        with gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6, mtime=0) as packed:
            async with connection.cursor() as cursor, cursor.copy(_COPY.format(part=part)) as copy:
                async for data in copy:
                    packed.write(data)
        raw.flush()
        os.fsync(raw.fileno())


def _sync(folder: Path) -> None:
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


async def _verified(connection: Connection, month: date, path: Path) -> dict[Key, Place]:
    """Reads the file back, and returns where its chains end. Raises CannotArchive."""
    heads = await _heads(connection, month)
    publics: dict[int, str] = dict(await (await connection.execute(_PUBLICS)).fetchall())
    for (_, till, branch), wrong in follow(path, heads, publics):
        raise CannotArchive(f"{publics[till]}, branch {branch}: {wrong}")
    return heads


async def _heads(connection: Connection, before: date) -> dict[Key, Place]:
    rows = await (await connection.execute(_HEADS, [before])).fetchall()
    return {(shop, till, branch): Place(seq, head) for shop, till, branch, seq, head in rows}


async def _kept(connection: Connection, month: date) -> set[tuple[Key, Place]]:
    rows = await (await connection.execute(_KEPT, [month])).fetchall()
    return {((shop, till, branch), Place(seq, head)) for shop, till, branch, seq, head in rows}


async def verify_files(connection: Connection, folder: Path) -> Sequence[str]:
    """Verifies every archived month from its file and the kept heads; returns what is wrong, in
    words for a technician. What is still in the database is `verification`'s, from the same heads:
    both together are the whole chains."""
    found = list[str]()
    publics: dict[int, str] = dict(await (await connection.execute(_PUBLICS)).fetchall())
    for month, name, proof in await (await connection.execute(_FILES)).fetchall():
        path = folder / name
        try:
            if sha256_of(path) != bytes(proof):
                found.append(f"{name}: not the file that was written")
            heads = await _heads(connection, month)
            found += [
                f"{name}: {publics[till]}, branch {branch}: {wrong}"
                for (_, till, branch), wrong in follow(path, heads, publics)
            ]
            short = await _kept(connection, month) - heads.items()
            found += [f"{name}: {publics[key[1]]}: ends too early" for key, _ in sorted(short)]
        except (OSError, EOFError, ValueError, LookupError) as error:
            found.append(f"{name}: {type(error).__name__} {error}")
    return found
