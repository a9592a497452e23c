"""What a manager alone may do is refused by the till itself; wrong PINs are counted and wait."""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest
from support import PHONES, OpenCounter, Run, World

from pos_app.domain.approval import Approval, ManagerOnly
from pos_app.domain.errors import NotApproved
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.profile import Profile
from pos_app.till.order import read_order
from pos_app.till.till import Till

# --- what a manager alone may do ------------------------------------------------------------------

Try = Callable[[Till, Sale, Approval], Awaitable[Any]]


def _pay_out(till: Till, _: Sale, approval: Approval) -> Awaitable[Any]:
    method = METHODS["clicpay.mpesa"]
    return till.pay_out("new", read_order(method, "100", PHONES[method.id]), approval)


TRIES: Mapping[ManagerOnly, Try] = {
    ManagerOnly.REFUND: lambda till, sale, yes: till.refund("new", sale.id, None, yes),
    ManagerOnly.RELEASE: lambda till, sale, yes: till.release("new", sale.id, yes),
    ManagerOnly.PAY_OUT: _pay_out,
    ManagerOnly.SETTLE: lambda till, sale, yes: till.settle(
        sale.id, paid=True, why="so", approval=yes
    ),
    ManagerOnly.TAKE_PAYMENT: lambda till, _, yes: till.take_stray("proxypay", "1", "", "so", yes),
    ManagerOnly.CHANGE_SETTINGS: lambda till, _, yes: till.managers.change_settings("vpos", yes),
    ManagerOnly.GIVE_PIN: lambda till, _, yes: till.managers.give_pin("Eva", "1357", yes),
}


@pytest.mark.parametrize("deed", TRIES)
def test_without_a_managers_yes_of_this_till_nothing_is_written_or_sent(
    deed: ManagerOnly, counter: OpenCounter, run: Run, world: World, shop: Profile
) -> None:
    """Built by hand, saying what a real one says, or spent: it is not believed."""

    async def day() -> None:
        async with counter() as till:
            sale = await till.sell("clicpay.mpesa", world)
            spent = await till.ana()
            till.opened.till.managers.spend(spent, ManagerOnly.CLOSE_DAY)
            before = _written(shop), len(world.requests("POST")), shop.people.read_text()
            for forged in (Approval("x"), Approval("Ana"), spent):
                with pytest.raises(NotApproved):
                    await TRIES[deed](till.opened.till, sale, forged)
            after = _written(shop), len(world.requests("POST")), shop.people.read_text()
            assert after == before

    run(day())


def _written(shop: Profile) -> int:
    with sqlite3.connect(f"file:{shop.journal}?mode=ro", uri=True) as db:
        return int(db.execute("SELECT max(seq) FROM events").fetchone()[0])
