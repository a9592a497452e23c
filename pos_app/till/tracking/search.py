"""Search for a lost charge: looks in the provider's lists when the answer to a charge was lost.

A hit gives only the path to the charge: status polling finds its outcome, as always. A miss proves
nothing, since a list may be late. After a while the till records that there is no trace: then only
a person can settle the sale.
"""

import asyncio
from collections.abc import Sequence

from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.domain.events import OutcomeUnknown
from pos_app.domain.method import Method
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import (
    Account,
    Answer,
    ChargeAccepted,
    Interpretation,
    NotFound,
    Request,
    StillWaiting,
    SupportsSearch,
)
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.poll_schedule import backoff
from pos_app.till.recorder import SaleRecorder
from pos_app.till.tracking.submission import accepted

PATIENCE = 15 * 60.0  # seconds; a customer types a PIN within two minutes


class LostChargeSearch:
    """Searches for one sale's charge."""

    def __init__(
        self,
        method: Method,
        gateway: SupportsSearch,
        recorder: SaleRecorder,
        client: ProviderClient,
    ) -> None:
        self._method = method
        self._gateway = gateway
        self._recorder = recorder
        self._client = client
        self._searches = 0
        self.is_over = False
        self._since = asyncio.get_running_loop().time()

    def begin_again(self) -> None:
        """Starts the time of the search again: nothing could be asked until now."""
        self._since = asyncio.get_running_loop().time()

    def pause(self) -> float:
        """Returns the seconds until the next search."""
        return backoff(self._searches + 1)

    async def search(self, sale: Sale) -> Sale:
        """Searches every list once and returns the sale: all with the account that is there now,
        which is the sale's own, even if the settings change meanwhile."""
        try:
            return await self._search(sale)
        except RequestNotSent:  # no list was asked for: that is no search in vain
            return sale

    async def _search(self, sale: Sale) -> Sale:
        """Raises RequestNotSent while nothing leaves this computer."""
        account = self._client.account(self._method)
        meanings: list[Interpretation | None] = []
        for request in self._gateway.search(account, sale):
            answer = await self._answer(account, sale, request)
            meaning = self._gateway.parse_search(account, sale, answer) if answer else None
            meanings.append(meaning)
            if answer:
                self._client.record_health(account.provider, meaning)
                if isinstance(meaning, ChargeAccepted):
                    return await self._recorder.evidence(sale, accepted(meaning, answer.kept, sale))
        self._searches += 1
        self.is_over = self._has_no_trace(sale, meanings)
        if self.is_over:
            return await self._recorder.evidence(sale, OutcomeUnknown(reason=Reason.NO_TRACE))
        return sale

    async def _answer(self, account: Account, sale: Sale, request: Request) -> Answer | None:
        """Raises RequestNotSent while nothing leaves this computer."""
        try:
            return await self._client.send(account, request, sale)
        except RequestNotSent:
            if self._client.connection(account.provider).is_cut:
                raise
            return None
        except ResponseLost:
            return None

    def _has_no_trace(self, sale: Sale, meanings: Sequence[Interpretation | None]) -> bool:
        """Returns whether the search has failed: no such lists, or long enough in vain, readable or
        not."""
        if all(isinstance(meaning, NotFound) for meaning in meanings):
            return True
        read = any(isinstance(meaning, StillWaiting) for meaning in meanings)
        searched_for = asyncio.get_running_loop().time() - self._since
        return searched_for > PATIENCE or (sale.reason is Reason.NO_TRACE and read)
