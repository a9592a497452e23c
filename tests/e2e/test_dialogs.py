"""The keys' panel, a settlement and the closing, at the real window: by keys, and by a finger."""

from collections.abc import Callable
from typing import Protocol

import pytest
from hands import assert_can_be_touched, focused, is_active, seen
from persons import AtKeys, AtTouchScreen
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from support import ANA, PHONES, PIN, VOUCHER, World
from window import Cashier, play

from pos_app.domain.events import SettledAsPaid, State
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise")  # offscreen there is neither

WHY = "vi no tpa"
HELD = 6  # Enters


class Hands(Protocol):
    """What the two do differently."""

    async def asks(self, method: str, amount: str, whom: str = "") -> None: ...
    async def looks_at_doubt(self) -> None: ...
    async def leaves_doubts(self) -> None: ...
    async def sees_the_keys(self) -> None: ...
    async def puts_them_away(self) -> None: ...
    async def settles_in_words(self) -> None: ...
    async def answers(self, button: str) -> None: ...


class ByKeys(AtKeys):
    async def sees_the_keys(self) -> None:
        await self._eyes.sees(self._is_heard)
        self._keys.type("15")
        self._keys.press(Qt.Key.Key_F1)

    async def puts_them_away(self) -> None:
        self._keys.press(Qt.Key.Key_Escape)
        assert self._eyes.holds("amount") == "15"  # the form has not heard of it
        self._keys.press(Qt.Key.Key_Backspace)
        self._keys.press(Qt.Key.Key_Backspace)

    async def settles_in_words(self) -> None:
        for _ in range(HELD):  # an Enter that was still held, and more
            self._keys.enter()
        assert not self._eyes.reads("settle_means").startswith("Pode")
        self._keys.type("1")
        self._keys.walk_to("settle_why")
        self._keys.type(WHY)
        while focused() != "settle_pin":
            self._keys.press(Qt.Key.Key_Tab)
            if focused().startswith("settle_reason"):
                self._keys.enter()
        self._keys.type(PIN)
        self._keys.enter()

    async def answers(self, button: str) -> None:
        await self._eyes.sees(lambda: focused() == "leaving_back")
        if button == "leaving_back":
            self._keys.enter()
        else:
            self._keys.press(Qt.Key.Key_Plus)


class ByFinger(AtTouchScreen):
    async def sees_the_keys(self) -> None:
        await self._tap("help_open")

    async def puts_them_away(self) -> None:
        await self._tap("help_close")

    async def settles_in_words(self) -> None:
        await self._eyes.sees(lambda: focused() == "settle_dialog")
        self._finger.tap("settle_paid")
        self._finger.tap("settle_why")
        await self._eyes.sees(lambda: self._eyes.shows("keyboard"))
        for letter in WHY:
            self._finger.tap(f"keyboard_key_{'space' if letter == ' ' else letter}")
        self._finger.tap("keyboard_key_done")
        assert not self._eyes.may_do("settle_reason_0")
        self._finger.tap("settle_pin")
        await self._eyes.sees(lambda: focused() == "settle_pin")
        self._finger.type(PIN, "settle_key")
        self._finger.tap("settle_do")

    async def answers(self, button: str) -> None:
        await self._tap(button)


@pytest.mark.parametrize(("who", "size"), [(ByKeys, (1366, 768)), (ByFinger, (1024, 600))])
def test_bad_minutes_by_one_pair_of_hands(
    shop: Profile, world: World, who: Callable[[Cashier], Hands], size: tuple[int, int]
) -> None:
    People(shop.people).give_pin(ANA, PIN)

    async def works(cashier: Cashier) -> None:
        cashier.window.resize(*size)
        cashier.window.activateWindow()
        hands = who(cashier)
        await cashier.sees(cashier.may_charge)
        await hands.sees_the_keys()
        for name in ("charge", "tab_journal"):
            assert_can_be_touched(seen(name), seen(name).rect().center())
        await hands.puts_them_away()
        assert not cashier.shows("help")
        world.fault("drop_after", "wipay", method="POST")
        await hands.asks("wipay", "17", VOUCHER)
        await cashier.sees_verdict("Resultado desconhecido")
        await hands.looks_at_doubt()
        await hands.settles_in_words()
        await cashier.sees(lambda: not cashier.shows("settle_dialog"))
        await hands.leaves_doubts()
        world.fault("status", "vpos", method="GET", status=503, times=0)
        await hands.asks("vpos", "1500", PHONES["vpos"])
        await cashier.sees(lambda: "1\u202f500" in cashier.reads("verdict_order"))
        cashier.window.close()
        await cashier.sees(lambda: cashier.shows("leaving_back"))
        assert cashier.reads("leaving") == "1 venda ainda sem resultado"
        await hands.answers("leaving_back")
        await cashier.sees(lambda: cashier.shows("charge") and is_active(cashier.window))
        cashier.window.close()
        await hands.answers("leaving_close")
        await cashier.sees(lambda: not cashier.window.isVisible())

    QApplication.setQuitOnLastWindowClosed(False)
    try:
        play(shop, works)
    finally:
        QApplication.setQuitOnLastWindowClosed(True)
    db = read_journal(shop.journal)
    try:
        newest, settled = Reader(db).last_sales(10)
        events = [kept.event for kept in Reader(db).events_of(settled.id)]
        (why,) = [event.why for event in events if isinstance(event, SettledAsPaid)]
    finally:
        db.close()
    assert (settled.state, why) == (State.PAID, WHY)
    assert newest.is_open
