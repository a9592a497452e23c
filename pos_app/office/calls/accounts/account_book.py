"""The accounts of an office as managers set them up: with a key, or without one."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pos_app.domain.errors import EnvironmentFailed
from pos_app.office.audit import record
from pos_app.office.calls.accounts.known_account import about_key, about_path, token_hash
from pos_app.office.calls.accounts.provider_code import ProviderCode, code_of
from pos_app.office.calls.accounts.sealing import Seal
from pos_app.office.database.connections import Pool
from pos_app.ports.office.protocol import AccountMode

_TOKEN = 32  # bytes
_SHOPS = b"SELECT shop, org FROM shop WHERE shop = ANY(%s)"
_ADD = b"""
INSERT INTO account (org, provider, name, mode, mark, base_url,
                     path_token_sha256, path_token_sealed, secret_sealed)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING account
"""
_ADD_SHOP = b"INSERT INTO account_shop (account, shop) VALUES (%s, %s)"
_LIST = b"""
SELECT account, provider, name, mode, secret_sealed IS NULL, collected_at, trouble,
       ARRAY(SELECT shop FROM account_shop WHERE account_shop.account = account.account ORDER BY 1)
FROM account ORDER BY account
"""
_ONE = b"SELECT provider, secret_sealed IS NULL FROM account WHERE account = %s FOR UPDATE"
_MODE = b"UPDATE account SET mode = %s WHERE account = %s"


class AccountUnusable(EnvironmentFailed):
    """What was asked cannot be: the text says why."""


@dataclass(frozen=True)
class NewAccount:
    """An account to be added, for some shops of one organisation. Without `key` the shop keeps it:
    calls are stored unverified, and its queue is not read. `options` tell it from another account
    of that provider, as at the till."""

    provider: str
    mode: AccountMode
    shops: Sequence[int]
    name: str = ""
    base_url: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    key: str = field(default="", repr=False)


@dataclass(frozen=True)
class AddedAccount:
    """`token` ends the address at which its provider calls, and is told this once."""

    number: int
    token: str = field(repr=False)


@dataclass(frozen=True)
class ListedAccount:
    number: int
    provider: str
    name: str
    mode: AccountMode
    is_blind: bool
    collected_at: datetime | None
    trouble: str
    shops: Sequence[int]


class AccountBook:
    """Each method raises psycopg.Error."""

    def __init__(self, pool: Pool, seal: Seal) -> None:
        """`pool` is of the role that may read keys."""
        self._pool = pool
        self._seal = seal

    async def add(self, new: NewAccount, by: str) -> AddedAccount:
        """Raises AccountUnusable."""
        code = _code(new.provider)
        _check(code, new.mode, is_blind=not new.key)
        if code.has_queue and new.key and not (new.base_url or code.method.address):
            raise AccountUnusable("its address is missing")
        token = secrets.token_urlsafe(_TOKEN)
        hashed = token_hash(token)
        at_provider = code.account(new.key, new.base_url, new.options)
        mark = at_provider.mark(code.method.settings) if new.key and code.has_queue else ""
        sealed = self._seal.close(new.key, about_key(new.provider, hashed)) if new.key else None
        path = self._seal.for_paths().close(token, about_path(new.provider, hashed))
        async with self._pool.connection() as connection, connection.transaction():
            shops = await (await connection.execute(_SHOPS, [list(new.shops)])).fetchall()
            orgs = {org for _, org in shops}
            if len(orgs) != 1 or len(shops) != len(set(new.shops)):
                raise AccountUnusable("its shops are not shops of one organisation")
            values = [*orgs, new.provider, new.name, new.mode, mark, new.base_url.rstrip("/")]
            added = await connection.execute(_ADD, [*values, hashed, path, sealed])
            (number,) = await added.fetchone() or (0,)
            for shop, _ in shops:
                await connection.execute(_ADD_SHOP, [number, shop])
            told = {"account": number, "provider": new.provider, "mode": new.mode.value}
            await record(connection, by, "account_added", **told, shops=sorted(new.shops))
        return AddedAccount(number, token)

    async def all(self) -> Sequence[ListedAccount]:
        async with self._pool.connection() as connection:
            rows = await (await connection.execute(_LIST)).fetchall()
        return [
            ListedAccount(number, provider, name, AccountMode(mode), blind, at, trouble, shops)
            for number, provider, name, mode, blind, at, trouble, shops in rows
        ]

    async def set_mode(self, number: int, mode: AccountMode, by: str) -> None:
        """Raises AccountUnusable."""
        async with self._pool.connection() as connection, connection.transaction():
            row = await (await connection.execute(_ONE, [number])).fetchone()
            if row is None:
                raise AccountUnusable("there is no such account")
            _check(_code(row[0]), mode, is_blind=row[1])
            await connection.execute(_MODE, [mode.value, number])
            await record(connection, by, "account_mode", account=number, mode=mode.value)


def _code(provider: str) -> ProviderCode:
    code = code_of(provider)
    if code is None:
        raise AccountUnusable("this payment service neither calls nor has a queue")
    return code


def _check(code: ProviderCode, mode: AccountMode, *, is_blind: bool) -> None:
    if mode is AccountMode.WEBHOOK and not code.calls:
        raise AccountUnusable("this payment service does not call")
    if mode is AccountMode.QUEUE and not code.has_queue:
        raise AccountUnusable("this payment service has no queue")
    if mode is AccountMode.QUEUE and is_blind:
        raise AccountUnusable("a queue is read with the account's key")
