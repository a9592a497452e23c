"""What providers told the office reaches the till's own code, and is done once it is durable."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from till.office.a_till import HURRIED, TillFile, a_till, store_in
from till.office.small_office import TILL, TOKEN, SmallOffice, small_office, until

from pos_app.domain.errors import JournalUnavailable
from pos_app.gateways.http import HttpSender
from pos_app.gateways.office.office_client import HttpOffice
from pos_app.ports.office.call_verdict import CallVerdict
from pos_app.ports.office.event_row import BEGINNING
from pos_app.ports.office.office_api import OfficeAccess
from pos_app.ports.office.protocol import AccountMode, CallKind, ProviderCall, SharedAccount
from pos_app.till.office.inbox_taker import InboxTaker
from pos_app.till.office.last_heard import LastHeard
from pos_app.till.office.office_pace import OfficePace
from pos_app.till.office.office_session import OfficeSession
from pos_app.till.office.provider_calls import CallJudge
from pos_app.till.office.waker import Waker

PATIENT = replace(HURRIED, inbox=1000.0)
ACCOUNT = SharedAccount(
    "p", AccountMode.QUEUE, "mark", complete_to=datetime(2026, 11, 30, tzinfo=UTC)
)


def call(number: int) -> ProviderCall:
    body = f'{{"id": {number}}}'.encode()
    mark = hashlib.sha256(body).hexdigest()
    at = datetime(2026, 11, 30, tzinfo=UTC)
    return ProviderCall(mark, "p", CallKind.WEBHOOK, at, {"x-signature": "s"}, body, "a sale")


def put(office: SmallOffice, *numbers: int) -> None:
    office.calls |= {one.mark: one for one in map(call, numbers)}


@dataclass
class Hearing:
    """A till's judgement, by a script: what it heard, and what is in the way."""

    heard: list[ProviderCall] = field(default_factory=list)
    errors: list[Exception | bool] = field(default_factory=list)

    async def judge(self, one: ProviderCall) -> bool:
        self.heard.append(one)
        said = self.errors.pop(0) if self.errors else True
        if isinstance(said, Exception):
            raise said
        return said


@asynccontextmanager
async def taking(
    folder: Path, office: SmallOffice, hearing: Hearing, pace: OfficePace = PATIENT
) -> AsyncIterator[tuple[InboxTaker, list[Any]]]:
    async with AsyncExitStack() as closing:
        sender = HttpSender()
        closing.push_async_callback(sender.close)
        api = HttpOffice(sender)
        store = store_in(folder, office.address)
        session = OfficeSession(api, store, TILL, "1", lambda: datetime.now(UTC))
        await session.begin(BEGINNING)
        told, heard = list[Any](), LastHeard()

        async def tell(accounts: Any) -> None:
            told.append(accounts)

        taker = InboxTaker(api, session, hearing.judge, tell, heard, pace)
        waker = Waker(api, session, lambda: None, taker.look, heard, Random(1), HURRIED)
        tasks = [asyncio.create_task(taker.run()), asyncio.create_task(waker.run())]
        try:
            yield taker, told
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def test_calls_are_taken_in_their_order_and_said_to_be_done(tmp_path: Path) -> None:
    async with small_office(accounts=(ACCOUNT,)) as office:
        put(office, 1, 2, 3, 4, 5)  # the office gives two at a time
        hearing = Hearing()
        async with taking(tmp_path, office, hearing) as (_, told):
            await until(lambda: not office.calls)
            assert hearing.heard == [*map(call, range(1, 6))]
            await until(lambda: told[-1] == [ACCOUNT])
            assert told[0] == [replace(ACCOUNT, complete_to=None)]  # while something is left
            await until(lambda: office.streams)
            put(office, 6)
            await office.say(b": nothing\n\n")
            await office.say()
            await until(lambda: not office.calls)
            for stream in [*office.streams]:
                stream.close()  # something between cuts it; what comes meanwhile is told to nobody
            put(office, 7)
            await until(lambda: not office.calls)
        assert [one.body for one in hearing.heard[5:]] == [call(6).body, call(7).body]


