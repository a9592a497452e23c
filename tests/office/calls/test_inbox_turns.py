"""Nothing that a till cannot take hides from it what it can."""

from office.calls.scene import scene

from pos_app.gateways.response_body import MOST_BYTES
from pos_app.office.api.answers import answer
from pos_app.office.calls.accounts.shared_accounts import AccountsOfTills
from pos_app.office.calls.inbox import MOST_CALLS, Inboxes
from pos_app.office.database.connections import connected
from pos_app.ports.office.protocol import AccountMode

NEW = (
    "INSERT INTO call (account, mark, kind, headers, body, till, received_at) SELECT %s,"
    " sha256(n::text::bytea), 'webhook', '{}', convert_to(repeat(n::text, %s), 'utf8'), %s,"
    " now() - make_interval(secs => 3600 - n) FROM generate_series(%s::int, %s::int) n"
)


async def test_each_account_has_its_turn_and_what_is_the_tills_own_goes_first(
    office_url: str,
) -> None:
    async with scene(office_url) as stage, connected(office_url) as pools:
        shop = await stage.shop("Baixa")
        till = await stage.till(shop)
        strange, _ = await stage.account("clicpay", [shop])
        sold_by, _ = await stage.account("proxypay", [shop])
        inboxes = Inboxes(pools.write, AccountsOfTills(pools.write, None))
        await stage.asked(NEW, strange, 1, None, 1000, 1000 + 2 * MOST_CALLS)
        await stage.asked(NEW, sold_by, 1, None, 2000, 2000 + 2 * MOST_CALLS)
        await stage.asked(NEW, sold_by, 1, till.till, 3000, 3001)
        shown = [call.body for call in (await inboxes.of(till)).calls]
        assert len(shown) == MOST_CALLS
        assert shown[:6] == [b"3000", b"1000", b"2000", b"3001", b"1001", b"2001"]


async def test_an_inbox_is_no_larger_than_a_till_reads(office_url: str) -> None:
    async with scene(office_url) as stage, connected(office_url) as pools:
        shop = await stage.shop("Baixa")
        till = await stage.till(shop)
        account, _ = await stage.account("proxypay", [shop], AccountMode.QUEUE, base_url="http://x")
        inboxes = Inboxes(pools.write, AccountsOfTills(pools.write, None))
        await stage.asked("UPDATE account SET collected_at = now()")
        await stage.asked(NEW, account, 25_000, till.till, 1001, 1000 + MOST_CALLS - 1)
        inbox = await inboxes.of(till)
        assert 1 < len(inbox.calls) < MOST_CALLS - 1
        assert [one.complete_to for one in inbox.accounts] == [None]
        assert len(answer(inbox).body) < MOST_BYTES
