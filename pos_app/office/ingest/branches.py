"""Branches: where a till and the office differ, what the till has becomes a branch; both are kept.

Nothing is ever refused or overwritten for it. Opening one twice opens one.
"""

from dataclasses import dataclass

from pos_app.office.audit import record
from pos_app.office.database.connections import Connection, Pool
from pos_app.office.ingest.batch_check import is_hash, is_head
from pos_app.office.ingest.job import NO_BRANCH
from pos_app.office.ingest.lineage import Lineage, hash_at, lineage_of, rows_after
from pos_app.office.tills.known_till import KnownTill
from pos_app.office.tills.leaving import sign_out
from pos_app.office.tills.till_lock import hold_till
from pos_app.office.tills.till_tokens import ANSWERS_WITHIN
from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import EventRow
from pos_app.ports.office.protocol import (
    MOST_BYTES,
    MOST_ROWS,
    BranchOpened,
    BranchOrder,
    Busy,
    Gap,
)

_MOST_BRANCHES = 10_000  # a till that forks with each event is one that somebody must look at

_OPEN_ALREADY = b"""
    SELECT branch, head_seq, encode(head_hash, 'hex') FROM branch
    WHERE shop = %s AND till = %s AND first_hash = %s AND from_seq = %s AND from_hash = %s
"""
_OPEN = b"""
    INSERT INTO branch (shop, till, branch, parent, from_seq, from_hash, first_hash,
                        head_seq, head_hash, heard_at)
    SELECT %(shop)s, %(till)s, max(branch) + 1, %(parent)s, %(seq)s, %(hash)s, %(first)s,
           %(seq)s, %(hash)s, now()
    FROM branch WHERE shop = %(shop)s AND till = %(till)s
    HAVING max(branch) < %(most)s
    RETURNING branch
"""
_LIVES = b"UPDATE till SET branch = %s WHERE till = %s"


@dataclass(frozen=True)
class Branches:
    """Each call may raise psycopg.Error."""

    pool: Pool

    async def open(self, till: KnownTill, order: BranchOrder) -> BranchOpened | Gap | Busy:
        """Gap where the office does not have the event that both are said to have."""
        async with (
            self.pool.connection(ANSWERS_WITHIN) as connection,
            connection.transaction(),
        ):
            await hold_till(connection, till.public)  # of two that open one, one waits
            known = await lineage_of(connection, till, order.branch)
            if not is_head(order.after) or not is_hash(order.first):
                return Gap(known.head)
            if await hash_at(connection, known, order.after.number) != order.after.hash:
                return Gap(known.head)
            return (
                await _open_already(connection, known, order)
                or await _opened(connection, known, order, till)
                or Busy()
            )

    async def hash_at(self, till: KnownTill, branch: int, seq: int) -> str:
        """Returns the hash of this event in the chain of that branch; empty where there is none."""
        async with self.pool.connection(ANSWERS_WITHIN) as connection:
            known = await lineage_of(connection, till, branch)
            return await hash_at(connection, known, seq) if seq > 0 else ""

    async def events_after(self, till: KnownTill, after: Head) -> list[EventRow] | Gap:
        """Returns the next slice of the till's events in the chain of its living branch. Gap where
        that has no such event."""
        async with self.pool.connection(ANSWERS_WITHIN) as connection:
            known = await _living(connection, till)
            if not is_head(after) or await hash_at(connection, known, after.number) != after.hash:
                return Gap(known.head)
            rows = await rows_after(connection, known, after.number, MOST_ROWS)
        return _that_fit(rows)

    async def leave(self, till: KnownTill, head: Head) -> Gap | None:
        """Signs the till out. Gap where it has events that the office lacks."""
        async with (
            self.pool.connection(ANSWERS_WITHIN) as connection,
            connection.transaction(),
        ):
            known = await _living(connection, till)
            if not is_head(head) or await hash_at(connection, known, head.number) != head.hash:
                return Gap(known.head)
            await sign_out(connection, till.till, till.public)
        return None


async def _living(connection: Connection, till: KnownTill) -> Lineage:
    return await lineage_of(connection, till, NO_BRANCH)


async def _open_already(
    connection: Connection, known: Lineage, order: BranchOrder
) -> BranchOpened | None:
    """Returns the chain that the till goes on in without a new one: it ends where the till's next
    event follows, or has that event."""
    if order.after == known.head:
        return await _goes_on(connection, known.key.branch, known)
    if await hash_at(connection, known, order.after.number + 1) == order.first:
        return await _goes_on(connection, known.key.branch, known)
    after = [bytes.fromhex(order.first), order.after.number, bytes.fromhex(order.after.hash)]
    row = await (await connection.execute(_OPEN_ALREADY, [*known.key[:2], *after])).fetchone()
    if row is None:
        return None
    await connection.execute(_LIVES, [row[0], known.key.till])
    return BranchOpened(row[0], Head(row[1], row[2]))


async def _goes_on(connection: Connection, branch: int, known: Lineage) -> BranchOpened:
    await connection.execute(_LIVES, [branch, known.key.till])
    return BranchOpened(branch, known.head)


async def _opened(
    connection: Connection, known: Lineage, order: BranchOrder, till: KnownTill
) -> BranchOpened | None:
    values = {
        "shop": till.shop,
        "till": till.till,
        "parent": known.holder_of(order.after.number),
        "seq": order.after.number,
        "hash": bytes.fromhex(order.after.hash),
        "first": bytes.fromhex(order.first),
        "most": _MOST_BRANCHES,
    }
    made = await (await connection.execute(_OPEN, values)).fetchone()
    if made is None:
        return None
    await connection.execute(_LIVES, [made[0], till.till])
    told = {"branch": made[0], "parent": values["parent"], "after": order.after.number}
    await record(connection, till.public, "branch_opened", **told)
    return BranchOpened(made[0], order.after)


def _that_fit(rows: list[EventRow]) -> list[EventRow]:
    """A slice is no larger than a batch; an event that is larger is alone."""
    fit: list[EventRow] = []
    room = MOST_BYTES
    for row in rows:
        room -= len(row.data.encode()) + 300
        if fit and room < 0:
            break
        fit.append(row)
    return fit
