"""A till's session with its office: it is begun at each start, and shows a till that runs twice.

The till writes down a nonce before it asks for its next session, and asks with the same one until
it has an answer. So a lost answer, or a kill before the answer was kept, is no second till; and a
copy of the profile, which asks with another nonce, is one.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from pos_app.domain.errors import (
    BadInput,
    EnvironmentFailed,
    KeyringUnavailable,
    SettingsUnavailable,
)
from pos_app.ports.journal import Head
from pos_app.ports.office.membership import KeepsMembership, OfficeMembership
from pos_app.ports.office.office_api import OfficeAccess, OfficeApi, Refusal
from pos_app.ports.office.protocol import Hello, SessionGranted, TokenRefused

_LOG = logging.getLogger(__name__)
_NONCE = 16  # bytes


class OfficeSession:
    """Knows by which secret this till is known to its office. `begun` is set from the first session
    on."""

    def __init__(
        self,
        api: OfficeApi,
        store: KeepsMembership,
        till: str,
        version: str,
        now: Callable[[], datetime],
    ) -> None:
        self._api = api
        self._store = store
        self._till = till
        self._version = version
        self._now = now
        self._access: OfficeAccess | None = None
        self.begun = asyncio.Event()

    @property
    def access(self) -> OfficeAccess:
        """Raises LookupError before a session has begun."""
        if self._access is None:
            raise LookupError("no session has begun")
        return self._access

    async def begin(self, head: Head) -> SessionGranted | Refusal:
        """Begins a session, or the next one. `head` is the till's own.

        Everything is read anew: the till may have been enrolled again meanwhile. Raises
        RequestNotSent, ResponseLost, ProfileDamaged, KeyringUnavailable while the token cannot be
        read, SettingsUnavailable where the nonce cannot be kept; the session before goes on then:
        a till that leaves its queues to the office must not stop to take what was in them.
        """
        membership = await asyncio.to_thread(self._store.load)
        token = await asyncio.to_thread(self._store.token)
        if token is None:
            raise KeyringUnavailable("the keys cannot be read")
        if membership is None or membership.till != self._till or not token:
            return TokenRefused()
        access = OfficeAccess(membership.address, self._till, token)
        asking = await self._asking(membership)
        hello = Hello(asking.session, asking.nonce, head, self._version, self._now())
        said = await self._api.hello(access, hello)
        if isinstance(said, TokenRefused):
            access, said = await self._by_the_earlier_token(access, hello)
        if not isinstance(said, SessionGranted):
            return said
        self._access = replace(access, token=await self._renewed(said.token) or access.token)
        await self._answered(replace(asking, session=said.session, nonce=""))
        self.begun.set()
        return said

    async def _by_the_earlier_token(
        self, access: OfficeAccess, hello: Hello
    ) -> tuple[OfficeAccess, SessionGranted | Refusal]:
        """Tries the token before: an office that was restored to an older moment knows only that.
        Where it is taken it is the present one again."""
        earlier = await asyncio.to_thread(self._store.earlier_token)
        if not earlier:
            return access, TokenRefused()
        access = replace(access, token=earlier)
        said = await self._api.hello(access, hello)
        if isinstance(said, SessionGranted):
            await self._renewed(earlier)
        return access, said

    async def _asking(self, membership: OfficeMembership) -> OfficeMembership:
        """Returns the question that has had no answer, or a new one, once it is durable."""
        if membership.nonce:
            return membership
        asking = replace(membership, nonce=secrets.token_hex(_NONCE))
        await asyncio.to_thread(self._store.keep, asking)
        return asking

    async def _renewed(self, token: str) -> str:
        """Returns the new token once it is kept, before it is ever used: at its first use the old
        one ends. Else returns none, and the old one stays good."""
        if token:
            try:
                await asyncio.to_thread(self._store.keep_token, token)
            except (EnvironmentFailed, BadInput) as error:
                _LOG.warning("the office's new token cannot be kept: %s", type(error).__name__)
                return ""
        return token

    async def _answered(self, membership: OfficeMembership) -> None:
        """Keeps the next session. Where that fails the same question has the same answer."""
        try:
            await asyncio.to_thread(self._store.keep, membership)
        except SettingsUnavailable as error:
            _LOG.warning("the session with the office cannot be kept: %s", type(error).__name__)
