"""Judges what providers told the office by the till's own code, as if they had told the till."""

from collections.abc import Mapping
from typing import Protocol

from pos_app.ports.office.call_verdict import CallVerdict
from pos_app.ports.office.protocol import CallKind, ProviderCall


class HearsProviders(Protocol):
    """The till's doors. Both raise JournalUnavailable."""

    async def handle_webhook(
        self,
        provider: str,
        headers: Mapping[str, str],
        body: bytes,
        about: str = "",
        *,
        of_office: bool = False,
    ) -> bool: ...

    async def handle_entry(self, provider: str, body: bytes, signature: str) -> CallVerdict: ...

    def is_set_up(self, provider: str) -> bool: ...


class CallJudge:
    """The office is believed in nothing: a signature is the provider's, or is made under its
    key."""

    def __init__(self, till: HearsProviders) -> None:
        self._till = till

    async def judge(self, call: ProviderCall) -> bool:
        """Returns whether the call is settled: durable here, or not proven to be the provider's,
        and so nothing at all. Without the account's key nobody can tell: then it waits."""
        if not self._till.is_set_up(call.provider):
            return False
        if call.kind is CallKind.WEBHOOK:
            await self._till.handle_webhook(
                call.provider, call.headers, call.body, call.about, of_office=True
            )
            return True
        verdict = await self._till.handle_entry(call.provider, call.body, call.signature)
        return verdict.is_settled
