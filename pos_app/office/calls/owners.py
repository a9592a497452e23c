"""Whose a call is: the till that it names, or that has the sale or the reference it tells of."""

from pos_app.office.calls.accounts.known_account import KnownAccount
from pos_app.office.calls.hearing import CallHints
from pos_app.office.database.connections import Connection, Pool

# By the till's own word, which it sent along; else by its sale; else by the reference. What two
# tills have is nobody's: each of them is told to look.
_OWNER = b"""
SELECT COALESCE(
    (SELECT till FROM till WHERE public = %(till)s AND shop = ANY(%(shops)s)),
    (SELECT min(sale.till) FROM till JOIN sale USING (shop, till)
     WHERE till.shop = ANY(%(shops)s) AND sale.sale = %(sale)s AND %(sale)s <> ''
     HAVING count(*) = 1),
    (SELECT min(till) FROM sale
     WHERE shop = ANY(%(shops)s) AND reference = %(reference)s AND method = ANY(%(methods)s)
     HAVING count(DISTINCT till) = 1))
"""
_BY_PUBLIC = b"SELECT till FROM till WHERE public = %s AND shop = ANY(%s)"


async def owner_of(connection: Connection, account: KnownAccount, told: CallHints) -> int | None:
    """Returns the till's number in the office; None while nobody can say. Raises psycopg.Error."""
    named = {
        "till": told.till,
        "sale": told.sale,
        "reference": told.reference,
        "shops": list(account.shops),
        "methods": list(account.provider.methods),
    }
    row = await (await connection.execute(_OWNER, named)).fetchone()
    return row[0] if row else None


class TillsOfAccounts:
    """The tills that sell by an account."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def of(self, account: KnownAccount, public: str) -> int | None:
        """Returns the till of this id, if it sells by the account. Raises psycopg.Error."""
        async with self._pool.connection() as connection:
            found = await connection.execute(_BY_PUBLIC, [public, list(account.shops)])
            row = await found.fetchone()
        return row[0] if row else None
