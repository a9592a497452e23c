"""Who asked, and when, is fixed when the key comes down; where cashiers sign in, somebody asks."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from support import ANA, PHONES, PIN, Counter, OpenCounter, World

from pos_app.domain.errors import NobodyAtTheTill
from pos_app.domain.events import Created
from pos_app.domain.people.approval import Approval
from pos_app.domain.people.roles import Person, Role
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.pin_file import People
from pos_app.journal.thread import JournalThread
from pos_app.till.charge_request import ChargeRequest, parse_charge_request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from pos_app.installation.profile import Profile
    from pos_app.till.till import Till

BIA = Person("Bia", Role.CASHIER)
BIAS_PIN = "1357"

Deed = Callable[["Till", Sale | None, Approval], Coroutine[Any, Any, Sale]]


def _order(method: str) -> ChargeRequest:
    return replace(
        parse_charge_request(METHODS[method], "100", PHONES[method]), allow_duplicate=True
    )


def _id_of(sale: Sale | None) -> str:
    assert sale is not None
    return sale.id


# All that moves money, and whether it is done to a sale that is paid or to one that is held.
ALLOWED_BY_A_MANAGER: Mapping[str, tuple[Deed, str]] = {
    "pay_out": (lambda till, _, yes: till.pay_out("new", _order("clicpay.mpesa"), yes), ""),
    "refund": (lambda till, paid, yes: till.refund("new", _id_of(paid), None, yes), "paid"),
    "release": (lambda till, held, yes: till.release("new", _id_of(held), yes), "held"),
}
BY_WHOEVER_IS_THERE: Mapping[str, tuple[Deed, str]] = {
    "charge": (lambda till, _, __: till.charge("new", _order("vpos")), ""),
    "capture": (lambda till, held, _: till.capture("new", _id_of(held), None), "held"),
}
DEEDS = {**ALLOWED_BY_A_MANAGER, **BY_WHOEVER_IS_THERE}


@pytest.fixture
def staffed(shop: "Profile") -> "Profile":
    """Ana manages it, and Bia sells."""
    people = People(shop.people)
    people.give_pin(ANA, PIN)
    people.give_pin(BIA, BIAS_PIN)
    return shop


async def _made(till: Counter, needed: str) -> Sale | None:
    """What the deed is done to."""
    if not needed:
        return None
    return await till.at_rest(await till.charge("vpos", hold=needed == "held"))


async def _created(till: Counter) -> Created:
    events = await till.opened.till.journal.events_of("new")
    assert isinstance(events[0].event, Created)
    return events[0].event


@asynccontextmanager
async def _slow_disk(monkeypatch: pytest.MonkeyPatch) -> "AsyncIterator[asyncio.Event]":
    """Every call of the journal waits until the event is set."""
    turns, do = asyncio.Event(), JournalThread._do

    async def waiting(journal: JournalThread, work: Callable[[], Any]) -> Any:
        await turns.wait()
        return await do(journal, work)

    with monkeypatch.context() as patch:
        patch.setattr(JournalThread, "_do", waiting)
        yield turns


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("begun", [False, True], ids=["called", "waiting for the disk"])
@pytest.mark.usefixtures("staffed")
async def test_who_was_there_and_the_day_are_those_of_the_key_whatever_comes_before_the_journal(
    deed: str, counter: OpenCounter, monkeypatch: pytest.MonkeyPatch, *, begun: bool
) -> None:
    act, needed = DEEDS[deed]
    async with counter() as till:
        shop = till.opened.till
        await shop.presence.sign_in("Bia", BIAS_PIN)
        parent = await _made(till, needed)
        yes = await shop.approve(PIN)
        today = shop.today()
        async with _slow_disk(monkeypatch) as disk:
            asked = asyncio.ensure_future(act(shop, parent, yes))
            if begun:
                await asyncio.sleep(0)
            shop.presence.leave()
            monkeypatch.setattr(shop, "_business_day", lambda _: date(2099, 1, 1))
            disk.set()
            await asked
        created = await _created(till)
        assert (created.cashier, created.business_day) == ("Bia", today)


@pytest.mark.parametrize("deed", BY_WHOEVER_IS_THERE)
@pytest.mark.usefixtures("staffed")
async def test_what_nobody_who_signed_in_asks_for_is_refused_by_the_till(
    deed: str, counter: OpenCounter, world: World
) -> None:
    act, needed = DEEDS[deed]
    async with counter() as till:
        shop = till.opened.till
        await shop.presence.sign_in("Bia", BIAS_PIN)
        parent = await _made(till, needed)
        shop.presence.leave()
        sent = len(world.requests("POST"))
        with pytest.raises(NobodyAtTheTill):
            await act(shop, parent, Approval("Ana"))
        assert await shop.journal.sale("new") is None
        assert len(world.requests("POST")) == sent
        await shop.presence.sign_in("Ana", PIN)  # a manager sells too
        assert (await act(shop, parent, Approval("Ana"))).cashier == "Ana"


@pytest.mark.parametrize("deed", ALLOWED_BY_A_MANAGER)
@pytest.mark.usefixtures("staffed")
async def test_a_managers_yes_is_somebody(deed: str, counter: OpenCounter) -> None:
    act, needed = DEEDS[deed]
    async with counter() as till:
        shop = till.opened.till
        await shop.presence.sign_in("Bia", BIAS_PIN)
        parent = await _made(till, needed)
        shop.presence.leave()
        done = await act(shop, parent, await shop.approve(PIN))
        assert (done.by, done.cashier) == ("Ana", "")


@pytest.mark.usefixtures("staffed")
async def test_the_first_thing_that_is_asked_of_a_till_is_refused_too(counter: OpenCounter) -> None:
    """Before any lock stands."""
    async with counter() as till:
        with pytest.raises(NobodyAtTheTill):
            await till.charge("vpos")
        assert await till.opened.till.journal.last_sales(1) == []


async def test_the_first_cashier_and_the_last_change_it_at_once(counter: OpenCounter) -> None:
    async with counter() as till:
        shop = till.opened.till
        yes = await till.ana()  # who alone has a PIN: nobody is to be told apart
        assert (await till.charge("vpos")).cashier == ""
        await shop.managers.give_pin("Bia", BIAS_PIN, yes, Role.CASHIER)
        with pytest.raises(NobodyAtTheTill):
            await till.charge("vpos")
        await shop.presence.sign_in("Bia", BIAS_PIN)
        assert (await till.charge("vpos")).cashier == "Bia"
        await shop.managers.give_pin("Rui", "2739", await till.ana(), Role.CASHIER)
        assert (await till.charge("vpos")).cashier == "Bia"  # who was there all the time
        await shop.managers.remove("Bia", await till.ana())
        with pytest.raises(NobodyAtTheTill):  # who has no PIN is not there
            await till.charge("vpos")
        await shop.managers.remove("Rui", await till.ana())
        assert (await till.charge("vpos")).cashier == ""


async def test_where_people_cannot_be_read_the_till_is_open(
    shop: "Profile", counter: OpenCounter
) -> None:
    """Nobody could sign in, as at the window's lock."""
    shop.people.write_text("{")
    async with counter() as till:
        assert (await till.charge("vpos")).cashier == ""


def test_nothing_that_moves_money_is_forgotten_here() -> None:
    from pos_app.till.till import Till  # noqa: PLC0415 - for this one

    takes_a_press = {
        name for name, work in vars(Till).items() if "press" in getattr(work, "__annotations__", {})
    }
    assert {name for name in takes_a_press if not name.startswith("_")} == set(DEEDS)
