"""Two people who work the same day at the same window: one has a keyboard, one a touch screen."""

import asyncio
from typing import Protocol

from hands import Finger, Keys, focused, is_active, is_under_the_finger, seen
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QScroller
from window import KEYS, Cashier

from pos_app.domain.method import Kind
from pos_app.gateways.catalogue import METHODS

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_READY = ("Pronto para a próxima venda", "Ready for a sale")


class Person(Protocol):
    """What is done in a day. The eyes are the same for everybody."""

    async def sign_in(self, name: str, pin: str) -> None: ...
    async def lock(self) -> None: ...
    async def asks(self, method: str, amount: str, whom: str = "") -> None: ...
    async def next_customer(self) -> None: ...
    async def gives_back(self, pin: str) -> None: ...
    async def looks_at_doubt(self) -> None: ...
    async def settles(self, *, paid: bool, pin: str) -> None: ...
    async def leaves_doubts(self) -> None: ...
    async def asks_now(self) -> None: ...
    async def speaks(self, place: int, said: str) -> None: ...


class AtKeys:
    """Never looks for the mouse."""

    def __init__(self, cashier: Cashier) -> None:
        self._eyes = cashier
        self._keys = Keys()

    async def sign_in(self, name: str, pin: str) -> None:
        await self._eyes.sees(lambda: focused() == "lock_pin")
        self._keys.type(name[0])
        self._keys.type(pin)
        self._keys.enter()
        await self._eyes.sees(lambda: focused() == "amount")

    async def lock(self) -> None:
        await self._eyes.sees(self._is_heard)
        self._keys.press(Qt.Key.Key_F12)
        await self._eyes.sees(lambda: focused() == "lock_pin")

    async def asks(self, method: str, amount: str, whom: str = "") -> None:
        """The digits and two more; one to choose the way to pay where no number tells it."""
        await self._eyes.sees(self._eyes.may_charge)
        await self._eyes.sees(self._is_heard)
        row = METHODS[method]
        with self._keys.counting() as pressed:
            if not row.needs_phone:
                self._keys.press(KEYS[method])
            self._keys.type(amount)
            self._keys.enter()
            if whom:
                self._keys.type(whom)
                self._keys.enter()
        chosen = row.kind is Kind.VOUCHER  # the others are charged without a number
        assert pressed == [len(amount) + len(whom) + 2 + chosen], method

    async def next_customer(self) -> None:
        """Enter, and once more where nobody could have read it yet; the hand lies still between."""

        def gone() -> bool:
            if self._is_heard():
                self._keys.rest(1)
                self._keys.enter()
            return self._eyes.reads("verdict_state") in _READY

        await self._eyes.sees(gone)

    async def gives_back(self, pin: str) -> None:
        await self._press("deed_refund")
        await self._eyes.sees(lambda: focused() in ("refund_amount", "refund_pin"))
        if focused() == "refund_amount":
            self._keys.enter()  # all of it
        self._keys.type(pin)
        self._keys.enter()
        await self._eyes.sees(lambda: not self._eyes.shows("refund_dialog"))

    async def looks_at_doubt(self) -> None:
        await self._press("what_to_do")
        await self._press("doubt_settle")
        await self._eyes.sees(lambda: focused() == "settle_dialog")

    async def settles(self, *, paid: bool, pin: str) -> None:
        """By the figures that stand on the buttons."""
        self._keys.walk_to("settle_paid")  # a figure in a field stays there
        self._keys.type("1" if paid else "2")
        self._keys.type("3")
        assert focused() == "settle_pin"
        self._keys.type(pin)
        self._keys.enter()

    async def leaves_doubts(self) -> None:
        await self._eyes.sees(self._is_heard)
        self._keys.press(Qt.Key.Key_Escape)
        await self._eyes.sees(lambda: focused() == "amount")

    async def asks_now(self) -> None:
        await self._press("ask_now")

    async def speaks(self, place: int, said: str) -> None:
        await self._eyes.sees(self._is_heard)
        self._keys.press(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
        await self._press("settings_counter")
        await self._eyes.sees(lambda: self._eyes.may_do("counter_save"))
        self._keys.walk_to("language")
        self._keys.press(Qt.Key.Key_Home)
        for _ in range(place):
            self._keys.press(Qt.Key.Key_Down)
        await self._press("counter_save")
        await self._eyes.sees(lambda: self._eyes.reads("counter_message") == said)
        self._keys.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        await self._eyes.sees(lambda: focused() == "amount")

    def _is_heard(self) -> bool:
        return is_active(self._eyes.window)

    async def _press(self, button: str) -> None:
        await self._eyes.sees(lambda: self._is_heard() and self._eyes.may_do(button))
        self._keys.walk_to(button)
        self._keys.enter()


class AtTouchScreen:
    """Has no keyboard at all."""

    def __init__(self, cashier: Cashier) -> None:
        self._eyes = cashier
        self._finger = Finger()

    async def sign_in(self, name: str, pin: str) -> None:
        await self._tap(f"person_{name}")
        self._finger.type(pin, "lock_key")
        self._finger.tap("lock_enter")
        await self._eyes.sees(lambda: focused() == "amount")

    async def lock(self) -> None:
        self._finger.tap("who")
        await self._eyes.sees(lambda: self._eyes.shows("lock_pin"))

    async def asks(self, method: str, amount: str, whom: str = "") -> None:
        """The digits and three more, and what turns the tiles to the rest of the methods, and the
        keys from figures to letters and back."""
        await self._eyes.sees(self._eyes.may_charge)
        await self._eyes.sees(self._is_active)
        row = METHODS[method]
        turns = 0
        with self._finger.counting() as taps:
            if not row.needs_phone:
                turns = self._choose(f"method_{method.replace('.', '_')}")
            self._finger.type(amount)
            if row.kind is Kind.VOUCHER:
                self._finger.tap("voucher")
                turns += self._type_code(whom)
            elif whom:
                self._finger.tap("phone")
                self._finger.type(whom)
            self._finger.tap("charge")
        assert taps[0] <= len(amount) + len(whom) + 3 + turns, method
        if row.kind is Kind.CARD:
            await self._tap("card_close")  # it lies over the keys

    def _choose(self, tile: str) -> int:
        """Taps the tile, behind "More" where it has no place beside the others."""
        turns = 0 if self._eyes.shows(tile) else 1
        if turns:
            self._finger.tap("methods_rest")
        self._finger.tap(tile)
        return turns

    def _type_code(self, code: str) -> int:
        turns, letters = 0, False
        for sign in code:
            if (sign in _LETTERS) is not letters:
                self._finger.tap("letter_figures" if letters else "key_point")
                letters, turns = not letters, turns + 1
            self._finger.type(sign, "letter" if letters else "key")
        return turns

    async def next_customer(self) -> None:
        await self._tap("verdict_done")
        assert self._eyes.reads("verdict_state") in _READY

    async def gives_back(self, pin: str) -> None:
        await self._tap("deed_refund")
        await self._eyes.sees(lambda: self._eyes.shows("refund_pin"))
        self._finger.tap("refund_pin")
        self._finger.type(pin, "refund_key")
        self._finger.tap("refund_do")
        await self._eyes.sees(lambda: not self._eyes.shows("refund_dialog"))

    async def looks_at_doubt(self) -> None:
        await self._tap("what_to_do")
        await self._tap("doubt_settle")
        await self._eyes.sees(lambda: self._eyes.shows("settle_paid"))

    async def settles(self, *, paid: bool, pin: str) -> None:
        self._finger.tap("settle_paid" if paid else "settle_unpaid")
        self._finger.tap("settle_reason_0")
        self._finger.type(pin, "settle_key")
        self._finger.tap("settle_do")

    async def leaves_doubts(self) -> None:
        await self._tap("doubts_back")

    async def asks_now(self) -> None:
        await self._tap("ask_now")

    async def speaks(self, place: int, said: str) -> None:
        self._finger.tap("tab_settings")
        await self._tap("settings_counter")
        await self._eyes.sees(lambda: self._eyes.may_do("counter_save"))
        await self._swipe_to("language")
        self._finger.choose("language", place)
        await self._swipe_to("counter_save")
        self._finger.tap("counter_save")
        await self._eyes.sees(lambda: self._eyes.reads("counter_message") == said)
        self._finger.tap("tab_sell")

    def _is_active(self) -> bool:
        return is_active(self._eyes.window)

    async def _swipe_to(self, name: str) -> None:
        """Draws the page up or down until this is there, and lets it come to rest."""
        area = seen(name).parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        assert area is not None, f"{name} is in nothing that scrolls"
        while not is_under_the_finger(name):
            below = seen(name).mapTo(area, seen(name).rect().center()).y() > area.height() / 2
            for _ in self._finger.draws(area.viewport(), up=below):
                await asyncio.sleep(0)
            await self._eyes.sees(lambda: _rests(area))

    async def _tap(self, button: str) -> None:
        await self._eyes.sees(lambda: self._is_active() and self._eyes.may_do(button))
        self._finger.tap_at(seen(button))


def _rests(area: QScrollArea) -> bool:
    """Whether nothing glides any more: until then a tap only stops it."""
    return QScroller.scroller(area.viewport()).state() is QScroller.State.Inactive
