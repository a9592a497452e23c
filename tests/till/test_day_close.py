"""The close of a business day: what it says first, and since when it tells of what people did."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from closes import close_of
from quiet_shop import LOST, OpenQuietShop, QuietShop

from pos_app.domain.audit_notes import Exported, Note, Restored, SettingsChanged
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.errors import NotAllowed
from pos_app.ports.closing import DayCloseSheet
from pos_app.till.day_close import sheet_of

SILENT = "900002004"
DAY = timedelta(days=1)
LESS = {"amount": "1.00"}


async def closes(shop: QuietShop, *, day: int = 0) -> datetime:
    """Ana closes this day, or so many days before or after it. When that was."""
    closed = await shop.till.close_day(shop.till.today() + day * DAY, await shop.ana())
    assert closed.sheet.document.by == "Ana"
    return closed.sheet.document.at


def kept(sheet: DayCloseSheet) -> list[str]:
    """What people did; the shop's clock is the till's own note."""
    return [type(note).__name__ for note in sheet.notes if not isinstance(note, ShopClock)]


async def happens(shop: QuietShop, note: Note) -> None:
    await shop.till._journal.note(note)


async def test_what_is_not_at_an_end_is_said_first_once_and_by_its_number(
    quiet_shop: OpenQuietShop,
) -> None:
    """Of any day; one that is open and flagged is still one."""
    async with quiet_shop() as shop:
        await shop.paid("vpos", "10")
        shop.fault("merge", "clicpay", method="GET", path="/status", times=0, fields=LESS)
        odd = await shop.charge("clicpay.mpesa", "20")
        await shop.until(odd, lambda now: bool(now.flags))
        await shop.waiting("proxypay", "30")
        shop.answers("wipay", "POST", "", LOST)
        await shop.at_rest(await shop.charge("wipay", "40"))
        await shop.paid("vpos", "50")
        shop.set_clock(2 * DAY)
        sheet = await shop.till.day_sheet(shop.till.today())
    assert [sale.number for sale in sheet.document.carried] == [2, 3, 4]
    assert sum(line.count for line in sheet.document.takings) == 3


async def test_it_tells_when_this_day_was_closed_last_and_of_no_other_day(
    quiet_shop: OpenQuietShop,
) -> None:
    async with quiet_shop() as shop:
        today = shop.till.today()
        before = await shop.till.day_sheet(today)
        assert (before.closed_at, before.closed_by) == (None, "")
        for pause in (5, 7):
            at = await closes(shop)
            await asyncio.sleep(pause)
            await closes(shop, day=-1)
            sheet = await shop.till.day_sheet(today)
            assert sheet.closed_at is not None
            assert abs(sheet.closed_at - at) < timedelta(seconds=1)
            assert sheet.closed_by == "Ana"
        never = await shop.till.day_sheet(today - 2 * DAY)
        assert (never.closed_at, never.closed_by) == (None, "")


async def test_it_tells_what_people_did_since_the_last_close_of_any_day(
    quiet_shop: OpenQuietShop,
) -> None:
    changed, exported = SettingsChanged(what="accounts", by="Ana"), Exported(what="all", by="Ana")
    restored = Restored(head="ab" * 32, events=7, put_aside="journal-1")
    async with quiet_shop() as shop:
        today = shop.till.today()
        await happens(shop, changed)
        await happens(shop, restored)
        first = await shop.till.day_sheet(today)
        await closes(shop, day=-1)
        nothing = await shop.till.day_sheet(today)
        await happens(shop, exported)
        then = await shop.till.day_sheet(today)
        await closes(shop)
        after = await shop.till.day_sheet(today)
    assert kept(first) == ["SettingsChanged", "Restored"]
    assert list(first.restored) == [restored]
    assert kept(nothing) == kept(after) == []
    assert (kept(then), list(then.restored)) == (["Exported"], [])


async def test_a_past_close_says_again_all_that_its_paper_said(quiet_shop: OpenQuietShop) -> None:
    async with quiet_shop() as shop:
        await closes(shop)
        await happens(shop, SettingsChanged(what="accounts", by="Ana"))
        await happens(shop, Restored(head="ab" * 32, events=7, put_aside="journal-1"))
        made = await shop.till.close_day(shop.till.today(), await shop.ana())
        await happens(shop, Exported(what="all", by="Ana"))
        await closes(shop)
        past = (await shop.till.ledger.closes())[1]
        again = await shop.till.past_close(past)
    assert kept(again.sheet) == ["SettingsChanged", "Restored"]
    assert again == replace(made, sheet=replace(made.sheet, lacks_code=False))


@pytest.mark.parametrize("lacks_code", [True, False])
async def test_it_says_whether_the_managers_lack_a_recovery_code(
    quiet_shop: OpenQuietShop, *, lacks_code: bool
) -> None:
    async with quiet_shop() as shop:
        journal = shop.till._journal
        sheet = await sheet_of(journal, close_of(shop.till.today()), lacks_code=lacks_code)
        assert sheet.lacks_code is lacks_code


async def test_a_day_that_has_not_come_is_not_closed(quiet_shop: OpenQuietShop) -> None:
    async with quiet_shop() as shop:
        with pytest.raises(NotAllowed):
            await closes(shop, day=1)
        assert (await shop.till.day_sheet(shop.till.today() + DAY)).closed_at is None
        await closes(shop)
