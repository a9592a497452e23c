"""One collector an account: what it asks of a real provider, and what reaches which till."""

import asyncio
import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from office.calls.network import network
from office.calls.scene import Scene, scene, until
from support import World

from pos_app.gateways import proxypay
from pos_app.office.calls.collecting import hearing
from pos_app.office.calls.queues.request_budget import Pace
from pos_app.ports.gateway import Account, Answer, Request, Sender
from pos_app.ports.office.protocol import AccountMode

MINUTE = 1.2  # seconds
PACE = Pace(minute=MINUTE)


async def _calls(stage: Scene) -> list[Any]:
    return await stage.asked("SELECT till, payment, acknowledged_at FROM call ORDER BY received_at")


async def test_for_500_tills_and_1000_references_15_requests_a_minute_are_enough(
    office_url: str, world: World
) -> None:
    """Two processes collect, by mistake. What is stored is the provider's words, and leaves its
    queue."""
    account = world.accounts["proxypay"]
    async with scene(office_url) as stage, network() as sender:
        shop = await stage.shop("Baixa")
        await stage.asked(
            "INSERT INTO till (shop, public, name)"
            " SELECT %s, 'T' || n, 'Caixa' FROM generate_series(1, 499) n",
            shop,
        )
        last = await stage.till(shop)
        named = await sender.reference(account, {"till": "T7", "sale": "s-1"})
        known = await sender.reference(account, {})
        nobodys = await sender.reference(account, {})
        await stage.sale(last, known)
        await stage.asked(
            "INSERT INTO sale SELECT shop, till, 'W' || n, branch, first_seq, last_seq, n, day,"
            " created_at, updated_at, method, purpose, state, currency, amount, beside, flags,"
            " phone, (900000000 + n)::text, parent, cashier, alone, rest"
            " FROM sale, generate_series(1, 1000) n"
        )
        await stage.account("proxypay", [shop], AccountMode.QUEUE, account.secret, account.base_url)
        async with (
            hearing(stage.pool, stage.seal, sender, pace=PACE, lease_lasts=1),
            hearing(stage.pool, stage.seal, sender, pace=PACE, lease_lasts=1),
        ):
            await until(lambda: stage.asked("SELECT 1 FROM account WHERE collected_at < now()"))
            for reference in (named, known, nobodys):
                await sender.paid(world, account, reference)

            async def all_gone() -> bool:
                calls = await _calls(stage)
                return len(calls) == 3 and all(at for _, _, at in calls)

            async def two_minutes() -> bool:
                first, now = sender.sent[0][0], asyncio.get_running_loop().time()
                return now > first + 2 * MINUTE

            await until(all_gone)
            await until(two_minutes)
        (seventh,) = (await stage.asked("SELECT till FROM till WHERE public = 'T7'"))[0]
        assert [till for till, _, _ in await _calls(stage)] == [seventh, last.till, None]
        assert sender.most_within(MINUTE) <= 15
        assert await stage.asked("SELECT fence, trouble FROM account") == [(1, "")]
        for body, signature in await stage.asked("SELECT body, signature FROM call"):
            made = hmac.new(account.secret.encode(), bytes(body), hashlib.sha256).hexdigest()
            assert signature == made
            told = proxypay.parse_entry(account, bytes(body).decode())
            assert told is not None
            assert told.reference in (named, known, nobodys)
        assert await sender.ask(account, "GET", "/payments") == []


