"""The focus stays with the hand: no answer to a press hands it to whatever comes next."""

from collections.abc import Awaitable, Callable, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from ui.counter import Counter, CounterOf, make_shop, until

from pos_app.domain.errors import ProviderRefused
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import METHODS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

TYPED = ("1500", "923123456")


def shows(counter: Counter, name: str) -> bool:
    question = counter.window.findChild(QWidget, name)
    return question is not None and question.isVisible()


async def look_at_settings(counter: Counter) -> None:
    counter.open()
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(QPushButton, "account_vpos_save"))


ANSWERS: Mapping[str, tuple[str, str]] = {  # a sheet's button, and where its answer stands
    "saved": ("shop_save", "shop_message"),
    "refused": ("account_vpos_save", "account_vpos_message"),
}


@pytest.mark.parametrize("name", list(ANSWERS))
async def test_a_button_that_waits_for_its_answer_keeps_the_focus(
    name: str, counter: Counter
) -> None:
    await look_at_settings(counter)
    counter.till.back_office.fail = ProviderRefused(Reason.WRONG_KEY)
    button, answer = ANSWERS[name]
    if name == "refused":
        counter.click("settings_providers")
    pressed = counter.find(QPushButton, button)
    pressed.setFocus()
    counter.enter()
    await until(lambda: counter.text(answer))
    await until(pressed.isEnabled)
    assert counter.focus() is pressed
    pressed.setEnabled(False)
    counter.press(Qt.Key.Key_Tab)  # whoever leaves it, does
    assert counter.focus() is not pressed


async def ask_twice(counter: Counter) -> str:
    await counter.sell()
    for text in TYPED:
        counter.type(text)
        counter.enter()
    await until(lambda: shows(counter, "second_charge"))
    return "second_charge"


async def scan(counter: Counter) -> str:
    form = counter.window.sell.form
    counter.type(TYPED[0])
    form.scanned.emit()
    await until(lambda: shows(counter, "scan_question"))
    return "scan_question"


@pytest.mark.parametrize("key", ["2", "3", "4"])
@pytest.mark.parametrize("ask", [ask_twice, scan])
async def test_a_question_that_another_method_withdraws_leaves_the_focus_in_the_form(
    ask: Callable[[Counter], Awaitable[str]], key: str, counter_of: CounterOf
) -> None:
    counter = counter_of(make_shop(tuple(METHODS[name] for name in ("vpos", "proxypay", "wipay"))))
    counter.open()
    question = await ask(counter)
    counter.press(Qt.Key[f"Key_F{key}"])
    assert not shows(counter, question)
    assert isinstance(counter.focus(), QLineEdit)
    assert counter.window.sell.form.isAncestorOf(counter.focus())


async def test_the_keys_of_the_pages_work_from_a_choice_too(counter: Counter) -> None:
    await look_at_settings(counter)
    choices = [one for one in counter.window.findChildren(QComboBox) if one.isVisible()]
    for choice in choices:
        choice.setFocus()
        before = choice.currentIndex()
        QTest.keyClick(choice, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        assert counter.window.sell.isVisible()
        assert choice.currentIndex() == before
        counter.click("tab_settings")
    assert choices


async def test_the_focus_has_one_frame_however_it_came(counter: Counter) -> None:
    """Qt's style adds a frame of its own inside ours for a focus that a key has moved."""
    await look_at_settings(counter)
    counter.window.activateWindow()
    await until(counter.window.isActiveWindow)
    looked_at = set()
    for page in ("tab_sell", "settings_counter", "settings_people"):
        counter.click("tab_settings")
        counter.click(page)
        for one in counter.window.findChildren(QWidget):
            kind = (type(one), one.property("kind"))
            if kind in looked_at or not (one.isVisible() and one.focusPolicy()):
                continue
            one.setFocus()
            looks = []
            for by_key in (True, False):
                counter.window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, by_key)
                looks.append(one.grab().toImage())
            if one.hasFocus():
                looked_at.add(kind)
                assert looks[0] == looks[1], one.objectName()
    assert len(looked_at) > 5
