"""A till's accounts, as it is told of them.

By which door their payments come, where their providers call, and how far all was heard.
"""

import logging
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from pos_app.office.calls.accounts.known_account import about_path
from pos_app.office.calls.accounts.provider_code import code_of
from pos_app.office.calls.accounts.sealing import NoSealingKey, Seal
from pos_app.office.calls.hook_watch import COMPLETE_TO
from pos_app.office.database.connections import Pool
from pos_app.ports.office.protocol import AccountMode, SharedAccount

_OF_SHOP = (
    b"""
SELECT provider, mode, mark, path_token_sha256, path_token_sealed,
    COALESCE((SELECT public_url FROM hook_watch), ''),
    CASE mode WHEN 'queue' THEN collected_at ELSE ("""
    + COMPLETE_TO
    + b""") END
FROM account JOIN account_shop USING (account) WHERE shop = %s ORDER BY account
"""
)
_LOG = logging.getLogger(__name__)


class AccountsOfTills:
    """Without the seal of the addresses, or before a process hears calls at a public address, tills
    are told of none."""

    def __init__(self, pool: Pool, seal: Seal | None) -> None:
        self._pool = pool
        self._seal = seal

    async def of(self, shop: int, public: str) -> Sequence[SharedAccount]:
        """Returns the accounts of this shop, with addresses for this till. Raises psycopg.Error."""
        async with self._pool.connection() as connection:
            rows = await (await connection.execute(_OF_SHOP, [shop])).fetchall()
        return [self._shared(public, row) for row in rows]

    def _shared(self, public: str, row: tuple[Any, ...]) -> SharedAccount:
        provider, mode, mark, token, sealed, public_url, complete_to = row
        code, hook = code_of(provider), ""
        if (
            public_url
            and sealed
            and code
            and code.calls
            and (path := self._path(provider, token, sealed))
        ):
            hook = hook_address(public_url, provider, path, public)
        return SharedAccount(provider, AccountMode(mode), mark, hook, complete_to)

    def _path(self, provider: str, token: bytes, sealed: bytes) -> str:
        """A wrong seal keeps no till from its inbox: it hears of payments all the same, later."""
        if self._seal is None:
            return ""
        try:
            return self._seal.open(sealed, about_path(provider, token))
        except NoSealingKey:
            _LOG.error("an account's address was sealed with another key than this process has")
            return ""


def hook_address(public_url: str, provider: str, token: str, till: str = "") -> str:
    """Returns where a provider calls: about one till's payments, or about all of the account."""
    address = f"{public_url.rstrip('/')}/hook/{provider}/{token}"
    return f"{address}/{quote(till, safe='')}" if till else address
