"""A kiosk that sells by one way to pay: its one large tile, and the keys that save it time, by
people who have only keys, or only a finger."""

import pytest
from e2e.test_days import journal_of
from hands import Finger, Keys, focused, seen
from persons import AtKeys, AtTouchScreen, Person
from PySide6.QtCore import Qt
from support import World, settings_of
from window import Cashier, play

from pos_app.installation import settings
from pos_app.installation.profile import Profile

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

REFUSES, PAYS = "900003000", "900000000"  # customers of the sandbox


@pytest.fixture
def kiosk(shop: Profile, world: World) -> Profile:
    shop.settings.write_text(settings_of([world.accounts["vpos"]]))
    settings.save(shop.settings, {("shop", "quick_amounts"): "500; 2000"})
    return shop


def test_by_keys_alone_and_by_touch_alone(kiosk: Profile) -> None:
    async def day(cashier: Cashier) -> None:
        await _by_keys(cashier, kiosk)
        await AtKeys(cashier).next_customer()
        await _by_touch(cashier, kiosk)

    play(kiosk, day)
    sales = journal_of(kiosk)
    for (first, again, quick), amount in zip(
        (sales[:3], sales[3:]), (2000_00, 3000_00), strict=True
    ):
        assert (first.amount, first.phone) == (again.amount, again.phone)
        assert first.id != again.id
        assert quick.amount.minor == amount


async def _by_keys(cashier: Cashier, kiosk: Profile) -> None:
    hand = Keys()
    await _sells_and_is_refused(AtKeys(cashier), cashier, "5000")
    before = len(journal_of(kiosk))
    with hand.counting() as pressed:
        hand.press(Qt.Key.Key_F10)
        await cashier.sees(lambda: focused() == "phone")
        assert len(journal_of(kiosk)) == before  # nobody has charged
        hand.enter()
    assert pressed == [2]
    await _is_refused_again(cashier, kiosk, before)
    hand.walk_to("quick_1")
    hand.enter()
    hand.enter()
    hand.type(PAYS)
    hand.enter()
    await cashier.sees_verdict("Pago")


async def _by_touch(cashier: Cashier, kiosk: Profile) -> None:
    finger = Finger()
    await _sells_and_is_refused(AtTouchScreen(cashier), cashier, "6000")
    before = len(journal_of(kiosk))
    with finger.counting() as taps:
        finger.tap("repeat")
        await cashier.sees(lambda: focused() == "phone")
        assert len(journal_of(kiosk)) == before
        finger.tap("charge")
    assert taps == [2]
    await _is_refused_again(cashier, kiosk, before)
    for name in ("key_3", "key_000", "phone"):
        finger.tap(name)
    finger.type(PAYS)
    finger.tap("charge")
    await cashier.sees(lambda: len(journal_of(kiosk)) == before + 2)
    await cashier.sees_verdict("Pago")


async def _sells_and_is_refused(person: Person, cashier: Cashier, amount: str) -> None:
    await cashier.sees(cashier.may_charge)
    tiles = cashier.window.sell.form.tiles
    assert seen("method_vpos").width() > tiles.width() * 0.6
    assert not any(cashier.shows(f"method_{other}") for other in ("proxypay", "clicpay_mpesa"))
    await person.asks("vpos", amount, REFUSES)
    await cashier.sees_verdict("Não pago")


async def _is_refused_again(cashier: Cashier, kiosk: Profile, before: int) -> None:
    await cashier.sees(lambda: [sale.is_open for sale in journal_of(kiosk)[before:]] == [False])
    await cashier.sees_verdict("Não pago")
    assert cashier.may_do("charge_again")
    assert not cashier.shows("another_way")  # there is none
    await cashier.sees(cashier.may_charge)