async def test_what_cannot_be_kept_or_judged_stays_there_and_holds_up_nobody(
    tmp_path: Path,
) -> None:
    async with small_office() as office:
        put(office, 1, 2)
        hearing = Hearing(errors=[JournalUnavailable("full")])
        reported = list[Any]()
        asyncio.get_running_loop().set_exception_handler(lambda _, what: reported.append(what))
        async with taking(tmp_path, office, hearing) as (taker, _):
            await until(lambda: not office.calls or len(hearing.heard) >= 1)
            await asked_until_empty(taker, office)
            assert [one.body for one in hearing.heard].count(call(1).body) == 2
            put(office, 3, 4)
            hearing.errors = [ZeroDivisionError(), True, ZeroDivisionError(), False, True]
            await asked_until_empty(taker, office)
        assert [type(one["exception"]) for one in reported] == [ZeroDivisionError]


async def test_a_call_that_cannot_be_done_holds_up_none_behind_it(tmp_path: Path) -> None:
    async with small_office() as office:
        put(office, 1, 2)
        office.undone = {call(1).mark}
        async with taking(tmp_path, office, Hearing()) as (_, __):
            await until(lambda: [*office.calls] == [call(1).mark])


async def test_what_waits_of_one_provider_holds_up_no_other(tmp_path: Path) -> None:
    other = replace(ACCOUNT, provider="another")
    async with small_office(accounts=(ACCOUNT, other)) as office:
        put(office, 1)
        async with taking(tmp_path, office, Hearing(errors=[False] * 9)) as (_, told):
            await until(lambda: told)
            assert told[-1] == [replace(ACCOUNT, complete_to=None), other]


async def test_however_often_it_is_told_to_look_it_looks_now_and_then(tmp_path: Path) -> None:
    async with small_office() as office:
        pace = replace(PATIENT, look=1000.0)
        async with taking(tmp_path, office, Hearing(), pace) as (taker, told):
            await until(lambda: told)
            for number in range(3):
                put(office, number)
                taker.look()
                await office.say()
            await until(lambda: office.streams)
        assert len(told) == 1


async def asked_until_empty(taker: InboxTaker, office: SmallOffice) -> None:
    def is_empty() -> bool:
        taker.look()
        return not office.calls

    await until(is_empty)


@dataclass
class TillDoors:
    """The till's doors, and what came through."""

    accounts: set[str]
    said: bool = True
    verdict: CallVerdict = CallVerdict.TAKEN
    heard: list[tuple[Any, ...]] = field(default_factory=list)

    async def handle_webhook(self, *told: Any, of_office: bool = False) -> bool:
        assert of_office
        self.heard.append(told)
        return self.said

    async def handle_entry(self, *told: Any) -> CallVerdict:
        self.heard.append(told)
        return self.verdict

    def is_set_up(self, provider: str) -> bool:
        return provider in self.accounts


async def test_a_call_is_judged_by_the_till_and_waits_for_its_key() -> None:
    doors = TillDoors(set())
    judge = CallJudge(doors)
    assert not await judge.judge(call(1))  # nobody could tell whether it is a payment
    doors.accounts = {"p"}
    assert await judge.judge(call(1))
    doors.said = False
    assert await judge.judge(call(2))  # forged, or another till's: nothing at all
    one = call(1)
    assert doors.heard[0] == (one.provider, one.headers, one.body, one.about)
    entry = replace(one, kind=CallKind.ENTRY, signature="signed")
    for verdict in CallVerdict:
        doors.verdict = verdict
        assert await judge.judge(entry) is (verdict is not CallVerdict.UNREAD)
    assert doors.heard[-1] == (entry.provider, entry.body, entry.signature)


async def test_all_of_it_runs_beside_a_till_and_ends_with_it(tmp_path: Path) -> None:
    async with small_office(accounts=(ACCOUNT,)) as office:
        sender = HttpSender()
        file = TillFile(tmp_path)
        file.write(2)
        put(office, 1)
        async with a_till(file, store_in(tmp_path, office.address), sender) as till:
            await till.is_up_to_date(office)
            await until(lambda: till.judged and till.accounts and office.streams)
        await until(lambda: not office.streams)
        api, access = HttpOffice(sender), OfficeAccess(office.address, TILL, TOKEN)
        assert await api.leave(access, file.rows[-1].head) is None
        assert await api.events_after(access, file.rows[0].head) == file.rows[1:]
        file.close()
        await sender.close()
