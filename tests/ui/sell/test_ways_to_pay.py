"""Eight ways to pay: their tiles, the voucher's code and fee, the hold, the card's QR."""

import itertools
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from shiboken6 import delete
from ui.counter import LANGUAGES, Counter, CounterOf, make_shop, until

from pos_app.app.shop_front import shop_front
from pos_app.domain.business_day import WALL_CLOCK
from pos_app.domain.errors import TooManyCalls
from pos_app.domain.events import Accepted, Authorized, Paid, Purpose
from pos_app.domain.money import Currency
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.settings import ProviderSettings, Settings
from pos_app.ports.settings_service import AccountForm, SecretLocation
from pos_app.ui.qt.application import install_language
from pos_app.ui.sell.form.method_tile import Part
from pos_app.ui.settings.ready_methods import ready_methods
from pos_app.ui.shell.main_window import MainWindow

ALL = tuple(METHODS.values())
ADDRESS = "https://pay.example/checkout/1"


@pytest.fixture
def counter(counter_of: CounterOf) -> Counter:
    """A till in training: every way to pay stands there."""
    return counter_of(replace(make_shop(ALL), training=True), (1024, 600))


def keys_of(counter: Counter) -> list[str]:
    return [tile.method.id for tile in counter.window.sell.form.tiles.tiles]


def test_f2_to_f9_choose_the_eight_methods(counter: Counter) -> None:
    assert keys_of(counter) == list(METHODS)
    for place, method in enumerate(ALL):
        counter.press(Qt.Key(Qt.Key.Key_F2 + place))
        assert counter.window.sell.form.method == method


def test_a_shop_sees_its_own_country_first_and_others_where_they_are_set_up(
    application: QApplication,
) -> None:
    known = Settings(
        country="MZ",
        providers={
            "clicpay": ProviderSettings("https://c.mz", {"wallets.mpesa": "1"}),
            "wipay": ProviderSettings("", {"account_number": "1"}),
        },
    )
    window = MainWindow(shop_front(known, training=False))
    shown = keys_of(Counter(application, window))
    assert shown[0] == "clicpay.mpesa"
    assert "wipay" in shown
    assert "vpos" not in shown
    window.sell.form.tiles.set_ready(frozenset({"clicpay.mpesa", "vpos"}))
    assert "vpos" in keys_of(Counter(application, window))
    delete(window)


@pytest.mark.parametrize(
    ("address", "options", "ready"),
    [
        ("https://c.mz", {"wallets.mpesa": "1"}, {"clicpay.mpesa"}),
        ("https://c.mz", {"wallets.mpesa": ""}, set[str]()),
        # ClicPay's document names no address: an account without one is asked by nobody.
        ("", {"wallets.mpesa": "1"}, set[str]()),
    ],
)
def test_the_first_paint_and_the_accounts_tell_alike_which_ways_to_pay_are_ready(
    address: str, options: dict[str, str], ready: set[str]
) -> None:
    known = Settings(country="MZ", providers={"clicpay": ProviderSettings(address, options)})
    assert shop_front(known, training=False).ready == ready
    form = AccountForm("clicpay", "ClicPay", address, options, {"token": SecretLocation.KEYRING})
    assert ready_methods(METHODS.values(), [form]) == ready


@pytest.mark.parametrize(("country", "first"), [("TT", "wipay"), ("MZ", "clicpay.mpesa")])
def test_training_begins_with_the_shops_own_country_too(
    application: QApplication, country: str, first: str
) -> None:
    window = MainWindow(shop_front(Settings(country=country), training=True))
    shown = keys_of(Counter(application, window))
    assert window.sell.form.method.id == shown[0] == first
    assert set(shown) == set(METHODS)
    delete(window)


