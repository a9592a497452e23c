"""A scanner's Enter makes nothing: no reference, no charge, no answer to what is asked about it.
A person's fast hands are never asked."""

import asyncio

import pytest
from hands import Finger, Keys
from hostile.scanner import CODES, EAN_8, EAN_13, SERIAL, Scanner
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget
from ui.counter import PUSH, REFERENCE, Counter, until

from pos_app.domain.method import Method
from pos_app.gateways.catalogue import METHODS
from pos_app.ui.qt.key_rhythm import KeyRhythm
from pos_app.ui.sell.form import question

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

TAB = Qt.Key.Key_Tab
VOUCHER = METHODS["wipay"]
NUMBERS = {PUSH.id: "923123456", METHODS["clicpay.mpesa"].id: "841234567"}


@pytest.fixture
def methods() -> tuple[Method, ...]:
    return (PUSH, REFERENCE, METHODS["clicpay.mpesa"], VOUCHER)


def asks(counter: Counter) -> bool:
    found = counter.window.findChild(QWidget, "scan_question")
    return found is not None and found.isVisible()


def keys_of(counter: Counter, method: Method) -> Qt.Key:
    form = counter.window.sell.form
    (tile,) = [tile for tile in form.tiles.tiles if tile.method is method]
    return Qt.Key(Qt.Key.Key_F1 + tile.key - 1)


async def at_rest(counter: Counter) -> None:
    """Whatever was begun is done."""
    form = counter.window.sell.form
    await until(lambda: form.button.isEnabled() and not form.ahead._acts)


# --- how a machine is told from a hand ------------------------------------------------------------


def heard(rhythm: KeyRhythm, at: int, text: str, *, held: bool = False) -> None:
    key = Qt.Key.Key_Return if text == "\r" else Qt.Key.Key_1
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, held)
    event.setTimestamp(at)
    rhythm.hear(event)


def machines(gaps: list[int], *, held: bool = False) -> bool:
    """Of a figure, then one after each of these milliseconds, the last of them an Enter."""
    rhythm, at = KeyRhythm(), 5000
    heard(rhythm, at, "1")
    for gap in gaps[:-1]:
        at += gap
        heard(rhythm, at, "1", held=held)
    heard(rhythm, at + gaps[-1], "\r")
    return rhythm.is_machines


@given(st.lists(st.integers(55, 400), min_size=1, max_size=30))
def test_no_hand_is_taken_for_a_scanner_however_fast_and_much_it_types(gaps: list[int]) -> None:
    assert not machines(gaps)


@given(st.lists(st.integers(0, 35), min_size=6, max_size=30))
def test_every_scanner_is_known_by_its_speed(gaps: list[int]) -> None:
    assert machines(gaps)


@given(st.lists(st.integers(0, 35), max_size=4), st.integers(90, 2000))
def test_a_roll_of_the_fingers_a_key_of_three_noughts_and_a_held_key_are_hands(
    roll: list[int], enter: int
) -> None:
    assert not machines([*roll, 10])
    assert not machines([*roll, *roll, *roll, enter])
    assert not machines([*roll * 3, 10], held=True)


def test_after_what_was_typed_by_hand_a_scan_is_still_one() -> None:
    assert machines([150, 120, 180, 900, *[3] * 8])


# --- on the form ----------------------------------------------------------------------------------


@pytest.mark.parametrize("pace", [0, 3, 20, 35])
@pytest.mark.parametrize("code", CODES)
async def test_a_code_in_the_amount_is_asked_about_before_anything_is_made(
    counter: Counter, code: str, pace: int
) -> None:
    counter.open()
    await at_rest(counter)
    counter.press(keys_of(counter, REFERENCE))
    Scanner(pace).scan(code)
    await at_rest(counter)
    assert not counter.till.charges
    assert asks(counter)


@pytest.mark.parametrize("method", [PUSH, REFERENCE, VOUCHER], ids=lambda method: str(method.kind))
async def test_in_whichever_field_a_scan_ends_its_enter_charges_nothing(
    counter: Counter, method: Method
) -> None:
    counter.open()
    await at_rest(counter)
    form = counter.window.sell.form
    counter.press(keys_of(counter, method))
    fields = [form.amount.edit, form.description.edit]
    if method.needs_phone:
        fields.append(form.phone.edit)
    if form.stand_ins.voucher is not None:
        fields.append(form.stand_ins.voucher.edit)
    for field in fields:
        form.clear()
        counter.press(keys_of(counter, method))
        form.amount.edit.setText("1500")
        form.phone.edit.setText("923123456")
        if form.stand_ins.voucher is not None:
            form.stand_ins.voucher.edit.setText("ab12cd34ef56")
        field.setFocus()
        for code in (EAN_8, EAN_13, SERIAL):
            Scanner().scan(code)
            await at_rest(counter)
            assert asks(counter), (field.objectName(), code)
    assert not counter.till.charges


