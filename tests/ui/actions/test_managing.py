"""What needs a manager: giving back, settling, paying out, letting go."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from ui.counter import Counter, until
from ui.tour import sale_rows

from pos_app.domain.business_day import WALL_CLOCK
from pos_app.domain.errors import Field, JournalUnavailable
from pos_app.domain.events import Accepted, Authorized, OutcomeUnknown, Paid, Purpose, State
from pos_app.domain.money import MINUS, Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import METHODS
from pos_app.till.charge_request import Extras, parse_charge_request
from pos_app.ui.actions.action_dialog import DialogContext
from pos_app.ui.actions.payout_dialog import PayOutDialog
from pos_app.ui.actions.refund_dialog import RefundDialog
from pos_app.ui.actions.settle_dialog import SettleDialog
from pos_app.ui.qt.coroutines import GuiTasks
from pos_app.ui.theme.theme import CurrentTheme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


def paid(counter: Counter, method: str = "clicpay.mpesa", phone: str = "841234567") -> str:
    counter.till.begin("m", parse_charge_request(METHODS[method], "1500", phone))
    counter.till.write("m", Accepted(reference="x", follow="/x"), Paid(reference="x"))
    return "m"


def refund_of(counter: Counter) -> str:
    (found,) = [s for s in counter.till.sales.values() if s.purpose is Purpose.REFUND]
    return found.id


def focus(counter: Counter) -> QWidget:
    """In the dialog of a refund."""
    shown = counter.dialog("refund")
    assert shown
    focused = shown.focusWidget()
    assert focused
    return focused


# --- giving back ----------------------------------------------------------------------------------


async def test_a_part_is_given_back_with_a_pin_and_told_as_what_it_is(counter: Counter) -> None:
    counter.open()
    paid(counter)
    counter.click("deed_refund")
    assert "84 123 4567" in counter.text("refund_what")
    QTest.keyClicks(focus(counter), "500")  # replaces what stands there
    assert counter.text("refund_do").startswith("Refund 500,00")
    QTest.keyClick(focus(counter), Qt.Key.Key_Return)
    assert focus(counter).objectName() == "refund_pin"
    for figure in "1234":
        counter.click(f"refund_key_{figure}")
    QTest.keyClick(focus(counter), Qt.Key.Key_Return)
    await until(lambda: counter.dialog("refund") is None)
    assert counter.till.asked == [("refund", "m", Money(50_000, Currency.MZN), "Ana")]
    assert counter.text("verdict_state") == "Refunding"
    counter.till.end(refund_of(counter), Paid(reference="r"))
    assert counter.text("verdict_state") == "Refunded"
    assert "hand over" not in counter.text("verdict_order")
    assert MINUS in counter.text("verdict_order")
    side = counter.window.sell.side
    assert side
    side.select("m")
    assert counter.text("verdict_state") == "Partly refunded"


async def test_where_only_the_whole_goes_back_no_amount_is_asked_for(counter: Counter) -> None:
    counter.open()
    paid(counter, "vpos", "923123456")
    counter.click("deed_refund")
    assert counter.window.findChild(QLineEdit, "refund_amount") is None
    counter.fill("refund_pin", "1234")
    counter.click("refund_do")
    await until(lambda: counter.till.asked)
    assert counter.till.asked == [("refund", "m", None, "Ana")]


async def test_a_refund_clicked_twice_or_tried_again_is_one_refund(counter: Counter) -> None:
    counter.open()
    paid(counter)
    counter.click("deed_refund")
    counter.fill("refund_pin", "1234")
    counter.till.fail = JournalUnavailable("disk full")
    button = counter.find(QPushButton, "refund_do")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isEnabled()
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    await until(lambda: "journal" in counter.text("refund_message"))
    assert len(counter.till.asked) == 1
    counter.click("refund_do")
    await until(lambda: counter.dialog("refund") is None)
    assert refund_of(counter)
    assert not counter.find(QPushButton, "deed_refund").isVisible()


async def test_a_wrong_pin_or_too_much_stands_at_its_field(counter: Counter) -> None:
    counter.open()
    paid(counter)
    counter.click("deed_refund")
    amount, pin = (
        counter.find(QLineEdit, "refund_amount"),
        counter.find(QLineEdit, "refund_pin"),
    )
    assert pin.echoMode() is QLineEdit.EchoMode.Password
    pin.setText("9999")
    amount.setText("1600")
    counter.click("refund_do")
    assert amount.accessibleDescription().startswith("At most")
    amount.setText("1500")
    counter.click("refund_do")
    await until(lambda: pin.accessibleDescription() == "Wrong PIN")
    assert pin.text() == ""
    assert counter.dialog("refund")
    assert not counter.till.asked
    QTest.keyClick(pin, Qt.Key.Key_Escape)
    await until(lambda: counter.dialog("refund") is None)


async def test_the_first_pin_is_given_where_it_is_asked_for(counter: Counter) -> None:
    counter.people.managers = {}
    counter.open()
    paid(counter)
    counter.click("deed_refund")
    give = counter.find(QAbstractButton, "refund_first_give")
    await until(give.isVisible)
    assert not counter.find(QPushButton, "refund_do").isEnabled()
    counter.fill("refund_first_name", "Rui")
    counter.fill("refund_first_pin", "4321")
    counter.fill("refund_first_again", "432")
    give.click()
    again = counter.find(QLineEdit, "refund_first_again")
    assert again.accessibleDescription() == "The PINs do not match"
    again.setText("4321")
    give.click()
    await until(counter.find(QPushButton, "refund_do").isEnabled)
    counter.click("refund_do")
    await until(lambda: counter.till.asked)
    assert counter.till.asked[0][3] == "Rui"


# --- settling and paying out ----------------------------------------------------------------------


async def test_an_unknown_sale_is_settled_with_a_reason_and_a_pin(counter: Counter) -> None:
    counter.till.begin("u", parse_charge_request(METHODS["clicpay.emola"], "900", "861234567"))
    counter.till.write("u", OutcomeUnknown(reason=Reason.NO_TRACE))
    counter.open()
    counter.click("tab_journal")
    table = counter.find(QTableView, "journal_table")
    await until(lambda: len(sale_rows(table)) == 1)
    table.selectRow(1)
    counter.click("journal_settle")
    counter.fill("settle_pin", "1234")
    counter.click("settle_do")
    assert "Paid / Not paid" in counter.text("settle_message")
    counter.click("settle_paid")
    counter.click("settle_do")
    why = counter.find(QLineEdit, "settle_why")
    assert why.accessibleDescription() == "Write how you know"
    counter.click("settle_reason_0")
    counter.click("settle_do")
    await until(lambda: counter.till.sales["u"].state is State.PAID)
    assert counter.till.asked == [("settle True Seen at ClicPay", "u", None, "Ana")]
    assert counter.text("verdict_order").startswith("Resolved by Ana")


async def test_a_reference_that_waits_is_given_another_end(counter: Counter) -> None:
    counter.till.begin("r", parse_charge_request(METHODS["proxypay"], "900"))
    counter.till.write("r", Accepted(reference="000000001", entity="00411"))
    counter.open()
    counter.click("tab_journal")
    table = counter.find(QTableView, "journal_table")
    await until(lambda: len(sale_rows(table)) == 1)
    table.selectRow(1)
    counter.click("journal_extend")
    assert not counter.find(QPushButton, "extend_do").isEnabled()
    counter.click("extend_7")
    chosen = counter.text("extend_7").removeprefix("✓ ")
    assert counter.text("extend_do") == f"Extend to {chosen}"
    counter.click("extend_do")
    await until(lambda: counter.till.extensions)
    ((sale_id, until_then),) = counter.till.extensions
    assert sale_id == "r"
    local = until_then.astimezone(WALL_CLOCK[Currency.AOA])
    assert f"{local:%d/%m/%Y %H:%M:%S}" == f"{chosen} 23:59:59"


async def test_money_is_paid_out_to_a_phone_by_the_method_of_its_network(counter: Counter) -> None:
    counter.open()
    counter.click("tab_journal")
    counter.click("journal_pay_out")
    counter.fill("payout_amount", "250")
    counter.fill("payout_phone", "861234567")
    counter.fill("payout_pin", "1234")
    counter.click("payout_do")
    await until(lambda: counter.till.asked)
    asked = counter.till.asked
    assert asked == [("pay_out", "clicpay.emola", Money(25_000, Currency.MZN), "Ana")]
    assert counter.text("verdict_state") == "Paying out"


async def test_enter_in_the_pin_pays_out_and_before_it_goes_to_what_is_empty(
    counter: Counter,
) -> None:
    counter.open()
    counter.click("tab_journal")
    counter.click("journal_pay_out")
    shown = counter.dialog("payout")
    assert shown

    def hand(text: str) -> None:
        focused = shown.focusWidget()
        assert focused
        QTest.keyClicks(focused, text)
        QTest.keyClick(focused, Qt.Key.Key_Return)

    for text in ("250", "861234567", "", "1234"):  # no description
        assert not counter.till.asked
        hand(text)
    await until(lambda: counter.till.asked)
    assert counter.till.asked[0][1] == "clicpay.emola"


async def test_a_second_pay_out_needs_more_than_enter(counter: Counter) -> None:
    counter.till.second = counter.till.sales[paid(counter)]
    counter.open()
    counter.click("tab_journal")
    await until(lambda: counter.find(QWidget, "journal_pay_out").isVisible())
    counter.click("journal_pay_out")
    counter.fill("payout_amount", "250")
    counter.fill("payout_phone", "861234567")
    counter.fill("payout_pin", "1234")
    for _ in range(2):
        counter.click("payout_do")
        await until(lambda: counter.find(QWidget, "payout_again").isVisible())
        await until(counter.find(QPushButton, "payout_do").isEnabled)
    assert not counter.till.asked
    assert "0001" in counter.text("payout_message")
    counter.click("payout_again")
    counter.click("payout_do")
    await until(lambda: counter.till.asked)


@pytest.mark.usefixtures("application")
async def test_the_pin_is_the_last_field_however_a_dialog_is_made(counter: Counter) -> None:
    paid(counter)
    counter.till.begin("u", parse_charge_request(METHODS["clicpay.emola"], "900", "861234567"))
    unknown = counter.till.write("u", OutcomeUnknown(reason=Reason.NO_TRACE))
    hands = DialogContext(counter.till, counter.people, GuiTasks(), False, counter.window)
    method = METHODS["clicpay.emola"]
    for made in (
        PayOutDialog([method], CurrentTheme("light"), hands),
        RefundDialog(counter.till.sales["m"], METHODS["clicpay.mpesa"], hands),
        SettleDialog(unknown, method, hands),
    ):
        assert list(made._fields)[-1] is Field.PIN
        made.reject()


async def test_money_is_let_go_with_a_pin(counter: Counter) -> None:
    counter.open()
    order = parse_charge_request(METHODS["vpos"], "1500", "923123456", "", Extras(hold=True))
    counter.till.begin("h", order)
    counter.till.write("h", Accepted(reference="x", follow="/x"), Authorized(reference="x"))
    counter.click("deed_release")
    counter.fill("release_pin", "1234")
    counter.click("release_do")
    await until(lambda: counter.till.asked)
    assert counter.till.asked == [("release", "h", None, "Ana")]
