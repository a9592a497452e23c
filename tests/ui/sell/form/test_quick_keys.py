"""Keys a shop expects beside the figures: noughts by the handful, and amounts at one touch."""

from dataclasses import replace
from itertools import product

import pytest
from hands import Keys
from PySide6.QtWidgets import QLineEdit, QPushButton
from ui.counter import PUSH, Counter, CounterOf, make_shop, until

from pos_app.domain.errors import InputProblem
from pos_app.domain.money import Currency
from pos_app.domain.quick_amounts import usable_quick_amounts
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.shop import SHOP_SETTINGS
from pos_app.till.charge_request import parse_charge_request
from pos_app.ui.actions.action_dialog import DialogContext
from pos_app.ui.actions.capture_release_dialogs import CaptureDialog
from pos_app.ui.qt.coroutines import GuiTasks
from pos_app.ui.theme.tokens import SMALLEST, TARGET

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


def _offers(counter: Counter, start: str) -> list[str]:
    buttons = counter.window.findChildren(QPushButton)
    return [one.text() for one in buttons if one.objectName().startswith(start) and one.isVisible()]


async def test_the_currency_decides_whether_there_are_keys_of_noughts(
    counter_of: CounterOf,
) -> None:
    counter = counter_of(make_shop(tuple(METHODS.values())), (1024, 600))
    form = counter.window.sell.form
    for method in METHODS.values():
        form.clear()
        form.tiles.choose(method)
        shown = [text for text in _offers(counter, "key_") if set(text) == {"0"}]
        thousands = method.currency is not Currency.TTD
        assert sorted(shown) == (["0", "00", "000"] if thousands else ["0"]), method.id
        if thousands:
            for key in ("key_1", "key_00", "key_000"):
                counter.click(key)
            assert form.draft.amount == method.money(100_000_00)


async def test_a_dialog_that_takes_an_amount_has_them_too_and_not_for_its_pin(
    counter: Counter,
) -> None:
    counter.till.begin("s", parse_charge_request(PUSH, "9000000", "923123456"))
    hands = DialogContext(counter.till, counter.people, GuiTasks(), False, counter.window)
    dialog = CaptureDialog(counter.till.sales["s"], PUSH, hands)
    dialog.show()
    amount = dialog.findChild(QLineEdit, "capture_amount")
    assert amount is not None
    amount.clear()
    for key in ("capture_key_7", "capture_key_000"):
        button = dialog.findChild(QPushButton, key)
        assert button is not None
        assert min(button.width(), button.height()) >= TARGET
        button.click()
    assert amount.text() == "7\u202f000"
    dialog.reject()


async def test_a_key_of_noughts_is_no_scanner_however_fast_the_hand(counter: Counter) -> None:
    counter.open()
    prices = ("1 000", "25 000", "2 00 000", "15 00 00 00", "1 5 000 0", "1 2 3 4 5 00")
    for within, typed in product((0, 8, 35), prices):
        hand = _Keypad(within)
        counter.window.sell.form.clear()
        hand.rest(2)
        for press in typed.split():
            hand.presses(press)
        hand.rest(0.055)
        hand.enter()
        assert counter.focus().objectName() == "phone", (within, typed)  # and nothing was asked


class _Keypad(Keys):
    """The fastest hand at a keypad with keys of noughts."""

    def __init__(self, within: int) -> None:
        super().__init__()
        self._within = within

    def presses(self, text: str) -> None:
        for place, letter in enumerate(text):
            nought = place and letter == "0" == text[place - 1]
            self.pace = self._within if nought else 55
            self.type(letter)
        self.pace = 0


@pytest.mark.parametrize(
    ("setting", "shown"),
    [
        ("", []),
        ("500", ["500"]),
        ("500 1000", ["500", "1\u202f000"]),
        ("500; 1 000,50;2000 ", ["500", "1\u202f000,50", "2\u202f000"]),
        ("1;2;3;4;5", []),
        ("abc", []),
    ],
)
async def test_quick_amounts_are_chips_as_long_as_no_amount_is_typed(
    counter_of: CounterOf, setting: str, shown: list[str]
) -> None:
    counter = counter_of(replace(make_shop(), quick_amounts=setting), (1024, 600))
    assert _offers(counter, "quick_") == shown
    for place, _ in enumerate(shown):
        counter.click(f"quick_{place}")
        amounts = usable_quick_amounts(setting, Currency.AOA)
        assert counter.window.sell.form.draft.amount == amounts[place]
        assert _offers(counter, "quick_") == []
        assert counter.focus().objectName() == "amount"
        counter.click("clear")
    assert _offers(counter, "quick_") == shown


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), SMALLEST])
async def test_four_long_amounts_and_the_last_sale_stand_uncut_beside_each_other(
    counter_of: CounterOf, language: str, size: tuple[int, int]
) -> None:
    shop = replace(make_shop(), quick_amounts="1000; 2500; 10000; 20000", language=language)
    counter = counter_of(shop, size)
    counter.open()
    counter.till.begin("s", parse_charge_request(PUSH, "900", "923123456"))
    await until(lambda: all(chip.isVisible() for chip in _chips(counter)))
    assert len(_chips(counter)) == 5
    for chip in _chips(counter):
        assert chip.width() >= chip.sizeHint().width(), (language, chip.text())


async def test_a_quick_amount_charges_nothing_and_saves_its_figures(counter_of: CounterOf) -> None:
    counter = counter_of(replace(make_shop(), quick_amounts="500"), (1024, 600))
    counter.open()
    counter.click("quick_0")
    counter.enter()
    counter.type("923123456")
    assert not counter.till.charges
    counter.enter()
    await until(lambda: counter.till.charges)
    assert counter.till.charges[0][1].amount == PUSH.money(500_00)


async def test_the_shop_sets_them_and_the_window_follows_at_once(counter: Counter) -> None:
    rule = SHOP_SETTINGS["quick_amounts"].allowed
    assert rule.complaint("500; 1000; 2000") is None
    assert rule.complaint("") is None
    for bad in ("500; x", "1;2;3;4;5", "0", "1.500", "-5"):
        assert rule.complaint(bad) is InputProblem.QUICK_AMOUNTS_INVALID, bad
    counter.window.sell.form.amount.offer_quick("500; 1000")
    assert _offers(counter, "quick_") == ["500", "1\u202f000"]
    counter.find(QLineEdit, "amount").setText("7")
    counter.window.sell.form.amount.offer_quick("")
    counter.click("clear")
    assert _offers(counter, "quick_") == []


def _chips(counter: Counter) -> list[QPushButton]:
    buttons = counter.window.findChildren(QPushButton)
    return [button for button in buttons if button.property("kind") == "chip"]
