"""Reads a provider's payment queue with its own gateway code: as much of it as can be seen."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.domain.reasons import Reason
from pos_app.domain.text.http_date import date_of
from pos_app.office.calls.accounts.known_account import KnownAccount
from pos_app.office.calls.queues.request_budget import RequestBudget
from pos_app.ports.gateway import (
    NotFound,
    QueuedPayment,
    QueuePage,
    RateLimited,
    Sender,
    SupportsPaymentQueue,
    Trouble,
)

# As at the till: seconds for which a page is hidden, so that the payments behind it show.
ASIDE = 3
LONGEST_ASIDE = 24


class NotRead(Exception):
    """The queue could not be read. `retry_after` is in seconds."""

    def __init__(self, why: Reason, retry_after: float = 0.0) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after


@dataclass(frozen=True)
class QueueRead:
    """What the queue showed; `whole` if nothing can stand behind it. An id that two payments bear
    is marked on both. `at` is when it showed that, by its provider's clock, which also ends its
    references; None where it did not say."""

    payments: Sequence[QueuedPayment]
    whole: bool
    at: datetime | None


class QueueReading:
    """The queue of one account."""

    def __init__(
        self,
        account: KnownAccount,
        gateway: SupportsPaymentQueue,
        sender: Sender,
        budget: RequestBudget,
    ) -> None:
        self._account = account.at_provider
        self._gateway = gateway
        self._sender = sender
        self._budget = budget
        self._reserves = account.provider.method.queue_reserves
        self._told_at: list[datetime | None] = []

    async def read(self) -> QueueRead:
        """Raises NotRead."""
        await self._budget.turn()
        self._told_at = []
        page = await self._page(0)
        shown = list(page.payments)
        if not page.whole and self._reserves:
            page, more = await self._pages_behind()
            shown = more or shown  # read twice, a payment may be written in two ways
        dates = [date for date in self._told_at if date]
        at = min(dates) if dates and None not in self._told_at else None
        return QueueRead(_told_apart(shown), page.whole, at)

    async def _pages_behind(self) -> tuple[QueuePage, list[QueuedPayment]]:
        """Reads page after page, each hidden for a moment, for as long as the budget allows: the
        last reservation must not outlive the first by much. Where a page fails, what was seen
        counts, and is not the whole."""
        shown: dict[QueuedPayment, None] = {}
        page, aside = QueuePage((), whole=False), ASIDE
        while not page.whole and self._budget.take():
            try:
                page = await self._page(aside)
            except NotRead:
                return replace(page, whole=False), [*shown]
            before = len(shown)
            shown |= dict.fromkeys(page.payments)
            if len(shown) == before:  # the network is slower than the reservation
                aside = min(2 * aside, LONGEST_ASIDE)
        return page, [*shown]

    async def _page(self, reserve: int) -> QueuePage:
        try:
            request = self._gateway.queue(self._account, reserve)
            answer = await self._sender.send(self._account, request)
        except (RequestNotSent, ResponseLost) as error:
            raise NotRead(Reason.NO_CONNECTION) from error
        self._told_at.append(date_of(answer.headers))
        page = self._gateway.parse_queue(self._account, answer)
        if not isinstance(page, QueuePage):
            raise _not_read(page)
        return page


def _not_read(trouble: Trouble) -> NotRead:
    match trouble:
        case RateLimited(retry_after=after):
            return NotRead(Reason.TOO_MANY_REQUESTS, after or 0.0)
        case NotFound():
            return NotRead(Reason.UNREADABLE_ANSWER)
        case _:
            return NotRead(trouble.reason)


def _told_apart(payments: Iterable[QueuedPayment]) -> Sequence[QueuedPayment]:
    """The very same payment twice is one; an id that two bear is neither's alone."""
    told = [*dict.fromkeys(replace(payment, is_alone=True) for payment in payments)]
    bearers = Counter(payment.id for payment in told)
    return [replace(payment, is_alone=bearers[payment.id] == 1) for payment in told]
