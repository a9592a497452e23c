"""A cashier at the real window: key presses in, the sandbox's ledger and the journal out."""

import pytest
from PySide6.QtCore import Qt
from support import World
from window import KEYS, Cashier, play

from pos_app.domain.events import Purpose, State
from pos_app.domain.sale import Sale
from pos_app.installation.profile import Profile
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader
from pos_app.ui.sell.sales.sales_model import SaleRole


def journal_of(shop: Profile) -> list[Sale]:
    db = read_journal(shop.journal)
    try:
        assert verify(db).sound
        return list(Reader(db).last_sales(10))
    finally:
        db.close()


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin of Qt has no size hints
def test_a_hold_is_captured_and_given_back_with_the_first_pin(shop: Profile) -> None:
    async def day(cashier: Cashier) -> None:
        await cashier.sees(cashier.may_charge)
        cashier.press(KEYS["vpos"])
        cashier.click("hold")
        await cashier.charge("vpos")
        await cashier.sees_verdict("Valor cativo, ainda não pago")
        cashier.click("deed_capture")
        cashier.click("capture_do")
        await cashier.sees_verdict("Cobrança concluída")
        select(cashier, Purpose.AUTHORIZATION)
        await cashier.sees_verdict("Pago")
        assert cashier.reads("verdict_order").startswith("Pode entregar")
        cashier.click("deed_refund")
        await cashier.sees(lambda: cashier.shows("refund_first_give"))
        cashier.fill("refund_first_pin", "4913")
        cashier.fill("refund_first_again", "4913")
        cashier.click("refund_first_give")
        await cashier.sees(lambda: cashier.shows("refund_pin"))
        cashier.click("refund_do")
        await cashier.sees_verdict("Devolvido")
        assert "entregar" not in cashier.reads("verdict_order")
        select(cashier, Purpose.AUTHORIZATION)
        await cashier.sees_verdict("Devolvido")
        assert cashier.reads("verdict_order").startswith("Não entregue")

    play(shop, day)
    refund, capture, held = journal_of(shop)
    assert (refund.purpose, refund.parent, refund.by) == (Purpose.REFUND, held.id, "Gerente")
    assert (capture.purpose, capture.parent) == (Purpose.CAPTURE, held.id)
    assert held.refunded_minor == held.amount.minor


@pytest.mark.qt_log_ignore("propagateSizeHints")  # as above
def test_the_qr_of_a_card_is_there_until_the_customer_has_paid(shop: Profile, world: World) -> None:
    async def card(cashier: Cashier) -> None:
        await cashier.charge("clicpay.card")
        await cashier.sees(lambda: cashier.shows("card_dialog"))
        await cashier.charge("vpos")  # the next customer is served meanwhile
        await cashier.sees_verdict("Pago")
        (waiting,) = [sale for sale in journal_of(shop) if sale.state is State.WAITING]
        world.approve(waiting)
        await cashier.sees(lambda: not cashier.shows("card_dialog"))

    play(shop, card)
    assert {sale.state for sale in journal_of(shop)} == {State.PAID}


def select(cashier: Cashier, purpose: Purpose) -> None:
    """The newest sale of this purpose, as if its row had been touched."""
    side = cashier.window.sell.side
    assert side is not None
    found = [
        sale
        for row in range(side.model.rowCount())
        if (sale := side.model.index(row).data(SaleRole.SALE)) and sale.purpose is purpose
    ]
    side.select(found[0].id)


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
        world.fault("drop_after", "wipay", method="POST")
        await cashier.charge("wipay")  # has no list in which the charge could be found
        await cashier.sees_verdict("Resultado desconhecido")
        await cashier.charge("clicpay.emola")
        await cashier.sees_verdict("Pago")

    play(shop, bad_day)
    assert [sale.state for sale in journal_of(shop)] == [State.PAID, State.UNKNOWN]
    assert len(world.requests("POST")) == 2


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
