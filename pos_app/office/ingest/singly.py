"""Looks at one batch that does not follow from its head: said again, overlapping, ahead, or of
another chain."""

from datetime import date

from pos_app.office.database.connections import Connection
from pos_app.office.ingest.job import Answer, ChainKey, Job
from pos_app.office.ingest.lineage import Lineage, hashes, lineage_of
from pos_app.office.ingest.rows import copy_rows
from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING
from pos_app.ports.office.protocol import Batch, Fork, Gap, Stored

_HOLD = b"SELECT FROM branch WHERE (shop, till, branch) = (%s, %s, %s) FOR UPDATE"
_MOVE_HEAD = b"""
    UPDATE branch SET head_seq = %s, head_hash = %s, heard_at = now()
    WHERE (shop, till, branch) = (%s, %s, %s)
"""
_HEARD = b"UPDATE branch SET heard_at = now() WHERE (shop, till, branch) = (%s, %s, %s)"


async def settle(connection: Connection, job: Job, month: date) -> tuple[Answer, ChainKey | None]:
    """Returns the till's answer, and the chain of which something was stored. Raises
    psycopg.Error."""
    async with connection.transaction():
        known = await lineage_of(connection, job.till, job.batch.branch)
        await connection.execute(_HOLD, known.key)
        known = await lineage_of(connection, job.till, known.key.branch)  # nobody moves it now
        refused = await _disagreement(connection, known, job.batch)
        if refused:
            return refused, None
        rows = [row for row in job.batch.rows if row.seq > known.head.number]
        if not rows:
            await connection.execute(_HEARD, known.key)
            return Stored(known.head), None
        head = rows[-1].head
        await connection.execute(_MOVE_HEAD, [head.number, bytes.fromhex(head.hash), *known.key])
        await copy_rows(connection, month, [(known.key, rows)])
    return Stored(head), known.key


async def _disagreement(connection: Connection, known: Lineage, batch: Batch) -> Gap | Fork | None:
    """Compares what the office has with what the till says it is. The first number at which they
    differ is where the chains part, unless they did so before this batch begins: then it is the
    batch's beginning, and the till searches backwards from there."""
    after, upto = batch.after.number, min(batch.rows[-1].seq, known.head.number)
    if after > known.head.number:
        return Gap(known.head)
    have = {0: BEGINNING.hash, **await hashes(connection, known, max(after - 1, 0), upto)}
    told = (batch.after, *(row.head for row in batch.rows))
    for head in told:
        if head.number > upto:
            break
        if have.get(head.number) != head.hash:
            return _parting(known.head, head, have)
    return None


def _parting(office: Head, head: Head, have: dict[int, str]) -> Gap | Fork:
    """An event that was archived can be compared no more: the till goes on from the head."""
    return Fork(head.number, office) if head.number in have else Gap(office)
