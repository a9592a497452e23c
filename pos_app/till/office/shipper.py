"""Ships the till's events to its office, in their order, by one request at a time.

The till keeps no mark of what is shipped: the office says which event is its last one of this till,
and the till goes on from there. So a lost answer is the same batch again, and an office that was
restored to an older moment gets what it forgot. No charge ever waits for any of this.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from pos_app.domain.errors import EnvironmentFailed, RequestNotSent, ResponseLost
from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import EventRow
from pos_app.ports.office.events import ReadsEvents
from pos_app.ports.office.office_api import OfficeApi, Refusal
from pos_app.ports.office.protocol import (
    MOST_BYTES,
    MOST_ROWS,
    Batch,
    BranchOrder,
    Busy,
    Fork,
    Gap,
    RowRefused,
    SessionGranted,
    Stored,
    TokenRefused,
    TooOld,
)
from pos_app.ports.office.status import OfficeState
from pos_app.till.office.common_event import last_common
from pos_app.till.office.office_board import OfficeBoard
from pos_app.till.office.office_pace import MOST_PATIENCE, OfficePace
from pos_app.till.office.office_session import OfficeSession

# In JSON a text grows to its double at most: quotes and backslashes, of which data is full.
_MOST_DATA = MOST_BYTES // 2

# A batch on its way changes these; from another state only an answer does.
_WELL = frozenset(
    {OfficeState.CONNECTING, OfficeState.UP_TO_DATE, OfficeState.SHIPPING, OfficeState.CLONE}
)

_LOG = logging.getLogger(__name__)


@dataclass
class _OfficeHas:
    """The office's word: the branch to ship on, and its last event there. `is_ours`: that event is
    in the till's own chain; not known is no."""

    branch: int
    head: Head
    is_ours: bool = False


