"""Status polling of one sale, until its provider has given a final answer."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from random import Random

from pos_app.domain.errors import NotSetUp, RequestNotSent, ResponseLost
from pos_app.domain.events import (
    GOES_OUT,
    Authorized,
    FinalWordMissing,
    Mismatched,
    OutcomeUnknown,
    Paid,
    State,
    StatusPathChanged,
)
from pos_app.domain.method import Method
from pos_app.domain.payment_match import DONE_BEFORE, NOT_SURE, is_at_an_end
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.domain.sale_age import least_age, most_age
from pos_app.ports.gateway import (
    Indeterminate,
    Interpretation,
    NotFound,
    NotPaid,
    RateLimited,
    Redirected,
    StillWaiting,
    SupportsStatus,
)
from pos_app.till.providers.client import ProviderClient
from pos_app.till.providers.poll_schedule import (
    MOST_PATIENCE,
    backoff,
    next_look,
    next_watched_look,
)
from pos_app.till.providers.status_paths import is_news
from pos_app.till.recorder import SaleRecorder
from pos_app.till.tracking.submission import end_event, frees_money_that_goes_out

MOST_MOVES = 3  # new status paths followed at once; after more, polls keep their usual pause
MISSES = 5  # polls at which the provider may not know a sale before it is called unknown


async def tell_of_money(
    recorder: SaleRecorder, sale: Sale, word: Paid | Authorized | Mismatched
) -> Sale:
    """Records the payment, unless another poll has brought the very same: a late one while this one
    was on its way, or one before a manager settled the sale. A charge is one payment, and its
    status reports it for ever."""
    events = [recorded.event for recorded in await recorder.journal.events_of(sale.id)]
    told = [event for event in events if isinstance(event, Paid | Mismatched)]
    if any(replace(event, raw=word.raw) == word for event in told):
        return sale  # its worker reads it anew
    return await recorder.evidence(sale, word)


class StatusPoller:
    """Polls one sale. Keeps no state that a restart would miss."""

    def __init__(
        self, method: Method, gateway: SupportsStatus, recorder: SaleRecorder,
        client: ProviderClient, now: Callable[[], datetime], random: Random, since: float, *,
        begun: bool,
    ) -> None:  # fmt: skip
        """`since` is when this run of the till first had the sale, by the loop's clock; `begun`
        says whether this run made it."""
        self._method = method
        self._gateway = gateway
        self._recorder = recorder
        self._client = client
        self._now = now
        self._random = random
        self._since = since
        self._begun_here = begun
        self._failures = 0
        self._misses = 0
        self._answered = False
        self._expected_in: float | None = None
        self._retry_after = 0.0
        self._is_due = False  # whatever its age and its failures
        self._moves = 0
        self._moves_seen = 0
        self._detour: str | None = None  # an earlier status path that the provider named again
        self._is_its_own = True  # the polled account is the sale's own: others do not know the sale
        # Of the last poll: how old the sale was, and when it began and ended by the loop's clock.
        self._age = 0.0
        self._began: float | None = None
        self._ended: float | None = None
        self.watched = False  # on the screen, with somebody at a phone
        # The last poll could not leave: the next turn that a connection gives is this sale's.
        self.is_cut_off = False

    @property
    def failures(self) -> int:
        """Returns how many polls in a row got no answer of use."""
        return self._failures

    def forget_failures(self) -> None:
        """Has the next poll come at once: what made the last ones fail is over."""
        self._failures = 0
        self._is_due = True

    def pause(self, sale: Sale) -> float:
        """Returns the seconds until the next poll: none if the provider has just given a new status
        path.

        A sale that never got an answer is polled as if it were new, however old it is: an old
        charge may only now have been found.
        """
        if self._is_due:
            self._is_due = False
            return 0.0
        if self._moves_seen < self._moves <= MOST_MOVES:
            self._moves_seen = self._moves
            return 0.0
        failures = self._failures + self._misses
        now = asyncio.get_running_loop().time()
        since = now - self._ended if self._ended is not None else 0.0
        if self.watched:
            # Never polled: its sending counts as a poll.
            begun = now - self._began if self._began is not None else self._age_of(sale)
            delay = next_watched_look(self._age, self._expected_in) - begun
            return max(delay, max(backoff(failures), self._retry_after) - since, 0.0)
        age = self._age_of(sale) if self._answered else 0.0
        delay = next_look(age, self._expected_in, failures, self._random)
        return max(max(delay, self._retry_after) - since, 0.0)

    async def look(self, sale: Sale) -> Sale:
        """Returns the sale after one poll; a poll that fails leaves it as it is."""
        loop = asyncio.get_running_loop()
        self._age, self._began = self._age_of(sale), loop.time()
        try:
            return await self._look(sale)
        finally:
            self._ended = loop.time()

    async def _look(self, sale: Sale) -> Sale:
        self._retry_after = 0.0
        self.is_cut_off = self._is_due = False
        try:
            account = self._client.account(self._method)
            asked = replace(sale, status_path=self._detour or sale.status_path)
            self._is_its_own = self._client.is_by(sale, self._method)
            answer = await self._client.send(account, self._gateway.status(account, asked), sale)
        except RequestNotSent:
            # Not a failure that polls pause for: none has reached the provider.
            self.is_cut_off = self._client.connection(self._method.provider).is_cut
            if not self.is_cut_off:
                self._failures += 1
            return await self._doubt(sale)
        except (NotSetUp, ResponseLost):
            self._failures += 1
            return await self._doubt(sale)
        self._answered = True
        meaning = self._gateway.parse_status(account, asked, answer)
        self._client.record_health(self._method.provider, meaning)
        return await self._understand(sale, meaning, answer.kept)

    async def _understand(self, sale: Sale, meaning: Interpretation, raw: str) -> Sale:
        match meaning:
            case Paid() | Authorized() | Mismatched():
                return await tell_of_money(self._recorder, sale, replace(meaning, raw=raw))
            case NotPaid():
                return await self._end(sale, meaning, raw)
            case Redirected() if await is_news(self._recorder.journal, sale, meaning.follow):
                self._moves += 1
                sale = await self._recorder.evidence(sale, StatusPathChanged(follow=meaning.follow))
                self._detour = None
                if self._moves <= MOST_MOVES:
                    return sale  # the next poll, which is at once, may bring the final answer
            case Redirected():  # an earlier status path: the till polls there, and writes nothing
                self._detour = meaning.follow
            case StillWaiting():
                self._failures = self._misses = 0
                self._expected_in = meaning.expected_in
            case NotFound() if self._is_its_own:
                return await self._miss(sale)
            case RateLimited():
                self._failures += 1
                self._retry_after = min(meaning.retry_after or 0.0, MOST_PATIENCE)
                self._client.limiter(self._method.provider).pause(self._retry_after)
            case Indeterminate() if _is_news(sale, meaning.reason):
                lost = OutcomeUnknown(reason=meaning.reason, detail=meaning.detail, raw=raw)
                return await self._recorder.evidence(sale, lost)
            case _:
                self._failures += 1
        return await self._doubt(sale)

    async def _end(self, sale: Sale, meaning: NotPaid, raw: str) -> Sale:
        """Ends the sale after a no, unless the no is not final for money that goes out."""
        if sale.purpose not in GOES_OUT or frees_money_that_goes_out(meaning):
            return await self._recorder.evidence(sale, end_event(meaning, raw))
        self._failures += 1
        if sale.reason is meaning.reason:
            return sale
        lost = OutcomeUnknown(reason=meaning.reason, detail=meaning.detail, raw=raw)
        return await self._recorder.evidence(sale, lost)

    async def _miss(self, sale: Sale) -> Sale:
        """Counts polls at which the provider does not know the sale: it may be slow to, but not for
        long."""
        self._misses += 1
        if self._misses < MISSES or sale.state is State.UNKNOWN:
            return sale
        return await self._recorder.evidence(
            sale, OutcomeUnknown(reason=Reason.UNKNOWN_TO_PROVIDER)
        )

    async def _doubt(self, sale: Sale) -> Sale:
        """Calls a sale unknown that has waited too long; polling goes on."""
        there = self._client.time_at(self._method.provider)
        age = most_age(sale.created_at, self._kept_for(), self._now(), there)
        if sale.state is State.WAITING and age > self._method.doubted_after:
            return await self._recorder.evidence(sale, FinalWordMissing())
        return sale

    def _age_of(self, sale: Sale) -> float:
        """Returns the age that sets the polling interval: setting the wall clock does not make a
        sale old."""
        if self._begun_here:
            return self._kept_for()
        there = self._client.time_at(self._method.provider)
        return least_age(sale.created_at, self._kept_for(), self._now(), there)

    def _kept_for(self) -> float:
        return asyncio.get_running_loop().time() - self._since


def _is_news(sale: Sale, reason: Reason) -> bool:
    """Returns whether the reason explains the unknown outcome, and the cashier has not seen it
    yet."""
    if reason in DONE_BEFORE:
        return not is_at_an_end(sale)
    known = sale.state is State.UNKNOWN and sale.reason is reason
    return reason in NOT_SURE and sale.state in (State.WAITING, State.UNKNOWN) and not known
