"""Stores the batches of many tills in one transaction: those that follow from their heads."""

from collections.abc import Mapping, Sequence
from datetime import date

from pos_app.office.database.connections import Connection
from pos_app.office.ingest.job import ChainKey, Job
from pos_app.office.ingest.rows import copy_rows

# Only a batch that follows from the head moves it, whoever else tries to at the same moment: that
# alone is why nothing is stored twice, in a wrong order or with a gap.
_MOVE_HEADS = b"""
    UPDATE branch b
    SET head_seq = j.to_seq, head_hash = j.to_hash, heard_at = now()
    FROM unnest(%s::bigint[], %s::integer[], %s::smallint[],
                %s::bigint[], %s::bytea[], %s::bigint[], %s::bytea[])
         AS j(shop, till, branch, after_seq, after_hash, to_seq, to_hash)
    WHERE (b.shop, b.till, b.branch) = (j.shop, j.till, j.branch)
      AND b.head_seq = j.after_seq AND b.head_hash = j.after_hash
    RETURNING b.shop, b.till, b.branch
"""


async def store_together(
    connection: Connection, jobs: Sequence[Job], month: date
) -> Mapping[ChainKey, Job]:
    """Returns those that followed and are durable now. The jobs are of different chains, in the
    order of their keys. Raises psycopg.Error, and then nothing was stored, or the answer was
    lost."""
    async with connection.transaction():
        moved = await (await connection.execute(_MOVE_HEADS, _columns(jobs))).fetchall()
        of_key = {job.key: job for job in jobs}
        stored = {key: of_key[key] for key in map(ChainKey._make, moved)}
        if stored:
            rows = ((key, job.batch.rows) for key, job in stored.items())
            await copy_rows(connection, month, rows)
    return stored


def _columns(jobs: Sequence[Job]) -> list[list[int] | list[bytes]]:
    after = [job.batch.after for job in jobs]
    return [
        [job.till.shop for job in jobs],
        [job.till.till for job in jobs],
        [job.batch.branch for job in jobs],
        [head.number for head in after],
        [bytes.fromhex(head.hash) for head in after],
        [job.last.number for job in jobs],
        [bytes.fromhex(job.last.hash) for job in jobs],
    ]