def test_what_is_taken_by_hand_has_a_key_before_the_ways_of_other_countries(
    application: QApplication,
) -> None:
    known = Settings(country="MZ", takes_cash=True)
    window = MainWindow(shop_front(known, training=True))
    shown = keys_of(Counter(application, window))
    assert {METHODS[name].country for name in shown[: shown.index("cash.mz")]} == {"MZ"}
    assert {METHODS[name].country for name in shown[shown.index("cash.mz") + 1 :]} >= {"AO", "TT"}
    delete(window)


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768)])
def test_tiles_are_whole_right_after_a_resize(counter: Counter, size: tuple[int, int]) -> None:
    counter.window.resize(1366 + 1024 - size[0], 768 + 600 - size[1])
    counter.application.processEvents()
    counter.window.resize(*size)
    form = counter.window.sell.form
    places = [tile.geometry() for tile in form.tiles.tiles]
    assert form.tiles.width() > form.width() / 2
    for place in places:
        assert form.tiles.rect().contains(place)
        assert place.width() > form.tiles.width() / 5
    for one, other in itertools.combinations(places, 2):
        assert not one.intersects(other)
    counter.application.processEvents()
    assert places == [tile.geometry() for tile in form.tiles.tiles]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tile_has_its_second_line_where_there_is_room(
    counter: Counter, translations: Path, language: str
) -> None:
    install_language(counter.application, language, translations)
    counter.window.resize(1366, 768)
    counter.application.processEvents()
    for tile in counter.window.sell.form.tiles.tiles:
        what, key = tile.findChildren(Part)
        assert not key.quiet
        assert not what.quiet, tile.method.name
        room = what.width() - key.width()
        assert what.fontMetrics().horizontalAdvance(what.text()) <= room, tile.method.name
        assert tile.accessibleDescription().split(" · ")[0] != tile.method.name


# --- the voucher ----------------------------------------------------------------------------------


async def test_a_voucher_is_typed_in_fours_with_its_fee_before_and_gone_after(
    counter: Counter,
) -> None:
    counter.open()
    counter.press(Qt.Key.Key_F9)
    assert not counter.find(QLineEdit, "phone").isVisible()
    counter.type("100")
    counter.enter()
    assert counter.focus().objectName() == "voucher"
    counter.type("UYR8vmap230t")
    assert counter.text("voucher") == "uyr8 vmap 230t"
    assert counter.text("voucher_hint") == "Fee $5.00: the voucher needs $105.00"
    assert counter.text("charge") == "Charge $100.00 · the voucher pays $105.00"
    counter.enter()
    await until(lambda: counter.text("amount") == "")
    ((sale_id, order),) = counter.till.charges
    assert (order.voucher, order.amount.minor) == ("uyr8vmap230t", 10_000)
    assert counter.text("voucher") == ""
    counter.till.write(sale_id, Paid(left=39_500))
    assert "Left on the voucher: $395.00" in counter.text("verdict_next")


def test_letters_reach_the_code_from_anywhere_and_from_the_screen(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F9)
    counter.find(QPushButton, "tab_sell").setFocus()
    counter.type("u")
    assert counter.focus().objectName() == "voucher"
    counter.click("key_point")
    counter.click("letter_y")
    counter.click("letter_erase")
    counter.click("letter_figures")
    counter.click("key_7")
    assert counter.text("voucher") == "u7"
    counter.press(Qt.Key.Key_F2)  # another way to pay: a code does not stay behind
    counter.press(Qt.Key.Key_F9)
    assert counter.text("voucher") == ""


async def test_in_training_the_field_says_which_codes_pay_until_one_is_typed(
    counter_of: CounterOf,
) -> None:
    counter = counter_of(replace(make_shop((METHODS["wipay"],)), training=True))
    counter.open()
    counter.type("100")
    assert counter.text("voucher_hint") == "Training: any 12 letters and digits pay"
    counter.enter()
    counter.type("u")
    assert "Fee" in counter.text("voucher_hint")


