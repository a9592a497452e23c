"""Idempotent resend: decides whether a charge in doubt may go out again without charging twice.

A provider knows a charge by its idempotency key, and forgets the key after a while: a resend after
that is a second charge. The provider's own clock says how long ago the first try was. The journal
has its time at the first try, if the provider had given it by then, and the till asks for it again
just before the resend. Without it, the monotonic clock, which nobody sets, gives the age within the
run that first sent the charge, and so does the wall clock, as the other stands still while a
computer sleeps. After a restart there is nothing else.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from enum import Enum

from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.domain.method import FOREVER, Method
from pos_app.domain.rules.repeat import is_repeatable, may_repeat
from pos_app.domain.sale import Sale
from pos_app.domain.sale_age import PUT_RIGHT_BY
from pos_app.domain.text.http_date import date_of
from pos_app.ports.gateway import SupportsCredentialCheck
from pos_app.till.providers.client import ProviderClient


class Repeat(Enum):
    """The answer to whether one more try is safe."""

    HARMLESS = "harmless"
    UNSAFE = "unsafe"  # and no later try will be any safer
    NOT_NOW = "not_now"  # the provider cannot be asked for its time


class Repeating:
    """Resends of one sale. `since` is when this run first had it, by the loop's clock; `begun` says
    whether this run made it."""

    def __init__(
        self, method: Method, gateway: SupportsCredentialCheck, client: ProviderClient,
        now: Callable[[], datetime], since: float, *, begun: bool,
    ) -> None:  # fmt: skip
        self._method = method
        self._gateway = gateway
        self._client = client
        self._now = now
        self._since = since
        self._begun = begun

    def is_due(self, sale: Sale) -> bool:
        """Returns whether to consider one more try: only at the account that has the first one, as
        our key makes a resend harmless at no other."""
        if not is_repeatable(sale, self._method) or not self._client.is_by(sale, self._method):
            return False
        return self._method.repeat_harmless_for != FOREVER or not self._is_past_its_end(sale)

    async def judge(self, sale: Sale) -> Repeat:
        """Judges whether a resend is safe now. May ask the provider for its time."""
        if self._method.repeat_harmless_for == FOREVER:
            return Repeat.HARMLESS
        if not may_repeat(sale, self._method, self._now()) or self._is_too_old(self._kept_for()):
            return Repeat.UNSAFE
        if self._begun and sale.sent_there is None and not self._was_set_back(sale):
            return Repeat.HARMLESS
        return await self._judge_there(sale)

    async def _judge_there(self, sale: Sale) -> Repeat:
        """Judges by the provider's own clock at the first try, and now."""
        if sale.sent_there is None:
            return Repeat.UNSAFE
        # The account that has the first try: `is_due` has checked.
        account = self._client.account(self._method)
        try:
            answer = await self._client.send(account, self._gateway.check(account))
        except (RequestNotSent, ResponseLost):
            return Repeat.NOT_NOW
        self._client.record_health(account.provider, self._gateway.parse_check(answer))
        there = date_of(answer.headers)
        age = (there - sale.sent_there).total_seconds() if there else -1.0
        return Repeat.UNSAFE if age < 0 or self._is_too_old(age) else Repeat.HARMLESS

    def _was_set_back(self, sale: Sale) -> bool:
        """Returns whether the wall clock was set back: an event of the sale that lies in the future
        proves it."""
        return sale.updated_at > self._now() + PUT_RIGHT_BY

    def _is_past_its_end(self, sale: Sale) -> bool:
        """Returns whether nobody could pay the reference any more, so that it need not be made: by
        the provider's clock, or because this run has tried for so long."""
        there = self._client.time_at(self._method.provider)
        age = (there - sale.created_at).total_seconds() if there else self._kept_for()
        return age >= self._method.answer_expected_in

    def _is_too_old(self, age: float) -> bool:
        return age > self._method.repeat_harmless_for

    def _kept_for(self) -> float:
        return asyncio.get_running_loop().time() - self._since
