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
            done = [await self._settle(call) for call in said.calls]
        except EnvironmentFailed:  # no answer, or no journal: it is all there the next time
            return False
        return bool(done) and all(done)

    async def _settle(self, call: ProviderCall) -> bool:
        """Returns whether the office knows that the call is done. One that fails for a mistake of
        ours holds up none behind it. Raises EnvironmentFailed."""
        try:
            if not await self._judge(call):
                return False
        except EnvironmentFailed:
            raise
        except Exception as error:  # noqa: BLE001 - reported once, and it stays in the inbox
            if call.mark not in self._failed:
                self._failed.add(call.mark)
                report(error)
            return False
        return await self._api.done(self._session.access, call.mark) is None


def _as_far_as_known(inbox: Inbox) -> Sequence[SharedAccount]:
    """What is left of one provider, perhaps for ever, says nothing about another."""
    left = {call.provider for call in inbox.calls}
    return [
        replace(one, complete_to=None) if one.provider in left else one for one in inbox.accounts
    ]