class Shipper:
    """Runs beside the till for as long as it is open."""

    def __init__(
        self,
        *,
        api: OfficeApi,
        session: OfficeSession,
        events: ReadsEvents,
        board: OfficeBoard,
        now: Callable[[], datetime],
        random: Random,
        pace: OfficePace,
    ) -> None:
        self._api = api
        self._session = session
        self._events = events
        self._board = board
        self._now = now
        self._random = random
        self._pace = pace
        self._news = asyncio.Event()
        self._written = asyncio.Event()
        self._hurried = asyncio.Event()
        self._is_resting = False
        self._is_unsure = False  # whether the office still has what it had
        self._standing: _OfficeHas | None = None
        self._session_until = 0.0  # by the loop's clock
        self._failures = 0  # in a row
        self._most_rows = MOST_ROWS
        self._had = 0  # the number of the last event that the office was known to have
        self._first: int | None = None  # the till's own, before anything was known of the office
        self._away_since: datetime | None = None

    def look(self) -> None:
        """There may be new events."""
        self._news.set()
        self._written.set()

    def hurry(self) -> None:
        """There is a way to the office, or there may be: tries at once. Perhaps it was restored."""
        self._is_unsure = True
        self._hurried.set()
        self._news.set()

    async def run(self) -> None:
        """Ships until it is cancelled."""
        clock = asyncio.get_running_loop().time
        while True:
            began = clock()
            self._news.clear()
            pause = await self._step_or_pause()
            if pause is None:
                await self._until_news()
                pause = max(began + self._pace.interval - clock(), self._pace.settles)
            await self._rest(pause)

    async def count(self) -> None:
        """Tells how far behind the office is while nothing can be shipped, until it is
        cancelled."""
        while True:
            await self._written.wait()
            await asyncio.sleep(self._pace.settles)
            self._written.clear()
            if self._is_resting:
                await self._count()
            await asyncio.sleep(self._pace.interval)

    # --- one step ---------------------------------------------------------------------------------

    async def _step_or_pause(self) -> float | None:
        """Makes one step. Returns how long to wait before the next one; None for as long as nothing
        is new."""
        try:
            return await self._step()
        except (RequestNotSent, ResponseLost):
            self._away_since = self._away_since or self._now()
            self._board.become(state=OfficeState.AWAY)
            await self._count()
        except EnvironmentFailed as error:  # the journal's file, the keys, the profile
            if self._failures == 0:
                _LOG.warning("nothing can be shipped now: %s", type(error).__name__)
        return self._after_failure()

    async def _step(self) -> float | None:
        own = await self._events.head()
        if self._first is None:
            self._first = own.number
        is_due = asyncio.get_running_loop().time() > self._session_until
        if (is_due or self._standing is None) and (refused := await self._begin(own)):
            return self._refused(refused)
        standing = self._standing
        if standing is None or not await self._is_ours(standing):
            return await self._find_the_way(own)
        rows = await self._events.slice(standing.head.number, self._most_rows, _MOST_DATA)
        if not rows:
            return await self._confirm(standing, own)
        state = self._board.status.state
        self._tell(OfficeState.SHIPPING if state in _WELL else state, own, rows)
        batch = Batch(standing.branch, standing.head, rows)
        try:
            said = await self._api.ship(self._session.access, batch)
        except ResponseLost:  # a slow line may carry no batch of this size in time
            self._most_rows = max(1, len(rows) // 2)
            raise
        return self._take(standing, rows, said, own)

    async def _confirm(self, standing: _OfficeHas, own: Head) -> float | None:
        """Nothing is left to ship, as far as the till knows. Now and then it asks whether the
        office still has it: one that was restored to an older moment says nothing by itself."""
        if self._is_unsure:
            there = await self._api.hash_at(
                self._session.access, standing.branch, standing.head.number
            )
            if not isinstance(there, str):
                return self._refused(there)
            if there != standing.head.hash and standing.head.number > 0:
                self._standing = None  # a new session says what it has
                return self._once_at_once()
            self._is_unsure = False
            self._away_since = None
            self._board.become(heard_at=self._now())
        self._failures = 0
        self._tell(OfficeState.UP_TO_DATE, own, ())
        return None

    async def _begin(self, own: Head) -> Refusal | None:
        """Begins a session. Raises as `OfficeSession.begin` does."""
        said = await self._session.begin(own)
        if not isinstance(said, SessionGranted):
            return said
        self._session_until = asyncio.get_running_loop().time() + self._pace.new_session
        if said.is_clone:
            _LOG.warning("another computer runs as this till")
            self._board.is_a_clone()
        self._stand(said.branch, said.head)
        return None

    def _stand(self, branch: int, head: Head) -> None:
        """Takes the office's word about its last event of this till."""
        self._standing = _OfficeHas(branch, head)
        self._away_since = None
        self._board.become(
            branch=branch, heard_at=self._now(), address=self._session.access.address
        )

    async def _is_ours(self, standing: _OfficeHas) -> bool:
        """Returns whether the office's last event is in the till's own chain."""
        if not standing.is_ours:
            here = await self._events.hash_at(standing.head.number)
            if standing.head.number == 0 or here == standing.head.hash:
                self._own(standing)
        return standing.is_ours

    def _own(self, standing: _OfficeHas) -> None:
        """Counts what the office had and has no more: it was restored to an older moment."""
        standing.is_ours = True
        if forgot := max(0, self._had - standing.head.number):
            _LOG.warning("the office has forgotten %d events", forgot)
            self._board.become(forgot=self._board.status.forgot + forgot)
        self._had = standing.head.number

    def _take(
        self,
        standing: _OfficeHas,
        rows: Sequence[EventRow],
        said: Stored | Gap | Fork | RowRefused | Refusal,
        own: Head,
    ) -> float | None:
        """Takes the answer to a batch. Returns as `_step_or_pause` does."""
        if isinstance(said, Stored):
            self._failures = 0
            self._most_rows = min(MOST_ROWS, 2 * self._most_rows)
            self._stand(standing.branch, said.head)
            if said.head == rows[-1].head and self._standing:  # else the next step looks
                self._own(self._standing)
            if said.head.number < own.number:
                self._board.become(state=OfficeState.SHIPPING)
                return 0.0
            self._tell(OfficeState.UP_TO_DATE, own, ())
            return None
        if isinstance(said, Gap | Fork):
            self._stand(standing.branch, said.head)
            return self._once_at_once()
        if isinstance(said, RowRefused):
            return self._row_refused(rows, said.place, own)
        return self._refused(said)

    def _row_refused(self, rows: Sequence[EventRow], place: int, own: Head) -> float:
        """Ships what comes before that row; then there is that row alone."""
        if 0 < place < len(rows):
            self._most_rows = place
            return self._once_at_once()
        if self._board.status.state is not OfficeState.STUCK:
            _LOG.warning("the office refuses event %d", rows[0].seq)
        self._most_rows = MOST_ROWS
        self._tell(OfficeState.STUCK, own, rows)
        return self._slowly()

    def _refused(self, said: Refusal) -> float:
        if isinstance(said, Busy):
            if said.retry_after is not None:
                return min(said.retry_after, MOST_PATIENCE) + self._after_failure()
            return self._after_failure()
        if isinstance(said, TooOld):
            self._board.become(state=OfficeState.TOO_OLD, heard_at=self._now())
        if isinstance(said, TokenRefused):
            self._standing = None  # the till may be enrolled anew
            self._board.become(state=OfficeState.REFUSED, heard_at=self._now())
        return self._slowly()

    # --- forks ------------------------------------------------------------------------------------

    async def _find_the_way(self, own: Head) -> float | None:
        """The office's last event is not in the till's chain. Asks where to ship on, and where the
        two chains part; what the till has from there on becomes a branch."""
        if refused := await self._begin(own):
            return self._refused(refused)
        standing = self._standing
        if standing is None or await self._is_ours(standing):
            return 0.0
        access, most = self._session.access, min(own.number, standing.head.number)
        common = await last_common(self._api, access, self._events, standing.branch, most)
        if not isinstance(common, Head):
            return self._refused(common)
        return await self._branch_off(standing.branch, common)

    async def _branch_off(self, branch: int, common: Head) -> float | None:
        """Opens a branch for what the till has after this event."""
        rows = await self._events.slice(common.number, 1, _MOST_DATA)
        if not rows:  # the office has more than the till, which was restored and sells nothing yet
            self._failures = 0
            self._tell(OfficeState.UP_TO_DATE, common, ())
            return None
        order = BranchOrder(branch, common, rows[0].hash)
        said = await self._api.open_branch(self._session.access, order)
        if isinstance(said, Gap):
            self._stand(branch, said.head)
            return self._once_at_once()
        if isinstance(said, Refusal):
            return self._refused(said)
        _LOG.warning("the office has other events after number %d: a branch", common.number)
        self._stand(said.branch, said.head)
        return self._once_at_once()

    # --- pauses -----------------------------------------------------------------------------------

    def _after_failure(self) -> float:
        self._failures += 1
        return self._pace.after_failures(self._failures, self._random)

    def _once_at_once(self) -> float:
        """Goes on at once, unless it has only just done so."""
        pause = self._after_failure()
        return pause if self._failures > 1 else 0.0

    def _slowly(self) -> float:
        return self._random.uniform(0.5, 1.0) * self._pace.slowly

    async def _until_news(self) -> None:
        try:
            async with asyncio.timeout(self._pace.idle):
                await self._news.wait()
        except TimeoutError:
            self._is_unsure = True

    async def _rest(self, seconds: float) -> None:
        """Waits for so long, or until it is hurried; what is new is counted meanwhile."""
        self._is_resting = True
        if self._news.is_set():  # written while the step went on
            self._written.set()
        try:
            async with asyncio.timeout(seconds):
                await self._hurried.wait()
        except TimeoutError:
            return
        finally:
            self._is_resting = False
            self._hurried.clear()

    # --- what is told -----------------------------------------------------------------------------

    async def _count(self) -> None:
        try:
            own = await self._events.head()
            rows = await self._events.slice(self._known_to_have(own), 1, _MOST_DATA)
        except EnvironmentFailed:
            return  # the next step says so
        self._tell(self._board.status.state, own, rows)

    def _known_to_have(self, own: Head) -> int:
        """Returns the number of the last event that the office has; before anything is known of it,
        of the till's own when it was opened: then what came since is counted."""
        if self._standing is not None and self._standing.is_ours:
            return self._standing.head.number
        return self._had or self._first or own.number

    def _tell(self, state: OfficeState, own: Head, rows: Sequence[EventRow]) -> None:
        """`rows` begin with the first event that the office lacks."""
        since = datetime.fromisoformat(rows[0].at) if rows else self._away_since
        behind = own.number - (rows[0].seq - 1) if rows else 0
        self._board.become(state=state, behind=behind, since=since)
