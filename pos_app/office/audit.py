"""What managers, commands and the office itself did, in a hash chain of the office's own."""

import json
from datetime import UTC, datetime
from typing import Any

from pos_app.journal.chain import BEGINNING, link
from pos_app.journal.codec import instant_text
from pos_app.office.database.connections import Connection

OFFICE = "office"  # in the place of the till's id, in the hash
_ONE_AT_A_TIME = 0x0FF1CE  # the lock's number; held until the caller's transaction ends
_LOCK = b"SELECT pg_advisory_xact_lock(%s)"
_LAST = b"SELECT seq, encode(hash, 'hex') FROM office_event ORDER BY seq DESC LIMIT 1"
_ADD = b"""
    INSERT INTO office_event (seq, at, who, kind, data, hash) VALUES (%s, %s, %s, %s, %s, %s)
"""


async def record(connection: Connection, who: str, kind: str, **told: Any) -> None:
    """Adds an entry to the chain, within the caller's transaction and best as its last step: nobody
    else adds one before that ends. `told` is what JSON can say; never a secret.

    The hash is `link` over it, with "office" for the till and `who` in the place of the sale.
    Raises psycopg.Error, and ValueError outside a transaction: there the lock would hold nothing.
    """
    if connection.autocommit and not connection.info.transaction_status:
        raise ValueError("an entry is written within a transaction")
    await connection.execute(_LOCK, [_ONE_AT_A_TIME])
    last = await (await connection.execute(_LAST)).fetchone()
    number, before = last or (0, BEGINNING)
    at = datetime.now(UTC)
    data = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    hash_ = link(before, number + 1, OFFICE, who, instant_text(at), kind, data)
    entry = (number + 1, at, who, kind, data, bytes.fromhex(hash_))
    await connection.execute(_ADD, entry)
