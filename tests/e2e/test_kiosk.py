"""A kiosk that sells by one way to pay: its one large tile, and the keys that save it time, by
people who have only keys, or only a finger."""

import pytest
from hands import Finger, Keys, focused, seen
from persons import AtKeys, AtTouchScreen, Person
from PySide6.QtCore import Qt
from support import World, settings_of
from window import Cashier, play

from pos_app.domain.sale import Sale
from pos_app.installation import settings
from pos_app.installation.profile import Profile
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

REFUSES, PAYS = "900003000", "900000000"  # customers of the sandbox


def journal_of(shop: Profile) -> list[Sale]:
    db = read_journal(shop.journal)
    try:
        return list(Reader(db).last_sales(10))[::-1]
    finally:
        db.close()


@pytest.fixture
def kiosk(shop: Profile, world: World) -> Profile:
    shop.settings.write_text(settings_of([world.accounts["vpos"]]))
    settings.save(shop.settings, {("shop", "quick_amounts"): "500; 2000"})
    return shop


def test_by_keys_alone(kiosk: Profile) -> None:
    async def day(cashier: Cashier) -> None:
        hand = Keys()
        person = AtKeys(cashier)
        await _sells_and_is_refused(person, cashier)
        with hand.counting() as pressed:
            hand.press(Qt.Key.Key_F10)
            await cashier.sees(lambda: focused() == "phone")
            assert len(journal_of(kiosk)) == 1  # nobody has charged
            hand.enter()
        assert pressed == [2]
        await _is_refused_again(cashier, kiosk)
        hand.walk_to("quick_1")
        hand.enter()
        hand.enter()
        hand.type(PAYS)
        hand.enter()
        await cashier.sees_verdict("Pago")

    play(kiosk, day)
    _check(kiosk)


def test_by_touch_alone(kiosk: Profile) -> None:
    async def day(cashier: Cashier) -> None:
        finger = Finger()
        person = AtTouchScreen(cashier)
        await _sells_and_is_refused(person, cashier)
        with finger.counting() as taps:
            finger.tap("repeat")
            await cashier.sees(lambda: focused() == "phone")
            assert len(journal_of(kiosk)) == 1
            finger.tap("charge")
        assert taps == [2]
        await _is_refused_again(cashier, kiosk)
        for name in ("key_2", "key_000", "phone"):
            finger.tap(name)
        finger.type(PAYS)
        finger.tap("charge")
        await cashier.sees_verdict("Pago")

    play(kiosk, day)
    _check(kiosk)


async def _sells_and_is_refused(person: Person, cashier: Cashier) -> None:
    await cashier.sees(cashier.may_charge)
    tiles = cashier.window.sell.form.tiles
    assert seen("method_vpos").width() > tiles.width() * 0.6
    assert not any(cashier.shows(f"method_{other}") for other in ("proxypay", "clicpay_mpesa"))
    await person.asks("vpos", "5000", REFUSES)
    await cashier.sees_verdict("Não pago")


async def _is_refused_again(cashier: Cashier, kiosk: Profile) -> None:
    await cashier.sees(lambda: len(journal_of(kiosk)) == 2 and not journal_of(kiosk)[1].is_open)
    await cashier.sees_verdict("Não pago")
    await cashier.sees(cashier.may_charge)


def _check(kiosk: Profile) -> None:
    first, again, quick = journal_of(kiosk)
    assert (first.amount, first.phone) == (again.amount, again.phone)
    assert first.id != again.id
    assert quick.amount.minor == 2000_00