@pytest.mark.parametrize("provider", ["proxypay", "wikipay"])
async def test_payments_behind_a_full_page_are_found_and_no_id_that_two_bear_leaves_the_queue(
    office_url: str, world: World, provider: str
) -> None:
    account = world.accounts[provider]
    async with scene(office_url) as stage, network() as sender:
        shop = await stage.shop("Baixa")
        reference = await sender.reference(account, {})
        await sender.paid(world, account, reference, 130)
        world.fault("same_payment_id", provider, times=1)
        await sender.paid(world, account, reference, amount="7.00")  # bears the last one's id
        await stage.account(provider, [shop], AccountMode.QUEUE, account.secret, account.base_url)
        async with hearing(stage.pool, stage.seal, sender, pace=PACE):

            async def all_there() -> bool:
                calls = await _calls(stage)
                return len(calls) == 131 and sum(bool(at) for _, _, at in calls) > 100

            await until(all_there)
            await until(lambda: stage.asked("SELECT 1 FROM account WHERE collected_at IS NOT NULL"))
        shared = await stage.asked("SELECT payment FROM call GROUP BY 1 HAVING count(*) = 2")
        assert len(shared) == 1
        still = "SELECT count(*) FROM call WHERE payment = %s AND acknowledged_at IS NULL"
        assert await stage.asked(still, shared[0][0]) == [(2,)]
        asked = [line for _, line in sender.sent if line.startswith("DELETE")]
        assert [line for line in asked if line.endswith(shared[0][0])] == []


async def test_a_provider_that_refuses_is_asked_less_and_managers_see_why(
    office_url: str, world: World
) -> None:
    account = world.accounts["proxypay"]
    async with scene(office_url) as stage, network() as sender:
        shop = await stage.shop("Baixa")
        world.fault("status", "proxypay", status=429, retry_after=1, times=0)
        number, _ = await stage.account(
            "proxypay", [shop], AccountMode.QUEUE, account.secret, account.base_url
        )
        async with hearing(stage.pool, stage.seal, sender, pace=Pace(minute=0.5)):

            async def troubled(by: str) -> bool:
                return await stage.asked("SELECT trouble FROM account") == [(by,)]

            await until(lambda: troubled("too_many_requests"))
            world.heal()
            await until(lambda: troubled(""))
        asked = [at for at, _ in sender.sent]
        assert asked[1] - asked[0] >= 1
        assert number


async def test_what_cannot_be_stored_stays_with_its_provider(office_url: str, world: World) -> None:
    account = world.accounts["proxypay"]
    async with scene(office_url) as stage, network() as sender:
        shop = await stage.shop("Baixa")
        await sender.paid(world, account, await sender.reference(account, {}))
        await stage.account("proxypay", [shop], AccountMode.QUEUE, account.secret, account.base_url)
        await stage.asked("REVOKE INSERT ON call FROM office_collect")
        async with hearing(stage.pool, stage.seal, sender, pace=Pace(minute=0.5)):

            async def read_often() -> bool:
                return len(sender.sent) > 3

            await until(read_often)
            assert {line.partition(" ")[0] for _, line in sender.sent} == {"GET"}
            assert await stage.asked("SELECT collected_at FROM account") == [(None,)]
            await stage.asked("GRANT INSERT ON call TO office_collect")
            gone = "SELECT 1 FROM call WHERE acknowledged_at IS NOT NULL"
            await until(lambda: stage.asked(gone))


@dataclass
class ClockBehind:
    """A way to a provider whose clock tells this time; no time at all for None."""

    sender: Sender
    at: datetime | None

    async def send(self, account: Account, request: Request) -> Answer:
        answer = await self.sender.send(account, request)
        others = {name: value for name, value in answer.headers.items() if name != "date"}
        told = {"date": format_datetime(self.at, usegmt=True)} if self.at else {}
        return replace(answer, headers={**others, **told})


async def test_a_queue_is_read_up_to_the_time_at_its_provider(
    office_url: str, world: World
) -> None:
    account = world.accounts["proxypay"]
    async with scene(office_url) as stage, network() as sender:
        await stage.account(
            "proxypay",
            [await stage.shop("Baixa")],
            AccountMode.QUEUE,
            account.secret,
            account.base_url,
        )
        way = ClockBehind(sender, None)
        async with hearing(stage.pool, stage.seal, way, pace=Pace(minute=0.5)):
            asked = len(sender.sent)

            async def read_twice() -> bool:
                return len(sender.sent) > asked + 2

            await until(read_twice)
            assert await stage.asked("SELECT collected_at FROM account") == [(None,)]
            way.at = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=10)

            async def is_told() -> bool:
                return await stage.asked("SELECT collected_at FROM account") == [(way.at,)]

            await until(is_told)
