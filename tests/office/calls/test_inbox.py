"""What a till is shown of what providers said, until it has it for good."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from office.calls.scene import KEY, Scene, Telling, payment, scene, served, signed
from psycopg import AsyncConnection
from starlette.applications import Starlette

from pos_app.office.calls.accounts.sealing import Seal
from pos_app.office.calls.accounts.shared_accounts import AccountsOfTills
from pos_app.office.calls.collecting import hook_app
from pos_app.office.calls.hook_watch import beat
from pos_app.office.calls.inbox import MOST_CALLS, Inboxes
from pos_app.office.calls.inbox_routes import inbox_routes
from pos_app.office.calls.matching import Matching
from pos_app.office.calls.missed_calls import MissedCalls
from pos_app.office.calls.taking import take
from pos_app.office.database.connections import connected
from pos_app.office.folding.deliveries import mark_delivered
from pos_app.office.folding.projector import folding_connection
from pos_app.office.tills.known_till import KnownTill
from pos_app.ports.gateway import Account
from pos_app.ports.office.protocol import AccountMode, Inbox
from pos_app.ports.office.protocol_json import from_json

OLDER = "UPDATE call SET received_at = received_at - %s::interval, done_at = done_at - %s::interval"


async def _older(stage: Scene, by: str) -> None:
    await stage.asked(OLDER, by, by)


async def _heard(stage: Scene, token: str, *bodies: bytes) -> None:
    async with served(hook_app(stage.pool, stage.seal, Telling())) as client:
        for body in bodies:
            sent = await client.post(f"/hook/proxypay/{token}", content=body, headers=signed(body))
            assert sent.status_code == 204


def _words(inbox: Inbox) -> Sequence[bytes]:
    return [call.body for call in inbox.calls]


async def test_a_call_is_shown_until_its_payment_is_in_the_chain(office_url: str) -> None:
    async with scene(office_url) as stage, connected(office_url) as pools:
        shop = await stage.shop("Baixa")
        till, other = await stage.till(shop), await stage.till(shop)
        _, token = await stage.account("proxypay", [shop])
        body = payment(custom_fields={"till": till.public})
        await _heard(stage, token, body)
        await beat(stage.pool, "https://office.example/", MissedCalls(anybodys=False))
        tills = {f"Bearer {one.name}{one.till}": one for one in (till, other)}

        async def check(public: str, authorization: str) -> KnownTill | None:
            known = tills.get(authorization)
            return known if known and known.public == public else None

        accounts = AccountsOfTills(pools.write, stage.seal.for_paths())
        inboxes = Inboxes(pools.write, accounts)
        app = Starlette(routes=inbox_routes(inboxes, check))
        async with served(app) as client:
            path = f"/v1/tills/{till.public}/inbox"
            refused = await client.get(path, headers={"authorization": "Bearer x"})
            assert (refused.status_code, refused.json()) == (401, {"error": "token"})
            mine = {"authorization": f"Bearer Caixa{till.till}"}
            inbox = from_json(Inbox, (await client.get(path, headers=mine)).json())
            (call,) = inbox.calls
            assert (call.body, call.headers["x-signature"]) == (body, signed(body)["x-signature"])
            (account,) = inbox.accounts
            hook = f"https://office.example/hook/proxypay/{token}/{till.public}"
            assert (account.mode, account.hook) == (AccountMode.WEBHOOK, hook)
            at_the_till = Account("proxypay", "", secret=KEY).mark(["entity"])
            assert account.mark == at_the_till
            assert account.complete_to is not None
            wrong = AccountsOfTills(pools.write, Seal.new())
            assert [one.hook for one in await wrong.of(shop, till.public)] == [""]
            assert _words(await inboxes.of(other)) == []
            done = await client.post(f"{path}/{call.mark}/done", headers=mine)
            assert done.status_code == 204
            assert (await client.post(f"{path}/x/done", headers=mine)).status_code == 404
        assert _words(await inboxes.of(till)) == []
        assert await stage.asked("SELECT delivered_at FROM call") == [(None,)]
        await _older(stage, "2 minutes")  # the till may have lost it
        assert _words(await inboxes.of(till)) == [body]
        await stage.asked("UPDATE call SET delivered_at = now()")  # as the fold does
        assert _words(await inboxes.of(till)) == []


async def test_of_two_payments_under_one_id_the_one_in_the_chain_hides_no_other(
    office_url: str,
) -> None:
    async with scene(office_url) as stage, connected(office_url) as pools:
        till = await stage.till(await stage.shop("Baixa"))
        _, token = await stage.account("proxypay", stage.shops)
        mine = {"till": till.public}
        first, other = payment(custom_fields=mine), payment(custom_fields=mine, amount="750.00")
        await _heard(stage, token, first)
        inboxes = Inboxes(pools.write, AccountsOfTills(pools.write, None))

        async def told() -> Sequence[bytes]:
            """What the till is shown after the office has looked through the chains."""
            with folding_connection(office_url) as db:
                mark_delivered(db)
            return _words(await inboxes.of(till))

        await stage.asked(
            "INSERT INTO told_payment VALUES (%s, 'proxypay', '1562000001', %s, 'a-sale', now())",
            till.shop,
            till.till,
        )
        assert await told() == []  # the till asked by itself, and was faster
        await _heard(stage, token, other)
        assert await told() == [other]
        await inboxes.done(till, hashlib.sha256(other).digest())
        assert await told() == []
        assert await stage.asked("SELECT FROM call WHERE delivered_at IS NULL") == []


async def test_a_notice_finds_its_sale_by_the_reference_and_is_delivered_when_it_is_taken(
    office_url: str,
) -> None:
    telling = Telling()
    async with scene(office_url) as stage, connected(office_url) as pools:
        shop = await stage.shop("Baixa")
        till = await stage.till(shop)
        await stage.sale(till, "CP-77", "clicpay.mpesa")
        await stage.sale(await stage.till(shop), "CP-77", "proxypay")  # of another provider
        _, token = await stage.account("clicpay", [shop])
        notice = b'{"event": "transaction.success", "data": {"clicpay_reference": "CP-77"}}'
        good = {"x-webhook-signature": f"sha256={signed(notice)['x-signature']}"}
        async with served(hook_app(stage.pool, stage.seal, telling)) as client:
            hook = f"/hook/clicpay/{token}"
            assert (await client.post(hook, content=notice, headers=good)).status_code == 204
            bad = {"x-webhook-signature": signed(notice, "another")["x-signature"]}
            assert (await client.post(hook, content=notice, headers=bad)).status_code == 401
        assert telling.told == [{till.till}]
        inboxes = Inboxes(pools.write, AccountsOfTills(pools.write, None))
        (call,) = (await inboxes.of(till)).calls
        assert call.headers["x-webhook-signature"] == good["x-webhook-signature"]
        await inboxes.done(till, bytes.fromhex(call.mark))
        assert await stage.asked("SELECT count(delivered_at) FROM call") == [(1,)]


async def test_a_call_of_nobody_waits_for_its_till_and_then_is_everybodys(office_url: str) -> None:
    telling = Telling()
    async with scene(office_url) as stage, connected(office_url) as pools:
        shop, far = await stage.shop("Baixa"), await stage.shop("Outra")
        till, other, stranger = [await stage.till(one) for one in (shop, shop, far)]
        _, token = await stage.account("proxypay", [shop])
        inboxes = Inboxes(pools.write, AccountsOfTills(pools.write, None))
        owned, nobodys, notice = payment(id=1, reference_id=2), payment(id=3), b"{}"
        await _heard(stage, token, owned, nobodys)
        await stage.asked(
            "INSERT INTO call (account, mark, kind, headers, body)"
            " SELECT account, sha256(%s), 'webhook', '{}', %s FROM account",
            notice,
            notice,
        )
        matching = Matching(stage.pool, telling)
        await matching.look(60)
        assert telling.told == []
        assert await inboxes.of(other) == Inbox([], (await inboxes.of(other)).accounts)
        await stage.sale(till, "000000002")
        await stage.asked("UPDATE sale SET reference = '000000002'")
        await matching.look(60)
        assert telling.told == [{till.till}]
        await _older(stage, "3 seconds")
        for _ in range(2):
            await matching.look(60)
        assert telling.told == [{till.till}, {till.till, other.till}]
        assert _words(await inboxes.of(till)) == [owned, nobodys, notice]
        assert _words(await inboxes.of(other)) == [nobodys, notice]
        assert _words(await inboxes.of(stranger)) == []
        for one in (other, till):
            for call in (await inboxes.of(one)).calls:
                await inboxes.done(one, bytes.fromhex(call.mark))
        assert _words(await inboxes.of(other)) == []
        left = await stage.asked("SELECT body FROM call WHERE delivered_at IS NULL ORDER BY 1")
        assert sorted(body for (body,) in left) == sorted([owned, nobodys])
        async with pools.write.connection() as connection, connection.transaction():
            ((account, mark),) = await stage.asked(
                "SELECT account, mark FROM call WHERE body = %s", nobodys
            )
            assert not await take(connection, account, mark, "Ana", "a slip without a till")
            await _older(stage, "5 minutes")
            assert await take(connection, account, mark, "Ana", "a slip without a till")
            assert not await take(connection, account, mark, "Rui", "again")
        ((told,),) = await stage.asked("SELECT data FROM office_event WHERE kind = 'call_taken'")
        assert json.loads(told)["why"] == "a slip without a till"


async def test_an_inbox_that_does_not_show_all_is_not_called_complete(office_url: str) -> None:
    async with scene(office_url) as stage, connected(office_url) as pools:
        shop = await stage.shop("Baixa")
        till = await stage.till(shop)
        number, _ = await stage.account("proxypay", [shop], AccountMode.QUEUE, base_url="http://x")
        inboxes = Inboxes(pools.write, AccountsOfTills(pools.write, None))
        new = (
            "INSERT INTO call (account, mark, kind, headers, body, till) SELECT %s,"
            " sha256(n::text::bytea), 'entry', '{}', n::text::bytea, %s"
            " FROM generate_series(%s::int, %s::int) n"
        )

        async def complete_to() -> datetime | None:
            (account,) = (await inboxes.of(till)).accounts
            return account.complete_to

        assert await complete_to() is None  # nobody has read the queue yet
        await stage.asked("UPDATE account SET collected_at = now()")
        assert await complete_to() is not None
        await stage.asked(new, number, None, 1, 1)
        assert await complete_to() is None  # one that is nobody's is not shown at once
        await _older(stage, "3 seconds")
        assert await complete_to() is not None
        await stage.asked(new, number, till.till, 2, MOST_CALLS)
        assert len((await inboxes.of(till)).calls) == MOST_CALLS
        assert await complete_to() is None


async def test_nobody_but_the_hearing_process_reads_a_key(office_url: str) -> None:
    async with scene(office_url) as stage:
        await stage.account("proxypay", [await stage.shop("Baixa")])
        for role in ("office_write", "office_read"):
            async with await AsyncConnection.connect(office_url, autocommit=True) as connection:
                await connection.execute(f"SET ROLE {role}".encode())
                for query in (b"SELECT secret_sealed FROM account", b"TABLE account"):
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        await connection.execute(query)


async def test_after_a_time_without_hooks_nothing_is_called_complete_for_as_long_again(
    office_url: str,
) -> None:
    async with scene(office_url) as stage:
        await stage.account("proxypay", [await stage.shop("Baixa")])
        accounts = AccountsOfTills(stage.pool, None)

        async def complete_for() -> timedelta:
            (account,) = await accounts.of(stage.shops[0], "T")
            assert account.complete_to is not None
            return datetime.now(UTC) - account.complete_to

        async def pass_by(minutes: int) -> None:
            for name in ("up_since", "up_until", "lost_from"):
                step = f"UPDATE hook_watch SET {name} = {name} - interval '{minutes} minutes'"
                await stage.asked(step)

        await beat(stage.pool, "", MissedCalls(anybodys=False))
        assert timedelta(minutes=1) <= await complete_for() < timedelta(minutes=2)
        await pass_by(60)
        await beat(stage.pool, "", MissedCalls(anybodys=False))  # an hour without hooks
        assert timedelta(minutes=60) < await complete_for()
        for minutes in (20, 20, 20, 6):
            before = await complete_for()
            await stage.asked(
                "UPDATE hook_watch SET up_since = up_since - %s::interval,"
                " lost_from = lost_from - %s::interval",
                f"{minutes} minutes",
                f"{minutes} minutes",
            )
            await beat(stage.pool, "", MissedCalls(anybodys=False))
        assert before > timedelta(minutes=120)
        assert await complete_for() < timedelta(minutes=2)


async def test_what_a_provider_was_refused_and_may_repeat_is_not_called_heard(
    office_url: str,
) -> None:
    async with scene(office_url) as stage:
        shop, other = await stage.shop("Baixa"), await stage.shop("Outra")
        _, token = await stage.account("proxypay", [shop])
        await stage.account("proxypay", [other])
        accounts, missed = AccountsOfTills(stage.pool, None), MissedCalls()

        async def complete_for(of: int) -> float:
            """How many minutes ago that was up to which all is called heard."""
            (account,) = await accounts.of(of, "T")
            assert account.complete_to is not None
            return (datetime.now(UTC) - account.complete_to) / timedelta(minutes=1)

        async def pass_by(minutes: int) -> None:
            for table, names in (
                ("hook_watch", ("up_since", "lost_from")),
                ("account", ("missed_from", "missed_until")),
            ):
                for name in names:
                    step = f"UPDATE {table} SET {name} = {name} - interval '{minutes} minutes'"
                    await stage.asked(step)

        await beat(stage.pool, "", missed.taken())
        await pass_by(6)
        assert await complete_for(shop) < 2
        await beat(stage.pool, "", MissedCalls().taken())  # a process that was started anew
        await pass_by(4)
        assert await complete_for(shop) > 4
        await pass_by(2)
        assert await complete_for(shop) < 2

        async with served(hook_app(stage.pool, stage.seal, Telling(), missed)) as client:
            hook, body = f"/hook/proxypay/{token}", payment()
            sent = await client.post(hook, content=body, headers=signed(body, "a key that is new"))
            assert sent.status_code == 401
            await beat(stage.pool, "", missed.taken())
            await pass_by(4)
            assert await complete_for(shop) > 4
            assert await complete_for(other) < 2
            await pass_by(2)
            assert await complete_for(shop) < 2

            await stage.asked("REVOKE SELECT ON account FROM office_collect")
            sent = await client.post(hook, content=body, headers=signed(body))
            await stage.asked("GRANT SELECT ON account TO office_collect")
            assert sent.status_code == 503
            await beat(stage.pool, "", missed.taken())
            await pass_by(4)
            assert await complete_for(other) > 4
