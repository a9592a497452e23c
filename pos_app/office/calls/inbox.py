"""What a till has not taken yet of what providers said; and what it says when it has."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from pos_app.office.calls.accounts.shared_accounts import AccountsOfTills
from pos_app.office.database.connections import Pool
from pos_app.office.tills.known_till import KnownTill
from pos_app.ports.office.protocol import CallKind, Inbox, ProviderCall

MOST_CALLS = 50  # in one answer
# Of their bodies and headers in one answer: a till reads 2 MB of any, and base64 adds a third.
MOST_BYTES = 1_000_000
# Its own calls; and those without an owner, once there was time to find one, unless the till has
# looked at them. One that the till has taken, and whose payment does not come in its chain, is
# shown again, later and later: the till may have lost what it had, and else it knows it again.
# Those that a till cannot judge stay in its inbox, so that each account has its turn, and what is
# the till's own goes before what is nobody's: no call waits behind all of another kind.
_CALLS = b"""
SELECT mark, provider, kind, received_at, headers, body, about, signature
FROM (
SELECT shown.*, row_number() OVER (
    PARTITION BY account, is_own ORDER BY received_at, mark) AS place
FROM (
SELECT account, call.mark, provider, kind, received_at, headers, body, about, signature,
    true AS is_own
FROM call JOIN account USING (account)
WHERE till = %(till)s AND delivered_at IS NULL
  AND (done_at IS NULL OR now() > done_at + (done_at - received_at) + interval '1 minute')
UNION ALL
SELECT account, call.mark, provider, kind, received_at, headers, body, about, signature, false
FROM call JOIN account USING (account) JOIN account_shop USING (account)
WHERE till IS NULL AND delivered_at IS NULL AND account_shop.shop = %(shop)s
  AND received_at < now() - interval '2 seconds'
  AND NOT EXISTS (SELECT FROM call_seen WHERE call_seen.account = call.account
                  AND call_seen.mark = call.mark AND call_seen.till = %(till)s)
) AS shown
) AS placed
ORDER BY place, NOT is_own, received_at, mark LIMIT %(most)s
"""
_YOUNG = b"""
SELECT EXISTS (
    SELECT FROM call JOIN account_shop USING (account)
    WHERE till IS NULL AND delivered_at IS NULL AND shop = %s
      AND received_at >= now() - interval '2 seconds')
"""
_DONE = b"""
UPDATE call SET done_at = now(),
    delivered_at = CASE WHEN payment = '' THEN now() ELSE delivered_at END
WHERE mark = %(mark)s AND till = %(till)s
  AND account IN (SELECT account FROM account_shop WHERE shop = %(shop)s)
"""
_SEEN = b"""
INSERT INTO call_seen (account, mark, till)
SELECT account, mark, %(till)s FROM call
WHERE mark = %(mark)s AND till IS NULL
  AND account IN (SELECT account FROM account_shop WHERE shop = %(shop)s)
ON CONFLICT DO NOTHING
"""
# A notice that all tills of its account have looked at, and that is nobody's.
_NOBODYS = b"""
UPDATE call SET done_at = now(), delivered_at = now()
WHERE mark = %(mark)s AND till IS NULL AND payment = '' AND delivered_at IS NULL
  AND account IN (SELECT account FROM account_shop WHERE shop = %(shop)s)
  AND NOT EXISTS (
    SELECT FROM account_shop JOIN till USING (shop)
    WHERE account_shop.account = call.account AND till.state = 'active'
      AND NOT EXISTS (SELECT FROM call_seen WHERE call_seen.account = call.account
                      AND call_seen.mark = call.mark AND call_seen.till = till.till))
"""


class Inboxes:
    """The inboxes of all tills. Each method raises psycopg.Error."""

    def __init__(self, pool: Pool, accounts: AccountsOfTills) -> None:
        self._pool = pool
        self._accounts = accounts

    async def of(self, till: KnownTill) -> Inbox:
        """Returns the oldest calls of the till's accounts, and these accounts."""
        # Before the calls: what the accounts are complete to is then among them, if all are there.
        accounts = await self._accounts.of(till.shop, till.public)
        asked = {"till": till.till, "shop": till.shop, "most": MOST_CALLS}
        async with self._pool.connection() as connection:
            young = await (await connection.execute(_YOUNG, [till.shop])).fetchone()
            rows = await (await connection.execute(_CALLS, asked)).fetchall()
        calls = _that_fit(_read(rows))
        if (young and young[0]) or len(rows) == MOST_CALLS or len(calls) < len(rows):
            accounts = [replace(one, complete_to=None) for one in accounts]
        return Inbox(calls, accounts)

    async def done(self, till: KnownTill, mark: bytes) -> None:
        """Takes the till's word that the call is durable there, or not its own. A payment counts as
        delivered only when it is in the till's chain."""
        told = {"till": till.till, "shop": till.shop, "mark": mark}
        async with self._pool.connection() as connection, connection.transaction():
            await connection.execute(_DONE, told)
            seen = await connection.execute(_SEEN, told)
            if seen.rowcount:
                await connection.execute(_NOBODYS, told)


def _that_fit(calls: Sequence[ProviderCall]) -> Sequence[ProviderCall]:
    """At least one, however large it is."""
    sizes = accumulate(len(call.body) + sum(map(len, call.headers.values())) for call in calls)
    return calls[: max(1, bisect_right([*sizes], MOST_BYTES))]


def _read(rows: Sequence[tuple[Any, ...]]) -> Sequence[ProviderCall]:
    return [
        ProviderCall(
            mark=bytes(mark).hex(),
            provider=provider,
            kind=CallKind(kind),
            received_at=received_at,
            headers=json.loads(headers),
            body=bytes(body),
            about=about,
            signature=signature,
        )
        for mark, provider, kind, received_at, headers, body, about, signature in rows
    ]