async def test_a_complaint_about_a_code_stands_at_it(counter: Counter) -> None:
    counter.open()
    counter.press(Qt.Key.Key_F9)
    counter.type("100")
    counter.enter()
    counter.type("uyr8")
    counter.enter()
    assert counter.text("voucher_hint") == "The code has 12 letters and digits"
    assert counter.focus().objectName() == "voucher"
    assert not counter.till.charges


async def test_too_many_calls_keep_the_form_and_count_down(counter: Counter) -> None:
    counter.open()
    counter.till.fail = TooManyCalls(2.5)
    counter.press(Qt.Key.Key_F9)
    counter.type("100")
    counter.enter()
    counter.type("uyr8vmap230t")
    counter.enter()
    await until(lambda: "Try again in 3 s" in counter.text("form_message"))
    assert counter.text("voucher") == "uyr8 vmap 230t"
    await until(lambda: "Try again in 2 s" in counter.text("form_message"))
    counter.press(Qt.Key.Key_F2)  # another way to pay has no such wait
    assert counter.text("form_message") == ""


def test_once_a_voucher_was_chosen_the_phone_is_typed_without_losing_the_focus(
    counter: Counter,
) -> None:
    counter.press(Qt.Key.Key_F9)
    counter.window.sell.form.clear()  # for the next customer
    counter.type("333")
    counter.enter()
    counter.type("841234567")  # after two figures its network names the method
    assert counter.window.sell.form.method.id == "clicpay.mpesa"
    assert counter.focus().objectName() == "phone"
    assert counter.text("phone") == "84 123 4567"
    assert counter.text("amount") == "333,00"


def test_the_focus_leaves_a_box_that_goes(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F9)
    counter.find(QLineEdit, "voucher").setFocus()
    counter.press(Qt.Key.Key_F2)
    assert counter.focus().objectName() == "amount"
    counter.find(QLineEdit, "phone").setFocus()
    counter.press(Qt.Key.Key_F9)
    assert counter.focus().objectName() == "amount"


# --- how long a reference may be paid -----------------------------------------------------------


async def test_a_reference_may_be_paid_for_longer_and_the_next_one_for_as_long_as_usual(
    counter: Counter,
) -> None:
    counter.open()
    counter.press(Qt.Key.Key_F3)
    counter.type("38000")
    assert counter.text("validity") == "Valid 24 hours"
    for said in ("Valid 3 days", "Valid 7 days", "Valid 30 days", "Valid 24 hours"):
        counter.click("validity")
        assert counter.text("validity") == said
    counter.click("validity")
    counter.enter()
    await until(lambda: counter.till.charges)
    ((_, order),) = counter.till.charges
    assert order.valid_until
    local = order.valid_until.astimezone(WALL_CLOCK[Currency.AOA])
    assert (local.hour, local.minute, local.second) == (23, 59, 59)
    assert local.date() == datetime.now(local.tzinfo).date() + timedelta(days=3)
    await until(lambda: counter.text("amount") == "")
    assert counter.text("validity") == "Valid 24 hours"
    counter.press(Qt.Key.Key_F2)
    assert not counter.find(QPushButton, "validity").isVisible()


# --- the hold -------------------------------------------------------------------------------------


async def test_a_hold_is_asked_for_shown_as_held_and_off_for_the_next_sale(
    counter: Counter,
) -> None:
    counter.open()
    hold = counter.find(QPushButton, "hold")
    counter.press(Qt.Key.Key_F3)
    assert not hold.isVisible()
    counter.press(Qt.Key.Key_F2)
    counter.type("1500")
    counter.click("hold")
    counter.find(QLineEdit, "phone").setFocus()
    counter.type("923123456")
    assert counter.text("charge").startswith("Hold 1")
    counter.enter()
    await until(lambda: counter.text("amount") == "")
    ((sale_id, order),) = counter.till.charges
    assert order.hold
    assert not hold.isChecked()
    counter.till.write(sale_id, Accepted(reference="x"), Authorized(reference="x"))
    assert counter.text("verdict_state") == "On hold, not paid yet"
    assert counter.find(QWidget, "verdict").property("tone") == "wait"


