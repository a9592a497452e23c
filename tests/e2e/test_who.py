"""Whose key it was: real keys at the real window, and what the journal keeps of them."""

import asyncio
from typing import Any

import pytest
from e2e.test_counter import journal_of
from hands import Keys, focused
from persons import AtKeys
from PySide6.QtCore import Qt
from support import ANA, PHONES, PIN, World
from window import Cashier, play

from pos_app.domain.events import Purpose, State
from pos_app.domain.people.roles import Person, Role
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.ui.lock.lock import Lock

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

BIA, BIAS_PIN = Person("Bia", Role.CASHIER), "1357"


@pytest.fixture
def staffed(shop: Profile) -> Profile:
    """Ana manages it, and Bia sells."""
    people = People(shop.people)
    people.give_pin(ANA, PIN)
    people.give_pin(BIA, BIAS_PIN)
    return shop


def _ask_for(keys: Keys, amount: str, phone: str) -> None:
    keys.type(amount)
    keys.enter()
    keys.type(phone)
    keys.enter()


def test_what_is_asked_for_just_before_the_lock_is_still_whose_key_it_was(staffed: Profile) -> None:
    """A charge, and a refund with a manager's PIN that has yet to be looked at."""
    keys = Keys()

    async def day(cashier: Cashier) -> None:
        bia = AtKeys(cashier)
        await bia.sign_in("Bia", BIAS_PIN)
        await cashier.sees(cashier.may_charge)
        _ask_for(keys, "1500", PHONES["vpos"])
        keys.press(Qt.Key.Key_F12)
        await bia.sign_in("Bia", BIAS_PIN)
        await cashier.sees_verdict("Pago")
        keys.walk_to("deed_refund")
        keys.enter()
        await cashier.sees(lambda: focused() == "refund_pin")
        keys.type(PIN)
        keys.enter()
        cashier.click("who")  # F12 is the window's, and the dialog has the keys
        await cashier.sees(lambda: cashier.shows("lock_pin"))
        await cashier.sees(lambda: len(journal_of(staffed)) > 1)

    play(staffed, day)
    refund, sale = journal_of(staffed)
    assert (sale.state, sale.cashier) == (State.PAID, "Bia")
    assert (refund.purpose, refund.cashier, refund.by) == (Purpose.REFUND, "Bia", "Ana")


def test_nothing_is_charged_before_the_lock_stands(
    staffed: Profile, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed before it is known who is there is nobody's sale: it may be a PIN."""
    stands, ask = asyncio.Event(), Lock._ask

    async def slowly(lock: Lock) -> Any:
        await stands.wait()
        await ask(lock)

    monkeypatch.setattr(Lock, "_ask", slowly)

    async def morning(cashier: Cashier) -> None:
        button = cashier.window.sell.form.button
        await cashier.sees(lambda: cashier.window.findChild(Lock) is not None)
        assert not button.isEnabled()
        _ask_for(Keys(), "1500", PHONES["vpos"])
        button.click()
        assert (cashier.holds("amount"), cashier.holds("phone")) == ("", "")
        stands.set()
        await AtKeys(cashier).sign_in("Bia", BIAS_PIN)
        await cashier.sees(button.isEnabled)
        assert (cashier.holds("amount"), cashier.holds("phone")) == ("", "")

    play(staffed, morning)
    assert journal_of(staffed) == []
    assert not world.requests("POST", "/transactions")
