"""Accounts whose payments the office hears for all tills that sell by them, as it names them now.

This till leaves their queues alone, and takes from the office what was in them. It reads a queue
itself again where the office has been silent for too long; what the office took out of it before
is then still with the office, so that an empty queue ends no reference.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from pos_app.domain.method import Method
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import Account

if TYPE_CHECKING:  # a till without an office needs none of its protocol
    from pos_app.ports.office.protocol import SharedAccount

SILENT_FOR = 60.0  # seconds, until a till asks by itself
# How often the office is asked about a reference that was cancelled, and after how many seconds.
ASKED = 5
ASKED_EVERY = 3.0
_HOOK = "callback_url"


def _nothing() -> None:
    """Asks nobody: there is no office."""


class SharedAccounts:
    """None of them, until the office names some."""

    def __init__(self) -> None:
        self._accounts: Sequence[SharedAccount] = ()
        self._silent_for: Callable[[], float] = lambda: 0.0
        self._ask: Callable[[], None] = _nothing
        self._left_after: int | None = None
        self._news = asyncio.Event()

    def use(
        self,
        accounts: Sequence["SharedAccount"],
        silent_for: Callable[[], float],
        ask: Callable[[], None],
        left_after: int | None = None,
    ) -> None:
        """`left_after`: the number of the newest sale as this till left its office, which may still
        hear of that one and of those before."""
        self._accounts = accounts
        self._left_after = left_after
        self._silent_for = silent_for
        self._ask = ask
        self._news.set()
        self._news = asyncio.Event()

    @property
    def is_silent(self) -> bool:
        return self._silent_for() >= SILENT_FOR

    def may_be_known_there(self, sale: Sale) -> bool:
        """Returns whether an office that the till has left may have this sale's payment: nobody
        tells the till of it any more."""
        return self._left_after is not None and sale.number <= self._left_after

    def ask(self) -> None:
        """Has the office asked at once for what is new, if there is one."""
        self._ask()

    def collector(self, account: Account | None, method: Method) -> "SharedAccount | None":
        """Returns the office's account if it is this one, and the office collects its payments; a
        queue is read with the account's key, which has a mark."""
        shared = self._office_of(account, method)
        return shared if shared and (shared.mark or not _is_queue(shared)) else None

    def hears_calls_of(self, provider: str) -> bool:
        """Returns whether this provider calls the office about one of its accounts: one that it
        knows under another key may be this till's."""
        return any(one.provider == provider and not _is_queue(one) for one in self._accounts)

    def is_left_to(self, shared: "SharedAccount") -> bool:
        """Returns whether this till leaves the account's queue to the office now. Nobody reads an
        account in two modes at once: where its provider calls, the queue is empty."""
        return not (_is_queue(shared) and self.is_silent)

    def heard_to(self, shared: "SharedAccount", there: datetime | None) -> datetime | None:
        """Returns until when the office has heard all of this account's payments; None where that
        cannot be told. The office's clock may be ahead of its provider's, which ends references and
        says `there`, if this run has heard it."""
        told = None if self.is_silent else shared.complete_to
        return min(told, there) if told and there else told

    async def is_complete_to(self, account: Account, method: Method, at: datetime) -> bool:
        """Asks the office a few times, until everything is here that the account's provider said up
        to that instant; returns whether it is."""
        for _ in range(ASKED):
            if self._is_complete_to(account, method, at):
                return True
            self.ask()
            with suppress(TimeoutError):
                async with asyncio.timeout(ASKED_EVERY):
                    while not self._is_complete_to(account, method, at):
                        await self._news.wait()
        return self._is_complete_to(account, method, at)

    def _is_complete_to(self, account: Account, method: Method, at: datetime) -> bool:
        shared = self._office_of(account, method)
        return bool(shared and shared.complete_to and shared.complete_to > at)

    def with_hook(self, account: Account, method: Method) -> Account:
        """Returns the account with the address at which its provider calls the office about this
        till's payments, where each charge names one and the office gives one."""
        if _HOOK not in method.optional_settings:
            return account
        shared = self._office_of(account, method)
        if shared is None or not shared.hook:
            return account
        return replace(account, options={**account.options, _HOOK: shared.hook})

    def _office_of(self, account: Account | None, method: Method) -> "SharedAccount | None":
        """Returns the one with this account's mark, or else one of its provider without any."""
        named = [one for one in self._accounts if account and one.provider == account.provider]
        if account is None or not named:
            return None
        mark = account.mark(method.settings)
        same = (one for wanted in (mark, "") for one in named if one.mark == wanted)
        return next(same, None)


def _is_queue(shared: "SharedAccount") -> bool:
    from pos_app.ports.office.protocol import AccountMode  # noqa: PLC0415 - as above

    return shared.mode is AccountMode.QUEUE
