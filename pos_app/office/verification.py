"""The chains recomputed by PostgreSQL itself: whether anybody changed what the tills shipped.

By its own sha256() and to_json(), from the text as it lies there: a second reading of the rule
besides the one in Python.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg import sql

from pos_app.office.audit import OFFICE
from pos_app.office.database.connections import Connection
from pos_app.office.database.partitions import part_of
from pos_app.ports.office.event_row import BEGINNING

# A row's hash by the hash before it: `link` of the journal's chain, in SQL.
_TRUE_HASH = sql.SQL("""
    sha256(convert_to(
        '["' || encode(before, 'hex') || '", ' || seq || ', ' || to_json({till}::text) || ', '
        || to_json({sale}) || ', '
        || to_json(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')) || ', '
        || to_json(kind) || ', ' || to_json(data) || ']', 'UTF8'))
""")
# Counts the rows after the start, and finds the first that is missing or twice, and the first whose
# hash is wrong.
_CHECK = sql.SQL("""
    WITH linked AS (
        SELECT *, lag(hash, 1, %(start_hash)s) OVER w AS before,
               lag(seq, 1, %(start_seq)s) OVER w AS before_seq
        FROM {rows} WINDOW w AS (ORDER BY seq))
    SELECT count(*), min(seq) FILTER (WHERE seq <> before_seq + 1),
           min(seq) FILTER (WHERE hash <> {true_hash}),
           coalesce(bool_or(seq = %(end_seq)s AND hash = %(end_hash)s), false), max(seq)
    FROM linked
""")
_CHAIN = sql.SQL("""
    (SELECT * FROM {table}
     WHERE (shop, till, branch) = (%(shop)s, %(till)s, %(branch)s) AND seq > %(start_seq)s) AS chain
""")
# From where each chain is to be followed, and to where: in what is here, after the last month that
# was archived; in an archived month, after the one before it.
_LIVING = b"""
    SELECT b.shop, b.till, b.branch, t.public,
           coalesce(a.head_seq, b.from_seq), coalesce(a.head_hash, b.from_hash),
           b.head_seq, b.head_hash
    FROM branch b JOIN till t USING (till) LEFT JOIN LATERAL (
        SELECT head_seq, head_hash FROM archived a
        WHERE (a.shop, a.till, a.branch) = (b.shop, b.till, b.branch)
        ORDER BY month DESC LIMIT 1) a ON true
    WHERE (b.shop, b.till, b.branch) = (%s, %s, %s)
"""
_ARCHIVED = b"""
    SELECT b.shop, b.till, b.branch, t.public,
           coalesce(a.head_seq, b.from_seq), coalesce(a.head_hash, b.from_hash),
           m.head_seq, m.head_hash
    FROM archived m JOIN branch b USING (shop, till, branch) JOIN till t USING (till)
    LEFT JOIN LATERAL (
        SELECT head_seq, head_hash FROM archived a
        WHERE (a.shop, a.till, a.branch) = (b.shop, b.till, b.branch) AND a.month < m.month
        ORDER BY month DESC LIMIT 1) a ON true
    WHERE m.month = %s ORDER BY 1, 2, 3
"""
_CHAINS = b"""
    SELECT b.shop, b.till, b.branch FROM branch b JOIN till t USING (till)
    WHERE t.public = %(public)s OR %(public)s = '' ORDER BY 1, 2, 3
"""
_SNAPSHOT = b"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_OFFICE_ROWS = sql.SQL("office_event")
_OFFICE_HEAD = b"SELECT seq, hash FROM office_event ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True)
class ChainVerdict:
    """What was found of one chain: how many of its events are there, the number of the first that
    is missing or there twice, and of the first that was changed. `ends`: its last event is the one
    that the office says is its head."""

    name: str  # the till's id
    branch: int
    events: int
    broken: int | None
    changed: int | None
    ends: bool

    @property
    def sound(self) -> bool:
        return self.broken is None and self.changed is None and self.ends


async def verify_chains(connection: Connection, public: str = "") -> AsyncIterator[ChainVerdict]:
    """Verifies the chains of all tills, or of one, each in a snapshot of its own. Raises
    psycopg.Error."""
    asked = {"public": public}
    keys = await (await connection.execute(_CHAINS, asked)).fetchall()
    for key in keys:
        async with connection.transaction():
            await connection.execute(_SNAPSHOT)
            [claim] = await (await connection.execute(_LIVING, key)).fetchall()
            yield await _verdict(connection, "event", claim)


async def verify_archived(connection: Connection, month: date) -> AsyncIterator[ChainVerdict]:
    """Verifies a month that was taken out of `event` and lies in a table of its own here. Raises
    psycopg.Error."""
    claims = await (await connection.execute(_ARCHIVED, [month])).fetchall()
    for claim in claims:
        yield await _verdict(connection, part_of(month), claim)


async def verify_office(connection: Connection) -> ChainVerdict:
    """Verifies the chain of what managers and the office did. Raises psycopg.Error."""
    async with connection.transaction():
        await connection.execute(_SNAPSHOT)
        last = await (await connection.execute(_OFFICE_HEAD)).fetchone()
        start = bytes.fromhex(BEGINNING.hash)
        claim = (0, 0, 0, OFFICE, 0, start, *(last or (0, start)))
        return await _checked(connection, _OFFICE_ROWS, sql.SQL("who"), claim)


async def _verdict(connection: Connection, table: str, claim: tuple[Any, ...]) -> ChainVerdict:
    rows = _CHAIN.format(table=sql.Identifier(table))
    return await _checked(connection, rows, sql.SQL("sale"), claim)


async def _checked(
    connection: Connection, rows: sql.Composable, sale: sql.SQL, claim: tuple[Any, ...]
) -> ChainVerdict:
    shop, till, branch, public, start_seq, start_hash, end_seq, end_hash = claim
    values = {
        "shop": shop,
        "till": till,
        "branch": branch,
        "public": public,
        "start_seq": start_seq,
        "start_hash": start_hash,
        "end_seq": end_seq,
        "end_hash": end_hash,
    }
    true_hash = _TRUE_HASH.format(till=sql.Placeholder("public"), sale=sale)
    query = _CHECK.format(rows=rows, true_hash=true_hash)
    [found] = await (await connection.execute(query, values)).fetchall()
    events, broken, changed, has_head, last = found
    is_empty = events == 0 and start_seq == end_seq and start_hash == end_hash
    ends = is_empty or (has_head and last == end_seq)
    return ChainVerdict(public, branch, events, broken, changed, ends)
