"""A key that is held, bounces or comes from a scanner, and a finger that taps twice: one charge,
and nothing that was not meant."""

import asyncio

import pytest
from hands import Finger, Keys
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from ui.counter import Counter, until
from window import KEYS

from pos_app.domain.errors import JournalUnavailable
from pos_app.domain.events import Accepted, OutcomeUnknown, Paid
from pos_app.domain.method import Method
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import METHODS
from pos_app.ui.sell.form import question

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

AMOUNT, PHONE = "1500", "923123456"
EAN_13, EAN_8 = "5601234567890", "12345670"  # what is printed on goods
REPEATS = 50


@pytest.fixture
def methods() -> tuple[Method, ...]:
    return tuple(METHODS.values())


@pytest.fixture
def keys(counter: Counter) -> Keys:
    counter.window.activateWindow()
    return Keys()


def hold(counter: Counter, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """A key that is held: one press, then repeats, to whatever has the focus by then."""
    for repeat in (False, *[True] * REPEATS):
        event = QKeyEvent(
            QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", autorep=repeat
        )
        QApplication.sendEvent(counter.focus(), event)


def filled(counter: Counter, keys: Keys) -> None:
    keys.type(AMOUNT)
    keys.enter()
    keys.type(PHONE)
    assert counter.focus().objectName() == "phone"


async def at_rest(counter: Counter) -> None:
    """The form is ready for the next sale, and whatever was begun has had its turn."""
    button = counter.find(QPushButton, "charge")
    await until(lambda: counter.text("amount") == "" and button.isEnabled())
    for _ in range(5):
        await asyncio.sleep(0)


# --- Enter ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["phone", "charge", "method_vpos"])
async def test_enter_held_down_charges_once(counter: Counter, keys: Keys, where: str) -> None:
    counter.open()
    keys.type(AMOUNT)
    hold(counter)
    assert counter.focus().objectName() == "phone"  # the repeats go nowhere
    keys.type(PHONE)
    keys.walk_to(where)
    hold(counter)
    if where == "method_vpos":  # chooses, and that is all
        await asyncio.sleep(0)
        assert not counter.till.charges
        keys.walk_to("phone")
        hold(counter)
    await at_rest(counter)
    hold(counter)
    hold(counter)  # nothing is typed: there is nothing to charge
    await at_rest(counter)
    assert len(counter.till.charges) == 1


@pytest.mark.parametrize("where", ["phone", "charge"])
async def test_a_key_that_bounces_presses_nothing_else(
    counter: Counter, keys: Keys, where: str
) -> None:
    """The button is closed at once, and the focus must not fall on the next one: here, on giving
    back what the customer before has paid."""
    counter.open()
    counter.till.write(counter.push(), Paid(reference="r1"))
    assert counter.find(QPushButton, "deed_refund").isVisible()
    filled(counter, keys)
    keys.walk_to(where)
    for _ in range(4):
        keys.enter()
    assert counter.dialog("refund") is None
    await at_rest(counter)
    assert len(counter.till.charges) == 1
    assert counter.dialog("refund") is None


# --- a finger, and the mouse ----------------------------------------------------------------------


@pytest.mark.parametrize("hand", ["mouse", "finger"])
async def test_a_double_click_and_a_triple_tap_charge_once(
    counter: Counter, keys: Keys, hand: str
) -> None:
    counter.open()
    filled(counter, keys)
    button = counter.find(QPushButton, "charge")
    if hand == "finger":
        Finger().tap("charge", times=3)
    else:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    assert not button.isEnabled()
    await at_rest(counter)
    Finger().tap("charge", times=2)  # there is nothing to charge
    await at_rest(counter)
    assert len(counter.till.charges) == 1


async def test_a_double_tap_does_not_answer_the_question_that_comes_under_the_finger(
    counter: Counter, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands where the big button was: the second tap of two meant the button."""
    monkeypatch.setattr(question, "READ", 50)
    counter.open()
    first = await counter.sell()
    counter.till.write(first, Accepted(), OutcomeUnknown(reason=Reason.NO_ANSWER))
    filled(counter, keys)
    finger = Finger()
    finger.tap("charge")
    await until(lambda: counter.window.findChild(QPushButton, "second_again"))
    again = counter.find(QPushButton, "second_again")
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    assert again.isVisible()
    assert len(counter.till.charges) == 2  # the first sale, and the one that is asked about
    await until(again.isEnabled)  # somebody can have read it by now
    finger.tap("second_again")
    await until(lambda: len(counter.till.sales) == 2)


async def test_a_double_tap_on_cancel_cancels_nothing(counter: Counter) -> None:
    """The question comes where the button was: what lies under the finger is harmless."""
    counter.open()
    counter.reference()
    Finger().tap("cancel", times=3)
    await asyncio.sleep(0)
    assert not counter.till.cancels


# --- faster than people ---------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["phone", "voucher"])
async def test_a_scanner_that_types_a_whole_sale_charges_it_once(
    counter: Counter, keys: Keys, way: str
) -> None:
    counter.open()
    if way == "voucher":
        keys.press(KEYS["wipay"])
    keys.type("100")
    keys.enter()
    keys.type(PHONE if way == "phone" else "uyr8vmap230t")
    keys.enter()
    keys.enter()  # many scanners end what they type with two
    await at_rest(counter)
    ((_, order),) = counter.till.charges
    assert order.amount.minor == 100_00
    assert (order.phone and order.phone.national) == (PHONE if way == "phone" else None)
    assert order.voucher == ("" if way == "phone" else "uyr8vmap230t")


async def test_what_is_typed_while_a_charge_is_written_down_is_the_next_customers(
    counter: Counter, keys: Keys
) -> None:
    """A slow disk must not eat the first figure of the next amount."""
    counter.open()
    counter.till.writes = asyncio.Event()
    for amount, phone in ((AMOUNT, PHONE), ("2700", "924111222")):
        keys.type(amount)
        keys.enter()
        keys.type(phone)
        keys.enter()
    keys.press(KEYS["proxypay"])
    keys.type("38001")
    keys.press(Qt.Key.Key_Backspace)
    Finger().tap("key_0")
    await until(lambda: counter.till.charges)
    assert counter.text("phone") == "923 123 456"  # what is written down stands there
    counter.till.writes.set()
    await until(lambda: len(counter.till.sales) == 2)
    await until(lambda: counter.text("amount").replace("\u202f", "") == "38000")
    assert counter.window.sell.form.method.id == "proxypay"
    said = [(order.amount.minor, order.phone) for _, order in counter.till.charges]
    assert [(minor, phone.national if phone else "") for minor, phone in said] == [
        (1500_00, PHONE),
        (2700_00, "924111222"),
    ]


async def test_what_was_typed_ahead_of_a_charge_that_failed_is_not_mixed_into_it(
    counter: Counter, keys: Keys
) -> None:
    counter.open()
    counter.till.writes = asyncio.Event()
    counter.till.fail = JournalUnavailable("disk full")
    filled(counter, keys)
    keys.enter()
    keys.type("77")
    counter.till.writes.set()
    await until(lambda: counter.find(QWidget, "form_message").isVisible())
    assert (counter.text("amount"), counter.text("phone")) == ("1\u202f500,00", "923 123 456")
    keys.enter()
    await at_rest(counter)  # with nothing left over
    assert len(counter.till.sales) == 1


# --- a code that is printed on goods --------------------------------------------------------------


async def test_a_stray_scan_charges_nothing(counter: Counter, keys: Keys) -> None:
    counter.open()
    keys.type(EAN_13)
    keys.enter()
    assert counter.focus().objectName() == "phone"
    keys.type(EAN_13)
    keys.enter()
    assert counter.focus().accessibleDescription()  # says what is wrong with it
    keys.type(EAN_13)
    keys.enter()
    keys.enter()
    await asyncio.sleep(0)
    assert not counter.till.charges
    counter.window.sell.form.clear()
    keys.type(EAN_8)  # could be an amount, if a large one
    keys.enter()
    keys.type(EAN_8)
    keys.enter()
    await asyncio.sleep(0)
    assert counter.focus().objectName() == "phone"
    assert counter.focus().accessibleDescription() == "Digits missing"
    assert not counter.till.charges


async def test_a_stray_scan_over_a_sale_that_is_typed_charges_nothing(
    counter: Counter, keys: Keys
) -> None:
    counter.open()
    filled(counter, keys)
    keys.type(EAN_13)  # behind the number
    keys.enter()
    await asyncio.sleep(0)
    assert counter.focus().objectName() == "phone"
    counter.find(QLineEdit, "phone").clear()
    keys.type(PHONE)
    keys.press(Qt.Key.Key_Escape)  # back to the amount, which the next figure replaces
    keys.type(EAN_13)
    keys.enter()
    keys.enter()
    await asyncio.sleep(0)
    assert counter.focus().objectName() == "amount"
    assert counter.focus().accessibleDescription()
    assert not counter.till.charges
