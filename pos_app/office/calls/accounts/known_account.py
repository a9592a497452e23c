"""A provider's account as the process that hears it knows it: with its key, if it is here."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from pos_app.office.calls.accounts.provider_code import ProviderCode, code_of
from pos_app.office.calls.accounts.sealing import Seal
from pos_app.office.database.connections import Connection, Pool
from pos_app.ports.gateway import Account
from pos_app.ports.office.protocol import AccountMode

_COLUMNS = b"""
SELECT account, provider, mode, base_url, path_token_sha256, secret_sealed,
       ARRAY(SELECT shop FROM account_shop WHERE account_shop.account = account.account)
FROM account
"""
_BY_TOKEN = _COLUMNS + b"WHERE path_token_sha256 = %s"
_WITH_KEY = _COLUMNS + b"WHERE secret_sealed IS NOT NULL ORDER BY account"


@dataclass(frozen=True)
class KnownAccount:
    """`number` and `shops` are the office's numbers. `key` is empty where the shop keeps it: then
    what the provider says is stored unverified, and the till verifies it."""

    number: int
    provider: ProviderCode
    mode: AccountMode
    shops: tuple[int, ...]
    base_url: str = ""
    key: str = field(default="", repr=False)

    @property
    def at_provider(self) -> Account:
        """The account as its gateway code takes it."""
        return self.provider.account(self.key, self.base_url, {})


class KnownAccounts:
    """Reads the accounts, and opens their keys in memory."""

    def __init__(self, pool: Pool, seal: Seal) -> None:
        self._pool = pool
        self._seal = seal

    async def of_path(self, token: str) -> KnownAccount | None:
        """Returns the account whose address ends with this secret. Raises psycopg.Error,
        NoSealingKey."""
        async with self._pool.connection() as connection:
            rows = await _fetched(connection, _BY_TOKEN, [token_hash(token)])
        return self._read(rows[0]) if rows else None

    async def with_queue(self) -> list[KnownAccount]:
        """Returns those whose queue the office can read. Raises as above."""
        async with self._pool.connection() as connection:
            rows = await _fetched(connection, _WITH_KEY, [])
        known = [account for row in rows if (account := self._read(row))]
        return [account for account in known if account.provider.has_queue]

    def _read(self, row: tuple[Any, ...]) -> KnownAccount | None:
        number, provider, mode, base_url, token, sealed, shops = row
        code = code_of(provider)
        if code is None:
            return None
        key = self._seal.open(sealed, about_key(provider, token)) if sealed else ""
        return KnownAccount(number, code, AccountMode(mode), tuple(shops), base_url, key)


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def about_key(provider: str, token: bytes) -> bytes:
    """What a sealed key is sealed together with: it opens as this account's alone."""
    return b"key " + provider.encode() + b" " + token


def about_path(provider: str, token: bytes) -> bytes:
    return b"path " + provider.encode() + b" " + token


async def _fetched(connection: Connection, query: bytes, values: list[Any]) -> list[Any]:
    return await (await connection.execute(query, values)).fetchall()