@pytest.mark.parametrize(
    "suffix", [(Qt.Key.Key_Return,) * 2, (Qt.Key.Key_Return, Qt.Key.Key_Enter)]
)
async def test_no_machine_answers_what_is_asked_about_it(
    counter: Counter, suffix: tuple[Qt.Key, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question, "READ", 0)  # also where it could have been read
    counter.open()
    await at_rest(counter)
    counter.press(keys_of(counter, REFERENCE))
    scanner = Scanner(suffix=suffix)
    for _ in range(3):
        scanner.scan(EAN_8)
        await at_rest(counter)
        await until(counter.find(QPushButton, "scan_use").isEnabled)
        assert asks(counter)
        assert counter.text("amount") == "12\u202f345\u202f670,00"
    assert not counter.till.charges


@pytest.mark.parametrize("way", ["key", "finger"])
async def test_whoever_means_it_says_so_once_and_it_goes_on(
    counter: Counter, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question, "READ", 20)
    counter.open()
    await at_rest(counter)
    counter.press(keys_of(counter, REFERENCE))
    scanner = Scanner()
    scanner.scan(EAN_8)
    assert asks(counter)
    if way == "key":
        counter.press(Qt.Key.Key_Plus)
    else:
        await until(counter.find(QPushButton, "scan_use").isEnabled)
        Finger().tap("scan_use")
    await until(lambda: counter.till.charges)
    ((_, order),) = counter.till.charges
    assert order.amount.minor == 1_234_567_000
    assert not asks(counter)


async def test_enter_clears_it_once_it_can_have_been_read_and_what_was_typed_elsewhere_stays(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question, "READ", 50)
    counter.open()
    await at_rest(counter)
    keys = Keys()
    keys.type("1500")
    keys.enter()
    Scanner().scan(EAN_13)  # into the phone
    assert asks(counter)
    keys.enter()
    assert asks(counter)  # nobody can have read it yet
    await until(counter.find(QPushButton, "scan_use").isEnabled)
    keys.enter()
    assert not asks(counter)
    assert (counter.text("amount"), counter.text("phone")) == ("1\u202f500,00", "")
    assert counter.focus().objectName() == "phone"
    keys.type("923123456")
    keys.enter()
    await until(lambda: counter.till.charges)


async def test_a_figure_typed_over_the_question_begins_the_amount_anew(counter: Counter) -> None:
    counter.open()
    await at_rest(counter)
    Scanner().scan(EAN_8)
    assert asks(counter)
    Keys().type("42")
    assert not asks(counter)
    assert counter.text("amount") == "42"


async def test_what_was_scanned_while_a_charge_is_written_down_is_asked_about_too(
    counter: Counter,
) -> None:
    counter.open()
    await at_rest(counter)
    keys = Keys()
    counter.till.writes = gate = asyncio.Event()
    keys.type("1500")
    keys.enter()
    keys.type("923123456")
    keys.enter()
    Scanner().scan(EAN_8)
    gate.set()
    await until(lambda: asks(counter))
    assert len(counter.till.charges) == 1


async def test_a_dialog_that_moves_money_takes_no_scanners_enter(counter: Counter) -> None:
    counter.open()
    counter.window.go_to("journal")
    await until(lambda: counter.window.findChild(QPushButton, "journal_pay_out"))
    counter.click("journal_pay_out")
    await until(lambda: counter.dialog("payout"))
    dialog = counter.dialog("payout")
    assert dialog is not None
    dialog.activateWindow()
    await until(dialog.isActiveWindow)
    for name in ("payout_amount", "payout_phone", "payout_description", "payout_pin"):
        field = counter.find(QWidget, name)
        field.setFocus()
        Scanner().scan(EAN_8)
        assert field.accessibleDescription()
        assert field.hasFocus()
    assert not counter.till.asked
