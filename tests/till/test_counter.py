"""Money by hand: cash, the card machine, a transfer; whole or not at all, and once."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from till.simulated import OpenSimulated

from pos_app.domain.errors import (
    BadInput,
    InputProblem,
    JournalUnavailable,
    NotAllowed,
    NotOffered,
    TurnedOff,
)
from pos_app.domain.events import Created, GivenByHand, ReceivedByHand, State
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import ALL_METHODS
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Store
from pos_app.till.charge_request import parse_charge_request


def sound(folder: Path) -> bool:
    with read_journal(folder / "journal.sqlite3") as db:
        return verify(db).sound


@pytest.mark.parametrize("method", ["cash.ao", "cardmachine.mz", "transfer.tt"])
async def test_the_cashiers_word_pays_at_once_and_asks_nobody(
    simulated: OpenSimulated, method: str
) -> None:
    async with simulated({}).open() as shop:
        sale = await shop.charge(method, "1500,50")
        assert (sale.state, sale.by_hand, sale.taken) == (State.PAID, True, 1500_50)
        assert [type(event) for event in await shop.events_of(sale)] == [Created, ReceivedByHand]
        assert not shop.network.asked
    assert sound(shop.folder)


async def test_change_is_what_the_customer_gave_beyond_the_amount(
    simulated: OpenSimulated,
) -> None:
    async with simulated({}).open() as shop:
        sale = await shop.charge("cash.ao", "1500", tendered="2000")
        exact = await shop.charge("cash.ao", "1500", tendered="1500,00")
        with pytest.raises(BadInput) as less:
            await shop.charge("cash.ao", "1500", tendered="1499,99")
        with pytest.raises(NotOffered):
            await shop.charge("cardmachine.ao", "1500", tendered="2000")
    assert (str(sale.change), exact.change) == ("500,00\u00a0Kz", None)
    assert less.value.complaint is InputProblem.TENDERED_TOO_LITTLE


async def test_two_presses_of_enter_are_one_sale(simulated: OpenSimulated) -> None:
    """They have one reservation, and whichever comes first is written."""
    order = parse_charge_request(ALL_METHODS["cash.ao"], "1500")
    async with simulated({}).open() as shop:
        both = (shop.till.charge("s", order), shop.till.charge("s", order))
        ends = await asyncio.gather(*both, return_exceptions=True)
        assert [type(end) for end in ends] == [Sale, NotAllowed]
        assert len(await shop.till.journal.last_sales(9)) == 1


async def test_what_is_turned_off_takes_nothing_and_still_gives_back(
    simulated: OpenSimulated,
) -> None:
    async with simulated({}).open() as shop:
        sale = await shop.charge("cash.ao", "1500")
        shop.till.take_by_hand(frozenset())
        with pytest.raises(TurnedOff):
            await shop.charge("cash.ao", "1500")
        with pytest.raises(TurnedOff):
            await shop.charge("split.ao", "1500")
        refund = await shop.till.refund("r", sale.id, None, await shop.ana())
        sale = await shop.now_of(sale)
    assert (refund.state, sale.refunded_minor, sale.pending_operation) == (
        State.PAID, 1500_00, None,
    )  # fmt: skip


async def test_a_refund_by_hand_gives_back_what_is_left_and_no_more(
    simulated: OpenSimulated,
) -> None:
    async with simulated({}).open() as shop:
        sale = await shop.charge("cash.ao", "1500")
        some = parse_charge_request(ALL_METHODS["cash.ao"], "900").amount
        first = await shop.till.refund("r1", sale.id, some, await shop.ana())
        with pytest.raises(NotAllowed):
            await shop.till.refund("r2", sale.id, some, await shop.ana())
        rest = await shop.till.refund("r3", sale.id, None, await shop.ana())
        with pytest.raises(NotAllowed):
            await shop.till.refund("r4", sale.id, None, await shop.ana())
        events = await shop.events_of(first)
    assert (first.taken, rest.taken, rest.by) == (-900_00, -600_00, "Ana")
    assert [type(event) for event in events] == [Created, GivenByHand]
    assert sound(shop.folder)


async def test_the_drawer_opens_for_cash_alone_and_keeps_no_sale_back(
    simulated: OpenSimulated,
) -> None:
    opened, troubles = [], []
    asyncio.get_running_loop().set_exception_handler(lambda _, what: troubles.append(what))

    def drawer() -> None:
        opened.append("clack")
        if len(opened) > 1:
            raise OSError(5, "the cable is out")

    async with simulated({}).open() as shop:
        shop.till._counter._open_drawer = drawer
        cash = await shop.charge("cash.ao", "1500")
        await shop.charge("cardmachine.ao", "1500")
        back = await shop.till.refund("r", cash.id, None, await shop.ana())
    assert (back.state, len(opened), len(troubles)) == (State.PAID, 2, 1)


@pytest.mark.parametrize("write", range(1, 7))
async def test_a_till_that_stops_between_two_writes_has_all_of_it_or_nothing(
    simulated: OpenSimulated, monkeypatch: pytest.MonkeyPatch, write: int
) -> None:
    """A refund by hand writes in two sales; the disk goes away after any of its writes."""
    shop = simulated({})
    async with shop.open():
        sale = await shop.charge("cash.ao", "1500")
        approval = await shop.ana()
        written = 0
        whole = Store._write_events

        def torn(store: Store, *what: Any) -> int:
            nonlocal written
            written += 1
            first = whole(store, *what)
            if written == write:
                raise OSError(5, "Input/output error")
            return first

        with monkeypatch.context() as disk:
            disk.setattr(Store, "_write_events", torn)
            try:
                await shop.till.refund("r", sale.id, None, approval)
            except JournalUnavailable:
                assert write <= written
    async with shop.open():
        sale, refund = await shop.now_of(sale), await shop.till.journal.sale("r")
        back = refund.amount.minor if refund else 0
        assert (sale.refunded_minor, sale.pending_operation) == (back, None)
        assert bool(refund) is (write > written)
    assert sound(shop.folder)
