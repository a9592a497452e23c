"""Until it is known who is at the till, nothing that is typed comes into the form: it may be a PIN,
and the customer reads along."""

import asyncio
from dataclasses import replace

import pytest
from hands import Finger, Keys
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from ui.counter import PUSH, REFERENCE, Counter, CounterOf, make_shop, until

from pos_app.domain.events import Accepted
from pos_app.domain.people.roles import Person, Role
from pos_app.ui.customer.display import CustomerDisplay
from pos_app.ui.customer.view import BLANK

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

BIA, RUI = Person("Bia", Role.CASHIER), Person("Rui", Role.CASHIER)
PINS = {BIA: "1111", RUI: "2222"}
FIELDS = ("amount", "phone", "description")


@pytest.fixture
def counter(counter_of: CounterOf) -> Counter:
    """A counter where somebody has a PIN, with a customer's window; painted, not yet open."""
    shop = replace(make_shop((PUSH, REFERENCE)), signs_in=True, customer_screen="window")
    counter = counter_of(shop)
    counter.window.activateWindow()
    counter.application.processEvents()
    return counter


def typed_everything(counter: Counter) -> None:
    """By keys, fingers, the clipboard and an input method, into whatever takes it."""
    finger, keys = Finger(), Keys()
    for name in FIELDS:
        line = counter.find(QLineEdit, name)
        line.setFocus()
        keys.type("1357")
        QGuiApplication.clipboard().setText("1357")
        keys.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        event = QInputMethodEvent()
        event.setCommitString("1357")
        QApplication.sendEvent(line, event)
        keys.enter()
    finger.type("1357")


def form_is_empty(counter: Counter) -> bool:
    return [counter.text(name) for name in FIELDS] == ["", "", ""]


def customer_sees_nothing(counter: Counter) -> bool:
    display = counter.window.findChild(CustomerDisplay)
    return display is None or display.face == BLANK


def is_locked(counter: Counter) -> bool:
    found = counter.window.findChild(QLineEdit, "lock_pin")
    return found is not None and found.isVisible()


async def opened(counter: Counter) -> None:
    """Offscreen, the customer's window takes the keys though it asks for none."""
    counter.open()
    counter.window.activateWindow()
    await until(counter.window.isActiveWindow)


async def sign_in(counter: Counter, pin: str) -> None:
    await until(lambda: is_locked(counter))
    counter.find(QLineEdit, "lock_pin").setText(pin)
    counter.click("lock_enter")
    await until(lambda: counter.presence.person is not None and not is_locked(counter))


async def test_what_is_typed_from_the_first_paint_until_the_lock_stands_is_nobodys(
    counter: Counter,
) -> None:
    counter.presence.pins = dict(PINS)
    counter.presence.reads = asyncio.Event()
    typed_everything(counter)
    assert form_is_empty(counter)
    await opened(counter)
    typed_everything(counter)
    await asyncio.sleep(0)
    assert form_is_empty(counter)
    assert customer_sees_nothing(counter)
    assert counter.presence.reads is not None
    counter.presence.reads.set()
    await sign_in(counter, "1111")
    await until(lambda: counter.focus().objectName() == "amount")
    assert form_is_empty(counter)
    assert not counter.till.charges
    await counter.sell()


async def test_where_nobody_has_to_sign_in_what_was_typed_is_there_and_charged_nothing_unseen(
    counter: Counter,
) -> None:
    """Managers have PINs, and no cashier has: what was typed before the till was up is in its
    place. Its last Enter asks for nothing, as none does before the till is up."""
    keys = Keys()
    for text in ("1500", "923123456"):
        keys.type(text)
        keys.enter()
    assert form_is_empty(counter)
    await opened(counter)
    await until(lambda: counter.text("phone") == "923 123 456")
    assert counter.text("amount") == "1\u202f500,00"
    await until(counter.find(QPushButton, "charge").isEnabled)
    assert not counter.till.charges
    keys.enter()
    await until(lambda: counter.till.charges)


async def test_a_pin_that_is_typed_right_behind_f12_is_no_amount(counter: Counter) -> None:
    counter.presence.pins = dict(PINS)
    await opened(counter)
    await sign_in(counter, "1111")
    await until(lambda: counter.focus().objectName() == "amount")
    counter.presence.reads = asyncio.Event()  # the people are read, and that takes its time
    keys = Keys()
    keys.press(Qt.Key.Key_F12)
    assert counter.presence.person is None
    assert is_locked(counter)
    keys.press(Qt.Key.Key_Down)
    keys.type("2222")
    assert form_is_empty(counter)
    keys.enter()
    await until(lambda: counter.presence.person == RUI)
    counter.presence.reads.set()
    await until(lambda: counter.focus().objectName() == "amount")
    assert form_is_empty(counter)
    assert not is_locked(counter)  # nor is it asked for once more by what was read late


async def test_the_customer_is_shown_nothing_while_the_till_is_locked(counter: Counter) -> None:
    counter.presence.pins = dict(PINS)
    await opened(counter)
    await sign_in(counter, "1111")
    await until(lambda: counter.focus().objectName() == "amount")
    counter.type("42")
    await until(lambda: not customer_sees_nothing(counter))
    counter.press(Qt.Key.Key_F12)
    await until(lambda: customer_sees_nothing(counter))
    await sign_in(counter, "1111")
    await until(lambda: not customer_sees_nothing(counter))
    counter.window.sell.form.clear()
    sale_id = await counter.sell()
    await until(lambda: not customer_sees_nothing(counter))
    counter.press(Qt.Key.Key_F12)
    await until(lambda: customer_sees_nothing(counter))
    counter.till.write(sale_id, Accepted(reference="x"))  # it goes on behind the lock
    await asyncio.sleep(0)
    assert customer_sees_nothing(counter)
    await sign_in(counter, "1111")
    await until(lambda: not customer_sees_nothing(counter))
    display = counter.window.findChild(CustomerDisplay)
    assert display is not None
    assert "923 123 456" not in display.face.spoken  # somebody else may stand there by now
