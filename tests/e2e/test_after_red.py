"""After *Não pago* one key, or one touch, goes on; and a refusal out of sight is marked."""

from collections.abc import Callable
from typing import Protocol

import pytest
from e2e.test_days import journal_of
from hands import Counted, Finger, Keys, focused, is_active
from persons import AtKeys, AtTouchScreen, Person
from PySide6.QtCore import Qt
from support import World
from window import KEYS, Cashier, play

from pos_app.domain.events import State
from pos_app.installation.profile import Profile
from pos_app.ui.sell.sales.panel import SalesPanel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

HAS_NO_MONEY, REFUSES = "900003000", "860000001"  # customers of the sandbox


class Hand(Protocol):
    """What either hand does after a refusal."""

    counted: Counted
    person: Person

    def charge_again(self) -> None: ...
    def another_way(self) -> None: ...
    def look_at(self, sale_id: str) -> None: ...


class OneKey:
    def __init__(self, cashier: Cashier) -> None:
        self.person = AtKeys(cashier)
        self.counted = self._keys = Keys()
        self._eyes = cashier

    def charge_again(self) -> None:
        self._keys.press(Qt.Key.Key_F10)
        assert focused() == "phone"
        self._keys.enter()

    def another_way(self) -> None:
        self._keys.press(Qt.Key.Key_F11)
        self._keys.press(KEYS["proxypay"])
        self._keys.enter()

    def look_at(self, sale_id: str) -> None:
        side = _side(self._eyes)
        self._keys.walk_to("waiting_list")
        steps = side.model.row_of(sale_id) - side.list.currentIndex().row()
        for _ in range(abs(steps)):
            self._keys.press(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


class OneTouch:
    def __init__(self, cashier: Cashier) -> None:
        self.person = AtTouchScreen(cashier)
        self.counted = self._finger = Finger()
        self._eyes = cashier

    def charge_again(self) -> None:
        self._finger.tap("charge_again")
        self._finger.tap("charge")

    def another_way(self) -> None:
        for name in ("another_way", "method_proxypay", "charge"):
            self._finger.tap(name)

    def look_at(self, sale_id: str) -> None:
        side = _side(self._eyes)
        self._finger.tap_row(side.list, side.model.row_of(sale_id))


@pytest.mark.parametrize("hand_of", [OneKey, OneTouch], ids=["keys", "touch"])
def test_one_key_goes_on_after_red(
    shop: Profile, world: World, hand_of: Callable[[Cashier], Hand]
) -> None:
    async def day(cashier: Cashier) -> None:
        hand = hand_of(cashier)
        await hand.person.asks("vpos", "2100", HAS_NO_MONEY)
        await cashier.sees_verdict("Não pago")
        await cashier.sees(lambda: is_active(cashier.window))
        with hand.counted.counting() as pressed:
            hand.charge_again()
        assert pressed == [2]
        await cashier.sees(lambda: _count(shop, State.DECLINED) == 2)
        await cashier.sees(lambda: cashier.may_do("another_way"))
        with hand.counted.counting() as pressed:
            hand.another_way()
        assert pressed == [3]
        await cashier.sees(lambda: _count(shop, State.WAITING) == 1)
        reference = journal_of(shop)[-1].id
        await cashier.sees(lambda: cashier.shows("slip"))
        # The next customer refuses while somebody looks at the reference once more.
        world.fault("status", "clicpay", method="GET", status=503, times=0)
        await hand.person.asks("clicpay.emola", "300", REFUSES)
        await cashier.sees(lambda: "e-Mola" in cashier.reads("verdict_sale"))
        refused = journal_of(shop)[-1].id
        hand.look_at(reference)
        world.heal()
        side = _side(cashier)
        await cashier.sees(lambda: refused in side.model._news)
        hand.look_at(refused)
        await cashier.sees_verdict("Não pago")
        assert not side.model._news

    play(shop, day)
    first, again, other, _ = journal_of(shop)
    assert (again.amount, again.phone, again.method) == (first.amount, first.phone, first.method)
    assert (other.amount, other.method) == (first.amount, "proxypay")
    assert len({sale.id for sale in (first, again, other)}) == 3
    assert len({sale.key for sale in (first, again, other)}) == 3


def _count(shop: Profile, state: State) -> int:
    return [sale.state for sale in journal_of(shop)].count(state)


def _side(cashier: Cashier) -> SalesPanel:
    side = cashier.window.sell.side
    assert side is not None
    return side