async def test_a_hold_chosen_by_mouse_leaves_the_hands_where_they_were(counter: Counter) -> None:
    counter.open()
    counter.type("1500")
    counter.enter()
    counter.type("923123456")
    counter.click("hold")
    assert counter.focus().objectName() == "phone"
    counter.enter()
    await until(lambda: counter.till.charges)
    assert counter.till.charges[0][1].hold


async def test_enter_on_the_hold_goes_forward_and_space_toggles_it(counter: Counter) -> None:
    counter.open()
    hold = counter.find(QPushButton, "hold")
    counter.type("1500")
    counter.enter()
    counter.type("923123456")
    hold.setFocus()
    counter.press(Qt.Key.Key_Space)
    assert hold.isChecked()
    counter.enter()
    await until(lambda: counter.till.charges)
    assert counter.till.charges[0][1].hold
    assert len(counter.till.charges) == 1


@pytest.mark.qt_log_ignore("propagateSizeHints")
async def test_what_is_held_is_captured_in_part_or_let_go_after_a_question(
    counter: Counter,
) -> None:
    counter.open()
    counter.click("hold")
    sale_id = await counter.sell()
    counter.till.write(sale_id, Accepted(reference="x"), Authorized(reference="x"))
    counter.click("deed_release")
    asking = counter.find(QWidget, "release_dialog").focusWidget()
    assert asking
    assert asking.objectName() == "release_pin"
    counter.enter()  # without a PIN nothing is let go
    counter.click("release_back")
    assert not counter.till.asked
    counter.click("deed_capture")
    counter.find(QLineEdit, "capture_amount").setText("2000")
    counter.click("capture_do")
    assert not counter.till.asked  # more than is held
    counter.find(QLineEdit, "capture_amount").setText("1000")
    counter.click("capture_do")
    await until(lambda: counter.till.asked)
    ((what, parent, amount, _),) = counter.till.asked
    assert (what, parent, amount and amount.minor) == ("capture", sale_id, 100_000)
    (capture,) = [s for s in counter.till.sales.values() if s.purpose is Purpose.CAPTURE]
    counter.till.end(capture.id, Paid(reference="y"))
    side = counter.window.sell.side
    assert side
    side.select(sale_id)
    assert counter.text("verdict_order").startswith("You may hand over\u00a0· 1")


# --- the card -------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("propagateSizeHints")
async def test_the_qr_of_a_card_opens_by_itself_once_and_goes_when_the_sale_ends(
    counter: Counter,
) -> None:
    counter.open()
    counter.press(Qt.Key.Key_F8)
    counter.type("2500")
    counter.enter()
    await until(lambda: counter.text("amount") == "")
    sale_id = counter.till.charges[0][0]
    counter.till.write(sale_id, Accepted(reference="n1", follow="/x", checkout=ADDRESS))
    dialog = counter.find(QWidget, "card_dialog")
    assert not dialog.isModal()
    counter.click("card_copy")
    assert QGuiApplication.clipboard().text() == ADDRESS
    assert counter.focus().objectName() == "amount"  # the next customer can be served
    counter.press(Qt.Key.Key_Escape)
    await until(lambda: counter.window.findChild(QWidget, "card_dialog") is None)
    assert not counter.till.cancels
    counter.till.write(sale_id, Accepted(reference="n1", checkout=ADDRESS))
    assert counter.window.findChild(QWidget, "card_dialog") is None
    counter.click("deed_checkout")
    assert counter.find(QWidget, "card_dialog").isVisible()
    counter.till.write(sale_id, Paid(reference="n1"))
    await until(lambda: counter.window.findChild(QWidget, "card_dialog") is None)
    assert not counter.find(QPushButton, "deed_checkout").isVisible()
