"""The hand: what is typed, where Enter leads, and that one order is one charge."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from ui.counter import PUSH, Counter, CounterOf, make_shop, until

from pos_app.domain.errors import BadInput, JournalUnavailable, NotAllowed
from pos_app.domain.method import Method
from pos_app.domain.money import NARROW_SPACE
from pos_app.gateways.catalogue import METHODS
from pos_app.till.charge_request import parse_charge_request
from pos_app.till.phone_numbers import read_phone
from pos_app.till.providers.health import Health
from pos_app.ui.sell.sales.panel import SalesPanel


@pytest.mark.parametrize(
    ("typed", "shown", "tidied"),
    [
        ("1500", "1_500", "1_500,00"),
        ("1500,5", "1_500,5", "1_500,50"),
        ("1.500,00", "1.500,00", "1_500,00"),
        ("1500.5", "1_500.5", "1_500,50"),
        ("1234567", "1_234_567", "1_234_567,00"),
        ("1.500", "1.500", "1.500"),
        ("abc15", "15", "15,00"),
    ],
)
def test_amounts_are_grouped_as_typed_and_tidied_when_left(
    counter: Counter, typed: str, shown: str, tidied: str
) -> None:
    counter.type(typed)
    assert counter.text("amount") == shown.replace("_", NARROW_SPACE)
    counter.enter()
    assert counter.text("amount") == tidied.replace("_", NARROW_SPACE)


def test_erasing_steps_over_the_grouping(counter: Counter) -> None:
    counter.type("1500")
    edit = counter.find(QLineEdit, "amount")
    edit.setCursorPosition(2)  # behind the space
    counter.press(Qt.Key.Key_Backspace)
    assert counter.text("amount") == "500"


def test_a_pasted_amount_is_kept_as_it_is_until_it_is_left(counter: Counter) -> None:
    edit = counter.find(QLineEdit, "amount")
    edit.insert("1 500,00 Kz")
    counter.enter()
    assert counter.text("amount") == f"1{NARROW_SPACE}500,00"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("923123456", "923 123 456"), ("841234567", "84 123 4567"), ("+244923123456", None)],
)
def test_phones_are_grouped_as_their_country_does(
    counter: Counter, typed: str, shown: str | None
) -> None:
    counter.find(QLineEdit, "phone").setFocus()
    counter.type(typed)
    assert counter.text("phone") == (shown or "+244 923 123 456")


def test_the_number_suggests_the_method_until_a_hand_has_chosen(counter: Counter) -> None:
    form = counter.window.sell.form
    phone = counter.find(QLineEdit, "phone")
    phone.setFocus()
    counter.type("86")
    assert form.method.name == "e-Mola"
    counter.press(Qt.Key.Key_F4)
    assert form.method.name == "M-Pesa"
    phone.clear()
    counter.type("82")
    assert form.method.name == "M-Pesa"


def _numbers(method: Method) -> list[str]:
    """One of each beginning that the till takes for this method, and those of its sandbox."""
    found = sorted(method.test_phones)
    for beginning in range(100):
        try:
            found.append(read_phone(f"{beginning:02}3456789", method).national)
        except BadInput:
            continue
    return found


@pytest.mark.parametrize("method", [each for each in METHODS.values() if each.needs_phone])
def test_a_number_is_another_networks_only_where_the_plan_names_one(
    counter: Counter, method: Method
) -> None:
    box = counter.window.sell.form.phone
    box.read = read_phone
    box.use(method.country)
    for number in _numbers(method):
        box.edit.setText(number)
        phone = box.show_network(method)
        assert phone is not None
        others = phone.network is not None and phone.network not in method.networks
        good = f"{phone.network} · valid number" if phone.network else "valid number"
        told = f"{phone.network}: not for {method.name}" if others else good
        assert counter.text("phone_hint") == told, number


def test_figures_go_to_the_amount_from_anywhere_on_the_page(counter: Counter) -> None:
    counter.find(QPushButton, "tab_sell").setFocus()
    counter.type("7")
    counter.find(QPushButton, "charge").setFocus()
    counter.type("50")
    assert counter.text("amount") == "750"


def test_the_keypad_types_into_the_field_that_was_last_typed_into(counter: Counter) -> None:
    for key in ("key_1", "key_5", "key_0", "key_0", "key_point", "key_5", "key_erase"):
        counter.click(key)
    assert counter.text("amount") == f"1{NARROW_SPACE}500,"
    counter.find(QLineEdit, "phone").setFocus()
    counter.click("key_9")
    assert counter.text("phone") == "9"


async def test_before_the_till_is_up_typing_works_and_charging_does_not(counter: Counter) -> None:
    counter.type("1500")
    assert not counter.find(QPushButton, "charge").isEnabled()
    counter.open()
    assert counter.find(QPushButton, "charge").isEnabled()
    assert counter.text("charge").startswith("Charge 1")
    assert counter.text("amount") == f"1{NARROW_SPACE}500"


async def test_a_sale_is_the_digits_and_two_more_keys(counter: Counter) -> None:
    counter.open()
    sale_id = await counter.sell()
    _, order = counter.till.charges[0]
    assert (order.amount.minor, order.phone and order.phone.national) == (150000, "923123456")
    await until(lambda: counter.text("verdict_state") == "Sending the request")
    assert counter.focus().objectName() == "amount"
    assert sale_id in counter.till.sales


async def test_the_button_says_exactly_what_it_will_do(counter: Counter) -> None:
    counter.open()
    assert counter.text("charge") == "Charge"
    counter.type("1500")
    counter.enter()
    counter.type("923123456")
    amount = f"1{NARROW_SPACE}500,00\u00a0Kz"
    assert counter.text("charge") == f"Charge {amount} to 923 123 456"
    assert counter.text("phone_hint") == "Unitel · valid number"
    counter.press(Qt.Key.Key_F3)
    assert counter.text("charge") == f"Create reference for {amount}"


@pytest.mark.parametrize(
    ("amount", "phone", "field", "words"),
    [
        ("1.500", "923123456", "amount", "Thousands or decimals? Type the cents"),
        ("0", "923123456", "amount", "It must be more than zero"),
        ("1500", "9231", "phone", "Digits missing"),
        ("1500", "222123456", "phone", "This is not a mobile number"),
    ],
)
async def test_a_complaint_stands_at_its_field_and_nothing_is_lost(
    counter: Counter, amount: str, phone: str, field: str, words: str
) -> None:
    counter.open()
    counter.type(amount)
    counter.find(QLineEdit, "phone").setFocus()
    counter.type(phone)
    counter.enter()
    assert counter.focus().objectName() == field
    assert counter.focus().accessibleDescription() == words
    assert counter.text("phone").replace(" ", "") == phone
    assert counter.text("amount")
    assert counter.find(QPushButton, "charge").isEnabled()
    assert not counter.till.charges


async def test_after_a_failure_the_same_reservation_is_tried_again(counter: Counter) -> None:
    counter.open()
    counter.till.fail = JournalUnavailable("disk full")
    counter.type("1500")
    counter.enter()
    counter.type("923123456")
    counter.enter()
    await until(lambda: counter.find(QWidget, "form_message").isVisible())
    assert "journal" in counter.text("form_message")
    assert counter.text("amount") == f"1{NARROW_SPACE}500,00"
    counter.find(QLineEdit, "phone").setFocus()
    counter.enter()
    await until(lambda: counter.text("amount") == "")
    first, second = counter.till.charges
    assert first[0] == second[0]
    assert await counter.sell("70") != first[0]


async def test_a_reservation_that_was_charged_already_shows_its_sale(counter: Counter) -> None:
    """The charge became durable and its answer was lost on the way to the form."""
    counter.open()
    counter.till.fail = JournalUnavailable("too late")
    counter.type("1500")
    counter.enter()
    counter.type("923123456")
    counter.enter()
    await until(lambda: counter.find(QWidget, "form_message").isVisible())
    sale_id, order = counter.till.charges[0]
    counter.till.begin(sale_id, order)
    counter.till.fail = NotAllowed("this sale exists already")
    counter.enter()
    await until(lambda: counter.text("amount") == "")
    assert len(counter.till.sales) == 1


async def test_escape_goes_back_and_cancels_nothing(counter: Counter) -> None:
    counter.open()
    await counter.sell()
    counter.type("20")
    counter.enter()
    assert counter.focus().objectName() == "phone"
    for _ in range(3):
        counter.press(Qt.Key.Key_Escape)
    assert counter.focus().objectName() == "amount"
    assert counter.text("amount") == "20,00"
    counter.type("3")  # what is typed next replaces it
    assert counter.text("amount") == "3"
    assert not counter.till.cancels


async def test_a_provider_in_trouble_is_told_on_its_tile(counter: Counter) -> None:
    counter.open()
    counter.till.set_health("vpos", Health.OFFLINE)
    tile = counter.find(QPushButton, "method_vpos")
    assert "Offline" in tile.accessibleDescription()
    counter.till.set_health("vpos", Health.REACHED)
    assert "Offline" not in tile.accessibleDescription()


async def test_numbers_of_before_are_offered_only_where_the_shop_wants_it(
    counter_of: CounterOf,
) -> None:
    shop = replace(make_shop(), recent_customers=True)
    counter = counter_of(shop)
    for sale_id, phone in (("a", "923123456"), ("b", "923999111"), ("c", "912000333")):
        counter.till.begin(sale_id, parse_charge_request(PUSH, "100", phone))
    counter.open()
    (side,) = counter.window.findChildren(SalesPanel)
    await until(lambda: side.loaded)
    counter.type("1500")
    counter.enter()
    counter.type("9")
    assert not counter.find(QPushButton, "recent_0").isVisible()
    counter.type("2")
    numbers = {counter.text(f"recent_{place}") for place in (0, 1)}
    assert numbers == {"923 123 456", "923 999 111"}
    assert not counter.find(QPushButton, "recent_2").isVisible()
    counter.type("3999")
    counter.click("recent_0")
    assert counter.text("phone") == "923 999 111"
    assert not counter.find(QPushButton, "recent_0").isVisible()
    counter.enter()
    await until(lambda: counter.till.charges)


async def test_after_a_question_the_form_stands_as_before(counter_of: CounterOf) -> None:
    counter = counter_of(make_shop(), (1024, 600))
    counter.open()
    form = counter.window.sell.form
    parts = (form.pad, form.description, form.button)
    await until(form.button.isEnabled)
    before = [part.geometry() for part in parts]
    question = QWidget()
    form.ask(question)
    await until(lambda: not form.button.isVisible())
    form.asked_enough(question)
    await until(lambda: [part.geometry() for part in parts] == before)
    question.deleteLater()
