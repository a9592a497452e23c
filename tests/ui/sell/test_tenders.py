"""Money by hand and split sales at the window: the keys, the change, whose word it is."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from ui.counter import PUSH, REFERENCE, Counter, CounterOf, make_shop, until

from pos_app.domain.events import Accepted, Declined, OutcomeUnknown, Paid, Purpose, State
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import COUNTER_METHODS
from pos_app.till.charge_request import parse_charge_request
from pos_app.ui.sell.sales.panel import SalesPanel
from pos_app.ui.theme.status_style import StatusStyle, tone_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

CASH = COUNTER_METHODS["cash.ao"]
SPLIT = COUNTER_METHODS["split.ao"]


@pytest.fixture
def counter(counter_of: CounterOf) -> Counter:
    """A shop that takes all of it, at a small screen."""
    shop = make_shop((PUSH, REFERENCE, *COUNTER_METHODS.values()))
    home = frozenset(method.id for method in shop.methods if method.country == "AO")
    counter = counter_of(replace(shop, ready=home), (1024, 600))
    counter.till.tenders = [CASH]
    return counter


def panel_of(counter: Counter) -> SalesPanel:
    side = counter.window.sell.side
    assert side
    return side


def verdict_of(counter: Counter) -> str:
    return panel_of(counter).verdict.accessibleName()


def choose(counter: Counter, name: str) -> None:
    counter.find(QPushButton, f"method_{name}_ao").click()


async def test_cash_is_two_enters_and_its_change_is_said_before_and_after(
    counter: Counter,
) -> None:
    counter.open()
    choose(counter, "cash")
    counter.type("1500")
    counter.enter()
    counter.type("1000")
    assert counter.text("change_hint") == "500,00\u00a0Kz missing"
    counter.press(Qt.Key.Key_Backspace)
    counter.press(Qt.Key.Key_Backspace)
    counter.press(Qt.Key.Key_Backspace)
    counter.press(Qt.Key.Key_Backspace)
    counter.type("2000")
    assert counter.text("change_hint") == "Change 500,00\u00a0Kz"
    counter.enter()
    await until(lambda: counter.text("verdict_state") == "Paid in cash")
    assert "Give 500,00\u00a0Kz change" in verdict_of(counter)
    (sale,) = counter.till.sales.values()
    assert tone_of(sale) is StatusStyle.TAKEN
    counter.enter()
    counter.enter()
    counter.enter()
    assert len(counter.till.charges) == 1  # the form is empty: nothing is charged twice


async def test_a_bill_for_which_there_are_no_coins_is_rounded_before_anybody_confirms_it(
    counter: Counter,
) -> None:
    cash = COUNTER_METHODS["cash.tt"]
    counter.window.sell.form.tiles.set_ready(frozenset({cash.id}))
    counter.till.tenders = [cash]
    counter.open()
    counter.find(QPushButton, "method_cash_tt").click()
    counter.type("10.03")
    assert counter.find(QPushButton, "charge").text() == "Charge $10.05"
    assert counter.text("change_hint") == "Rounded to coins: $10.05"
    counter.enter()
    counter.type("20")
    assert counter.text("change_hint") == "Change $9.95"
    counter.enter()
    await until(lambda: counter.till.charges)
    assert counter.till.charges[0][1].amount.minor == 10_05


async def test_cash_that_is_typed_after_its_tile_is_no_part_of_the_amount(counter: Counter) -> None:
    counter.open()
    counter.type("1350")
    choose(counter, "cash")
    counter.type("2000")
    counter.enter()
    await until(lambda: counter.text("verdict_state") == "Paid in cash")
    ((_, order),) = counter.till.charges
    assert (order.amount.minor, order.tendered and order.tendered.minor) == (1350_00, 2000_00)


async def test_enter_goes_to_the_cash_in_a_window_that_no_manager_has_made_active(
    counter: Counter,
) -> None:
    """As on a bare X server."""
    counter.open()
    other = QWidget()
    other.show()
    other.activateWindow()
    await until(other.isActiveWindow)
    assert not counter.window.isActiveWindow()
    choose(counter, "cash")
    counter.type("1500")
    counter.enter()
    counter.type("2000")
    assert counter.text("change_hint") == "Change 500,00\u00a0Kz"
    assert not counter.till.charges


async def test_less_than_the_amount_is_no_payment_and_exactly_needs_no_figures(
    counter: Counter,
) -> None:
    counter.open()
    choose(counter, "cash")
    counter.type("1500")
    counter.enter()
    counter.type("1000")
    counter.enter()
    await until(lambda: counter.text("change_hint") == "Less than 1\u202f500,00\u00a0Kz")
    assert not counter.till.charges
    counter.fill("tendered", "")
    counter.enter()
    await until(lambda: counter.till.charges)
    assert counter.till.charges[0][1].tendered is None


async def test_a_split_sale_takes_part_after_part_and_one_enter_too_many_charges_nothing(
    counter: Counter,
) -> None:
    counter.open()
    counter.type("1500")
    counter.find(QPushButton, "split").click()
    await until(lambda: counter.text("verdict_state") == "1\u202f500,00\u00a0Kz missing")
    choose(counter, "cardmachine")
    counter.type("1500,01")
    counter.enter()
    await until(lambda: counter.text("amount_complaint") == "Only 1\u202f500,00\u00a0Kz is missing")
    counter.fill("amount", "500")
    counter.enter()
    await until(lambda: counter.text("verdict_state") == "1\u202f000,00\u00a0Kz missing")
    counter.enter()  # a key that bounces
    counter.enter()
    assert len(counter.till.charges) == 2
    counter.find(QPushButton, "part_all").click()
    choose(counter, "cash")
    counter.enter()
    counter.enter()
    await until(lambda: counter.text("verdict_state") == "Paid")
    whole, *parts = counter.till.sales.values()
    assert (whole.purpose, whole.state, tone_of(whole)) == (
        Purpose.SPLIT, State.PAID, StatusStyle.TAKEN,
    )  # fmt: skip
    assert [part.amount.minor for part in parts] == [500_00, 1000_00]
    assert counter.window.sell.form.part_of is None


async def test_a_part_by_phone_that_is_refused_is_charged_again_as_a_part(
    counter: Counter,
) -> None:
    counter.open()
    counter.till.begin("whole", parse_charge_request(SPLIT, "1500"))
    part = replace(parse_charge_request(PUSH, "1000", "923123456"), part_of="whole")
    counter.till.begin("part", part)
    counter.till.end("part", Accepted(reference="1"), Declined(reason=Reason.NO_MONEY))
    panel_of(counter).select("part")
    counter.click("charge_again")
    assert counter.window.sell.form.draft.part_of == "whole"
    counter.enter()
    await until(lambda: counter.till.charges)
    assert counter.till.charges[0][1].part_of == "whole"


async def test_no_part_is_ever_green_and_the_whole_is_when_every_provider_has_said_so(
    counter: Counter,
) -> None:
    """Goods go out on the whole sale alone; a part in doubt keeps it from green."""
    counter.open()
    till = counter.till
    till.begin("whole", parse_charge_request(SPLIT, "1500"))
    for name, amount in (("a", "500"), ("b", "1000")):
        order = replace(parse_charge_request(PUSH, amount, "923123456"), part_of="whole")
        till.begin(name, order)
    till.end("a", Accepted(reference="1"), Paid(reference="1"))
    assert tone_of(till.sales["a"]) is StatusStyle.TAKEN
    till.end("b", OutcomeUnknown(reason=Reason.NO_ANSWER))
    assert tone_of(till.sales["whole"]) is StatusStyle.DOUBT
    till.end("b", Paid(reference="2"))
    assert tone_of(till.sales["whole"]) is StatusStyle.PAID
    panel_of(counter).select("a")
    assert "hand over" not in verdict_of(counter)
    panel_of(counter).select("whole")
    assert "You may hand over" in verdict_of(counter)


async def test_what_a_provider_cannot_give_back_goes_back_in_cash(counter: Counter) -> None:
    counter.open()
    counter.reference()
    counter.till.write("r", Paid(payment="1"))
    panel_of(counter).select("r")
    counter.click("deed_refund")
    await until(lambda: counter.dialog("refund"))
    counter.fill("refund_pin", "1234")
    counter.click("refund_do")
    await until(lambda: counter.till.asked)
    assert counter.till.asked == [("refundcash.ao", "r", REFERENCE.money(38_000_00), "Ana")]


async def test_the_rest_is_charged_from_the_verdict_and_never_over_what_somebody_typed(
    counter: Counter,
) -> None:
    counter.open()
    counter.till.begin("whole", parse_charge_request(SPLIT, "1500"))
    panel_of(counter).select("whole")
    counter.type("200")
    counter.click("deed_charge_rest")
    assert counter.window.sell.form.part_of is None
    counter.click("clear")
    counter.click("deed_charge_rest")
    assert counter.window.sell.form.draft.part_of == "whole"
    counter.find(QPushButton, "part_leave").click()
    assert counter.window.sell.form.draft.part_of == ""
