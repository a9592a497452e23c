"""A cashier at the real window: key presses in, the sandbox's ledger and the journal out."""

import pytest
from PySide6.QtCore import Qt
from support import World
from window import KEYS, Cashier, play

from pos_app.domain.sale import Sale, State
from pos_app.gateways.catalogue import METHODS
from pos_app.journal.schema import read_journal
from pos_app.journal.store import Reader
from pos_app.journal.verify import verify
from pos_app.profile import Profile


def journal_of(shop: Profile) -> list[Sale]:
    db = read_journal(shop.journal)
    try:
        assert verify(db).sound
        return list(Reader(db).last_sales(10))
    finally:
        db.close()


@pytest.mark.parametrize("method", list(METHODS))
def test_a_sale_from_the_keyboard_alone(method: str, shop: Profile, world: World) -> None:
    async def sale(cashier: Cashier) -> None:
        await cashier.charge(method)
        if not METHODS[method].needs_phone:
            await cashier.sees(lambda: "À espera" in cashier.reads("verdict_state"))
            world.pay(journal_of(shop)[0].reference)
        await cashier.sees_verdict("Pago")

    play(shop, sale)
    (sold,) = journal_of(shop)
    assert (sold.state, sold.method) == (State.PAID, method)
    assert [(e["amount"], e["reference"]) for e in world.ledger()] == [("1500.00", sold.reference)]


def test_enter_held_down_charges_once(shop: Profile, world: World) -> None:
    async def bouncing(cashier: Cashier) -> None:
        await cashier.charge("clicpay.mpesa")
        for _ in range(20):
            cashier.press(Qt.Key.Key_Return)
        await cashier.sees_verdict("Pago")

    play(shop, bouncing)
    assert len(journal_of(shop)) == len(world.ledger()) == 1


def test_an_answer_lost_is_violet_and_the_next_sale_goes_on(shop: Profile, world: World) -> None:
    async def bad_day(cashier: Cashier) -> None:
        world.fault("drop_after", "clicpay", method="POST")
        await cashier.charge("clicpay.mpesa")
        await cashier.sees_verdict("Resultado desconhecido")
        await cashier.charge("clicpay.emola")
        await cashier.sees_verdict("Pago")

    play(shop, bad_day)
    assert [sale.state for sale in journal_of(shop)] == [State.PAID, State.UNKNOWN]
    assert len(world.requests("POST", "/c2b/")) == 2


def test_what_cannot_be_charged_stays_in_the_form_and_nothing_is_sent(
    shop: Profile, world: World
) -> None:
    async def mistake(cashier: Cashier) -> None:
        await cashier.sees(cashier.may_charge)
        cashier.press(KEYS["vpos"])
        cashier.type("1500")
        cashier.press(Qt.Key.Key_Return)
        cashier.type("92312")
        cashier.press(Qt.Key.Key_Return)
        await cashier.sees(lambda: cashier.reads("phone_hint") == "Faltam algarismos")
        assert not world.requests("POST", "/transactions")
        cashier.type("3456")
        cashier.press(Qt.Key.Key_Return)
        await cashier.sees_verdict("Não pago")

    play(shop, mistake)
    (sale,) = journal_of(shop)
    assert sale.phone
    assert (sale.amount.plain, sale.phone.national) == ("1500.00", "923123456")
    assert not world.ledger()
