"""Everything that runs beside the till of an office: it ships, listens, and takes."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from random import Random

from pos_app.ports.office.events import ReadsEvents
from pos_app.ports.office.membership import KeepsMembership, OfficeMembership
from pos_app.ports.office.office_api import OfficeApi
from pos_app.ports.office.status import OfficeState, OfficeStatus
from pos_app.till.background import BackgroundTasks
from pos_app.till.office.inbox_taker import InboxTaker, Judge, TellAccounts
from pos_app.till.office.last_heard import LastHeard
from pos_app.till.office.office_board import OfficeBoard
from pos_app.till.office.office_pace import OfficePace
from pos_app.till.office.office_session import OfficeSession
from pos_app.till.office.shipper import Shipper
from pos_app.till.office.waker import Waker


class BesideTheTill:
    """The till's side of its office, while it runs."""

    def __init__(self, shipper: Shipper, inbox: InboxTaker, board: OfficeBoard) -> None:
        self.board = board
        self.ask = inbox.look  # to be called where somebody waits for what a provider says
        self.look = shipper.look  # to be called whenever something was written
        self.hurry = shipper.hurry  # to be called whenever there may be a network again


@asynccontextmanager
async def beside_the_till(
    *,
    api: OfficeApi,
    store: KeepsMembership,
    membership: OfficeMembership | None,
    events: ReadsEvents,
    judge: Judge,
    tell: TellAccounts,
    heard: LastHeard,
    till: str,
    version: str,
    now: Callable[[], datetime],
    random: Random,
    pace: OfficePace = OfficePace(),  # noqa: B008 - frozen
) -> AsyncIterator[BesideTheTill]:
    """Runs until the block is left. `membership` is what is known of it at the start."""
    address, shop = (membership.address, membership.shop) if membership else ("", "")
    board = OfficeBoard(OfficeStatus(OfficeState.CONNECTING, address, shop))
    session = OfficeSession(api, store, till, version, now)
    shipper = Shipper(
        api=api,
        session=session,
        events=events,
        board=board,
        now=now,
        random=random,
        pace=pace,
    )
    inbox = InboxTaker(api, session, judge, tell, heard, pace)
    tasks = BackgroundTasks()
    tasks.start(shipper.run(), "ships to the office")
    tasks.start(shipper.count(), "counts what the office lacks")
    waker = Waker(api, session, shipper.hurry, inbox.look, heard, random, pace)
    tasks.start(waker.run(), "listens to the office")
    tasks.start(inbox.run(), "takes what providers told the office")
    try:
        yield BesideTheTill(shipper, inbox, board)
    finally:
        await tasks.stop()
