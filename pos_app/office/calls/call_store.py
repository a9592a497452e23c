"""Keeps what providers said, byte for byte: durable before anybody is told that it was heard."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pos_app.office.calls.accounts.known_account import KnownAccount
from pos_app.office.calls.hearing import CallHints
from pos_app.office.calls.owners import owner_of
from pos_app.office.database.connections import Connection, Pool
from pos_app.ports.office.protocol import CallKind

_STORE = b"""
INSERT INTO call
    (account, mark, kind, headers, body, about, signature, payment, reference, sale, till)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (account, mark) DO NOTHING
"""
_KNOWN = b"SELECT mark FROM call WHERE account = %s AND mark = ANY(%s)"
_ACKNOWLEDGED = b"""
UPDATE call SET acknowledged_at = clock_timestamp()
WHERE account = %s AND mark = %s AND acknowledged_at IS NULL
"""
# Another entry under the same id, of which nobody knows whether it is still in the queue.
_SHARED = b"""
SELECT DISTINCT payment FROM call
WHERE account = %s AND payment = ANY(%s) AND NOT mark = ANY(%s)
  AND kind = 'entry' AND acknowledged_at IS NULL
"""


@dataclass(frozen=True)
class HeardCall:
    """A call to be stored. `till` is its owner, where the address says so. `is_for_till_to_prove`:
    it may be signed, and only the till can tell."""

    kind: CallKind
    body: bytes
    told: CallHints
    headers: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    signature: str = ""
    till: int | None = None
    is_for_till_to_prove: bool = False

    @property
    def mark(self) -> bytes:
        """The same words are the same call; but a stranger's, without the signature, must not stand
        in for the provider's."""
        proof = json.dumps(dict(self.headers), sort_keys=True) if self.is_for_till_to_prove else ""
        return hashlib.sha256(self.body + proof.encode()).digest()


class CallStore:
    """The calls of all accounts. Each method raises psycopg.Error."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, account: KnownAccount, calls: Sequence[HeardCall]) -> frozenset[int]:
        """Stores the calls; those that are there already are left as they are. Returns the tills
        whose they are. All are durable when this returns."""
        async with self._pool.connection() as connection, connection.transaction():
            owners = [await _store(connection, account, call) for call in calls]
        return frozenset(owner for owner in owners if owner is not None)

    async def unknown(
        self, account: KnownAccount, calls: Iterable[HeardCall]
    ) -> Sequence[HeardCall]:
        """Returns those of the calls that are not there yet."""
        told = {call.mark: call for call in calls}
        async with self._pool.connection() as connection:
            found = await connection.execute(_KNOWN, [account.number, [*told]])
            known = {mark for (mark,) in await found.fetchall()}
        return [call for mark, call in told.items() if mark not in known]

    async def shared(self, account: KnownAccount, calls: Mapping[bytes, str]) -> Collection[str]:
        """Returns those of the payment ids, by mark, that another stored entry bears which was
        never seen to leave the queue."""
        values = [account.number, [*calls.values()], [*calls]]
        async with self._pool.connection() as connection:
            found = await connection.execute(_SHARED, values)
            return {payment for (payment,) in await found.fetchall()}

    async def acknowledged(self, account: KnownAccount, mark: bytes) -> None:
        async with self._pool.connection() as connection:
            await connection.execute(_ACKNOWLEDGED, [account.number, mark])


async def _store(connection: Connection, account: KnownAccount, call: HeardCall) -> int | None:
    till = call.till
    if till is None:
        till = await owner_of(connection, account, call.told)
    told = call.told
    values = [
        account.number,
        call.mark,
        call.kind.value,
        json.dumps(dict(call.headers)),
        call.body,
        call.about,
        call.signature,
        told.payment,
        told.reference,
        told.sale,
        till,
    ]
    await connection.execute(_STORE, values)
    return till
