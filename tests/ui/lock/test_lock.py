"""Who is at the till: asked from the first cashier on, by hand and after a while, by keys alone."""

import asyncio

import pytest
from hands import Keys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from ui.counter import Counter, until

from pos_app.domain.errors import PeopleChanged
from pos_app.domain.people.roles import Person, Role
from pos_app.ui.lock.idle import Idle

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

ANA, BIA, RUI = (
    Person("Ana Maria Miguel", Role.MANAGER),
    Person("Bia", Role.CASHIER),
    Person("Rui", Role.CASHIER),
)


def _shows(counter: Counter, name: str) -> bool:
    return counter.find(QPushButton, name).isVisible()


def _is_asked(counter: Counter) -> bool:
    return counter.find(QLineEdit, "lock_pin").isVisible()


async def test_one_goes_and_the_next_comes_by_keys_alone(counter: Counter) -> None:
    counter.presence.pins = {ANA: "2468", BIA: "1111", RUI: "2222"}
    counter.open()
    await until(lambda: _is_asked(counter))
    assert not _shows(counter, "tab_sell")
    counter.press(Qt.Key.Key_Escape)  # leads nowhere
    counter.press(Qt.Key.Key_B)
    counter.type("9999")
    counter.enter()
    await until(lambda: counter.find(QLineEdit, "lock_pin").accessibleDescription())
    counter.type("1111")
    counter.enter()
    await until(lambda: counter.presence.person == BIA)
    assert counter.find(QPushButton, "who").accessibleName().startswith("Bia")
    await counter.sell()  # the amount has the focus

    counter.type("4200")  # half a sale stays for whoever goes on
    counter.press(Qt.Key.Key_F12)
    await until(lambda: not _shows(counter, "who"))
    assert counter.presence.person is None
    counter.press(Qt.Key.Key_Down)  # from Bia, who was there last
    counter.type("2222")
    counter.enter()
    await until(lambda: counter.presence.person == RUI)
    assert counter.text("amount") == "4\u202f200,00"


async def test_a_managers_dialog_does_not_stay_open_behind_the_lock(counter: Counter) -> None:
    counter.open()
    counter.click("tab_journal")
    await until(lambda: counter.find(QPushButton, "journal_close").isEnabled())
    counter.click("journal_close")
    await until(lambda: counter.dialog("close"))
    counter.presence.pins = {ANA: "2468", BIA: "1111"}  # hired meanwhile
    (idle,) = counter.window.findChildren(Idle)
    idle.elapsed.emit()
    await until(lambda: _is_asked(counter))
    assert counter.dialog("close") is None


async def test_a_shop_without_cashiers_is_never_asked(counter: Counter) -> None:
    counter.open()
    counter.press(Qt.Key.Key_F12)
    await counter.sell()
    assert not _shows(counter, "who")


async def test_without_names_the_card_is_as_low_as_its_words(counter: Counter) -> None:
    counter.people.lost = PeopleChanged(can_recover=True, had_cashiers=True)
    counter.open()
    await until(lambda: counter.dialog("recover"))
    counter.click("recover_back")
    recover = counter.find(QPushButton, "lock_recover")
    await until(recover.isVisible)
    card = recover.parentWidget()
    assert isinstance(card, QWidget)
    await until(lambda: card.height() < 5 * recover.height())


async def test_what_was_typed_ahead_is_not_asked_for_by_whoever_comes_next(
    counter: Counter,
) -> None:
    counter.presence.pins = {BIA: "1111", RUI: "2222"}
    counter.open()
    await until(lambda: _is_asked(counter))
    counter.type("1111")
    counter.enter()
    await until(lambda: counter.presence.person == BIA)
    counter.till.writes = asyncio.Event()
    keys = Keys()
    for amount, phone in (("1500", "923123456"), ("700", "923123457")):  # the disk is slow
        keys.type(amount)
        keys.enter()
        keys.type(phone)
        keys.enter()
    counter.press(Qt.Key.Key_F12)
    await until(lambda: _is_asked(counter))
    counter.press(Qt.Key.Key_Down)
    counter.type("2222")
    counter.enter()
    await until(lambda: counter.presence.person == RUI)
    counter.till.writes.set()
    await until(lambda: counter.text("amount") == "")
    assert [str(order.amount.minor) for _, order in counter.till.charges] == ["150000"]
