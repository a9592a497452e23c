"""Calls that came before anybody could say whose they are: looked through again until their till's
events have arrived."""

import asyncio
import logging

import psycopg

from pos_app.gateways.catalogue import METHODS
from pos_app.office.database.connections import Pool
from pos_app.office.wakes.wakes import TellsTills

EVERY = 1.0  # seconds: what came in the last minutes
_ALL_EVERY = 60  # of these rounds: whatever is left
# By the sale's own id, else by its reference; what two tills have stays nobody's.
_MATCH = b"""
WITH lost AS (
    SELECT account, mark, sale, reference FROM call
    WHERE till IS NULL AND delivered_at IS NULL AND (sale <> '' OR reference <> '')
      AND received_at > now() - make_interval(secs => %(within)s)
), by_sale AS (
    SELECT lost.account, lost.mark, min(sale.till) AS till
    FROM lost JOIN account_shop USING (account) JOIN till USING (shop)
    JOIN sale ON sale.shop = till.shop AND sale.till = till.till AND sale.sale = lost.sale
    WHERE lost.sale <> '' GROUP BY 1, 2 HAVING count(*) = 1
), by_reference AS (
    SELECT lost.account, lost.mark, min(sale.till) AS till
    FROM lost JOIN account USING (account) JOIN account_shop USING (account)
    JOIN unnest(%(methods)s::text[], %(providers)s::text[]) AS m (method, provider)
        ON m.provider = account.provider
    JOIN sale ON sale.shop = account_shop.shop AND sale.reference = lost.reference
        AND sale.method = m.method
    WHERE lost.reference <> '' GROUP BY 1, 2 HAVING count(DISTINCT sale.till) = 1
), found AS (
    SELECT account, mark, COALESCE(by_sale.till, by_reference.till) AS till
    FROM by_sale FULL JOIN by_reference USING (account, mark)
)
UPDATE call SET till = found.till FROM found
WHERE call.account = found.account AND call.mark = found.mark AND call.till IS NULL
RETURNING call.till
"""
_NOBODYS = b"""
SELECT account, mark, array_agg(till.till)
FROM call JOIN account_shop USING (account) JOIN till USING (shop)
WHERE call.till IS NULL AND delivered_at IS NULL
  AND received_at BETWEEN now() - interval '5 minutes' AND now() - interval '2 seconds'
GROUP BY account, mark
"""
_YEAR = 365 * 24 * 3600  # seconds
_RECENT = 600  # seconds
_LOG = logging.getLogger(__name__)


class Matching:
    """Finds owners, and tells them. Where nobody was found for a moment, all tills of the account
    are told to look, once."""

    def __init__(self, pool: Pool, wakes: TellsTills, *, every: float = EVERY) -> None:
        self._pool = pool
        self._wakes = wakes
        self._every = every
        self._told: set[tuple[int, bytes]] = set()

    async def go_on(self) -> None:
        """Goes on until it is cancelled."""
        rounds = 0
        while True:
            try:
                await self.look(_RECENT if rounds % _ALL_EVERY else _YEAR)
            except psycopg.Error as error:
                _LOG.warning("calls were not matched: %s", type(error).__name__)
            rounds += 1
            await asyncio.sleep(self._every)

    async def look(self, within: float) -> None:
        """Looks once through what came within so many seconds. Raises psycopg.Error."""
        asked = {
            "within": within,
            "methods": [*METHODS],
            "providers": [method.provider for method in METHODS.values()],
        }
        async with self._pool.connection() as connection:
            found = await (await connection.execute(_MATCH, asked)).fetchall()
            nobodys = await (await connection.execute(_NOBODYS)).fetchall()
        owners = {till for (till,) in found}
        calls = {(account, bytes(mark)): tills for account, mark, tills in nobodys}
        for call in calls.keys() - self._told:
            owners.update(calls[call])
        self._told = set(calls)
        await self._wakes.tell(owners)
