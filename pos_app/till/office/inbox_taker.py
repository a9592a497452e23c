"""Takes what providers said from the office's inbox: the till judges it, and then says it is done.

The inbox is a list of what is not done, and no queue with a place in it: what was taken and not
said to be done, because the till was killed between the two, is there again, and the till knows a
payment that it has.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from pos_app.domain.errors import EnvironmentFailed, RequestNotSent, ResponseLost
from pos_app.ports.office.office_api import OfficeApi
from pos_app.ports.office.protocol import Inbox, ProviderCall, SharedAccount
from pos_app.till.background import report
from pos_app.till.office.last_heard import LastHeard
from pos_app.till.office.office_pace import OfficePace
from pos_app.till.office.office_session import OfficeSession

# Judges a call by the till's own code. Returns whether it is settled: durable, or none of this
# till's business; False for one that cannot be judged yet. Raises EnvironmentFailed.
Judge = Callable[[ProviderCall], Awaitable[bool]]
TellAccounts = Callable[[Sequence[SharedAccount]], Awaitable[None]]


class InboxTaker:
    """Asks the inbox whenever it is told to look, and now and then anyway."""

    def __init__(
        self,
        api: OfficeApi,
        session: OfficeSession,
        judge: Judge,
        tell: TellAccounts,
        heard: LastHeard,
        pace: OfficePace,
    ) -> None:
        """`tell` is called with the accounts as the office has them now, and hears how far the
        inbox is complete only where nothing of their provider is left in it."""
        self._api = api
        self._session = session
        self._judge = judge
        self._tell = tell
        self._heard = heard
        self._pace = pace
        self._asked = asyncio.Event()
        self._failed = set[str]()  # the marks of calls whose failure was reported

    def look(self) -> None:
        self._asked.set()

    async def run(self) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            await self._session.begun.wait()
            began = clock()
            self._asked.clear()
            if not await self._take():
                await self._until_asked()
            await asyncio.sleep(began + self._pace.look - clock())

    async def _until_asked(self) -> None:
        try:
            async with asyncio.timeout(self._pace.inbox):
                await self._asked.wait()
        except TimeoutError:
            return

    async def _take(self) -> bool:
        """Takes what is there. Returns whether there may be more: an inbox comes by the slice."""
        try:
            said = await self._api.inbox(self._session.access)
        except (RequestNotSent, ResponseLost):
            said = None
        if not isinstance(said, Inbox):
            self._heard.nothing()
            return False
        self._heard.now()
        await self._tell(_as_far_as_known(said))
        try:
            settled = [call.mark for call in said.calls if await self._is_settled(call)]
            done = [await self._is_done(mark) for mark in settled]
        except EnvironmentFailed:  # no office, or no journal: it is all there the next time
            return False
        return bool(done) and all(done) and len(done) == len(said.calls)

    async def _is_settled(self, call: ProviderCall) -> bool:
        """Judges a call. One that fails for a mistake of ours holds up none behind it. Raises
        EnvironmentFailed."""
        try:
            return await self._judge(call)
        except EnvironmentFailed:
            raise
        except Exception as error:  # noqa: BLE001 - reported once, and it stays in the inbox
            if call.mark not in self._failed:
                self._failed.add(call.mark)
                report(error)
            return False

    async def _is_done(self, mark: str) -> bool:
        """Returns whether the office knows that the call is done. Raises RequestNotSent."""
        try:
            return await self._api.done(self._session.access, mark) is None
        except ResponseLost:  # it is shown again; the others are none the worse for it
            return False


def _as_far_as_known(inbox: Inbox) -> Sequence[SharedAccount]:
    """What is left of one provider, perhaps for ever, says nothing about another."""
    left = {call.provider for call in inbox.calls}
    return [
        replace(one, complete_to=None) if one.provider in left else one for one in inbox.accounts
    ]
