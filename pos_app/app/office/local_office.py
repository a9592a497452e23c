"""The office of an open till: joins one, leaves it, and tells how the till stands with it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack

from pos_app.app.office.office_hearing import OfficeHearing
from pos_app.domain.errors import BadInput, EnvironmentFailed, NotShipped, SettingsUnavailable
from pos_app.domain.people.approval import Approval
from pos_app.installation.office_membership import MembershipStore, end_membership
from pos_app.installation.profile import Profile
from pos_app.installation.settings import check_address
from pos_app.journal.shipping.shipping_reader import ShippingReader
from pos_app.ports.office.membership import OfficeMembership
from pos_app.ports.office.office_api import OfficeAccess, OfficeApi
from pos_app.ports.office.protocol import Claim, CodeRefused, Enrolled, EnrolOrder, Gap, InUse
from pos_app.ports.office.status import OfficeState, OfficeStatus, TellsOffice
from pos_app.system.version import VERSION

SHIPS_WITHIN = 10.0  # seconds that whoever leaves waits for the last events
ASKS_AGAIN = 0.5
_NONE = OfficeStatus(OfficeState.NOT_ENROLLED)
MayChange = Callable[[str, Approval | None], Awaitable[None]]
OpensLink = Callable[[], AbstractAsyncContextManager[TellsOffice]]


class LocalOffice:
    """The port `OfficeDesk`. `link` ships and listens while it is open; `name` is the till's."""

    def __init__(
        self,
        *,
        place: Profile,
        till: str,
        name: str,
        store: MembershipStore,
        api: OfficeApi,
        events: ShippingReader,
        link: OpensLink,
        may_change: MayChange,
        hearing: OfficeHearing,
    ) -> None:
        self._place = place
        self._till = till
        self._name = name
        self._store = store
        self._api = api
        self._events = events
        self._open_link = link
        self._may_change = may_change
        self._hearing = hearing
        self._link: TellsOffice | None = None
        self._linking = AsyncExitStack()
        self._listeners: list[Callable[[OfficeStatus], None]] = []

    @property
    def status(self) -> OfficeStatus:
        return self._link.status if self._link else _NONE

    def listen(self, listener: Callable[[OfficeStatus], None]) -> None:
        self._listeners.append(listener)

    async def remember(self) -> None:
        """Before the till starts: leaves those queues alone that the office reads, and ends nothing
        by itself that an office may know which it has left."""
        if await asyncio.to_thread(self._place.office.exists):
            await self._hearing.remember()
        else:
            await self._hearing.remember_leaving()

    async def open(self) -> None:
        """Links the till to the office that it belongs to."""
        self._link = await self._linking.enter_async_context(self._open_link())
        self._link.listen(self._tell)
        self._tell(self.status)

    async def close(self) -> None:
        """Ends the link, and lets go of the journal's file."""
        try:
            await self._unlink()
        finally:
            await self._events.close()

    async def _unlink(self) -> None:
        await self._linking.aclose()
        self._linking, self._link = AsyncExitStack(), None

    async def join(
        self, address: str, code: str, *, claim: Claim = Claim.NONE, approval: Approval | None
    ) -> Enrolled | InUse | CodeRefused:
        address = check_address(address, "office").rstrip("/")
        await self._may_change("office", approval)
        await asyncio.to_thread(self._store.check_place)  # while the code is still good
        head = await self._events.head()
        order = EnrolOrder(code, self._till, self._name, head, VERSION, claim)
        answer = await self._api.enrol(address, order)
        if isinstance(answer, Enrolled):
            await self._become(address, answer)
        return answer

    async def _become(self, address: str, enrolled: Enrolled) -> None:
        """Links the till anew; as it was, where the disk or the keyring takes nothing."""
        was_linked = self._link is not None
        await self._unlink()
        try:
            await asyncio.to_thread(self._keep, address, enrolled)
        except (EnvironmentFailed, BadInput):
            if was_linked:
                await self.open()
            raise
        await self._hearing.begin(enrolled.accounts)
        await self.open()

    def _keep(self, address: str, enrolled: Enrolled) -> None:
        """Keeps the token first: a membership without one is no use."""
        self._store.keep_token(enrolled.token)
        self._store.keep(OfficeMembership(address, enrolled.shop, self._till))

    async def leave(self, *, anyway: bool = False, approval: Approval | None) -> None:
        await self._may_change("office", approval)
        try:
            await self._sign_out()
        except NotShipped:
            if not anyway:
                raise
        await self._unlink()
        newest = await self._hearing.newest_sale()
        try:
            await asyncio.to_thread(end_membership, self._place.office)
        except OSError as error:
            raise SettingsUnavailable(str(error)) from error
        await self._hearing.leave(newest)
        self._tell(self.status)

    async def _sign_out(self) -> None:
        """Waits for the last events, the one that says who leaves among them. Raises NotShipped."""
        membership = await asyncio.to_thread(self._store.load)
        token = await asyncio.to_thread(self._store.token)
        if membership is None or not token:
            raise NotShipped(None)
        access = OfficeAccess(membership.address, self._till, token)
        ends = asyncio.get_running_loop().time() + SHIPS_WITHIN
        while lacks := await self._lacks(access):
            if asyncio.get_running_loop().time() >= ends:
                raise NotShipped(lacks)
            await asyncio.sleep(ASKS_AGAIN)

    async def _lacks(self, access: OfficeAccess) -> int:
        """Returns how many events the office lacks; 0 once it has let the till go."""
        head = await self._events.head()
        try:
            said = await self._api.leave(access, head)
        except EnvironmentFailed as error:
            raise NotShipped(None) from error
        if isinstance(said, Gap):
            return max(head.number - said.head.number, 1)
        if said is not None:
            raise NotShipped(None)
        return 0

    def _tell(self, status: OfficeStatus) -> None:
        for listener in [*self._listeners]:
            listener(status)
