"""What looks the same becomes the same however it comes into a line: what is shown is what will be
read. That no line of the window is left out, ui/qt/test_plain_text.py looks at on its way."""

from collections.abc import Callable

import pytest
from hostile.typed import COPIED, UNSEEN, disguised
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import delete
from ui.counter import PUSH

from pos_app.domain.money import Currency
from pos_app.till.phone_numbers import read_phone
from pos_app.ui.sell.form.stand_ins.voucher_box import VoucherEdit
from pos_app.ui.widgets.amount_edit import AmountEdit
from pos_app.ui.widgets.line_entry import LineEntry
from pos_app.ui.widgets.phone_box import PhoneEdit
from pos_app.ui.widgets.secrets.pin_section import pin_field

pytestmark = [
    pytest.mark.usefixtures("application"),
    pytest.mark.qt_log_ignore(r"propagateSizeHints|raise\(\)|grabbing"),
]

# How a text comes into a line.
WAYS: dict[str, Callable[[QLineEdit, str], object]] = {}


def way(enter: Callable[[QLineEdit, str], object]) -> Callable[[QLineEdit, str], object]:
    WAYS[enter.__name__] = enter
    return enter


@way
def pasted(line: QLineEdit, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    line.paste()


@way
def composed(line: QLineEdit, text: str) -> None:
    """By an input method, which no key of the keyboard tells of."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


@way
def typed(line: QLineEdit, text: str) -> None:
    for letter in text:
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))


@way
def inserted(line: QLineEdit, text: str) -> None:
    """As the keypads do."""
    line.insert(text)


def _pin() -> QLineEdit:
    line = pin_field("pin").edit
    line.setParent(None)  # which goes with its field
    line.textEdited.disconnect()
    return line


MADE: dict[str, tuple[Callable[[], QLineEdit], str]] = {
    "amount": (lambda: AmountEdit(Currency.AOA), "1500,50"),
    "dollars": (lambda: AmountEdit(Currency.TTD), "1500.50"),
    "phone": (lambda: PhoneEdit("AO"), "+244923123456"),
    "voucher": (VoucherEdit, "ab12cd34ef56"),
    "pin": (_pin, "24681357"),
    "description": (lambda: LineEntry("description", 18), "Mesa 14"),
}


@pytest.mark.parametrize("how", list(WAYS))
@pytest.mark.parametrize("kind", list(MADE))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(data=st.data())
def test_what_looks_the_same_becomes_the_same_however_it_comes(
    kind: str, how: str, data: st.DataObject
) -> None:
    make, plain = MADE[kind]
    first, second = make(), make()
    WAYS[how](first, plain)
    WAYS[how](second, data.draw(disguised(plain)))
    assert second.text() == first.text()
    assert second.cursorPosition() == first.cursorPosition()
    for line in (first, second):
        delete(line)


@pytest.mark.parametrize("copied", COPIED)
def test_a_number_out_of_a_chat_is_charged(copied: str) -> None:
    line = PhoneEdit("AO")
    pasted(line, copied)
    assert read_phone(line.text(), PUSH).national == "923123456"
    delete(line)


def test_no_part_of_a_number_is_taken_for_it_however_many_marks_it_has() -> None:
    line = AmountEdit(Currency.AOA)
    pasted(line, "".join(f"{UNSEEN[0] * 90}{digit}" for digit in "1500"))
    assert line.text() == "1\u202f500"
    for digit in "9" * 80:
        typed(line, digit)
    whole = line.text()
    pasted(line, "0000")
    assert line.text() == whole
    delete(line)
