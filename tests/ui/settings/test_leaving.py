"""Whatever is typed into whichever card, by whatever door its place is left: nothing is lost.

A place keeps what was typed, saves it, or asks. The table is every field of every card by every
door; a new card or field is in it by itself.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPushButton, QWidget
from ui.counter import Counter, until

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.people.roles import Person, Role
from pos_app.ui.settings.edits import EditsCard
from pos_app.ui.settings.page import SettingsPage
from pos_app.ui.setup.wizard import FirstRun
from pos_app.ui.widgets.switch import ToggleSwitch

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

Door = Callable[[Counter], Awaitable[None]]
ANA = Person("Ana", Role.MANAGER)


def fields_of(cards: list[EditsCard]) -> Iterator[QWidget]:
    """Whatever can be typed, chosen or turned in the cards."""
    for card in cards:
        for kind in (QLineEdit, QComboBox, ToggleSwitch):
            yield from (one for one in card.findChildren(kind) if one.isEnabled())


def held(field: QWidget) -> object:
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QComboBox):
        return field.currentText()
    assert isinstance(field, QAbstractButton)
    return field.isChecked()


def change(field: QWidget) -> None:
    if isinstance(field, QLineEdit):
        field.clear()
        QTest.keyClicks(field, "24680")  # a PIN, a name, a key and a number may all be that
    elif isinstance(field, QComboBox):
        field.setCurrentIndex((field.currentIndex() + 1) % field.count())
        field.activated.emit(field.currentIndex())
    elif isinstance(field, QAbstractButton):
        field.click()


def fill(cards: list[EditsCard]) -> Mapping[str, object]:
    """Changes every field; what each holds then, by its name."""
    fields = list(fields_of(cards))
    for field in fields:
        change(field)
    return {field.objectName(): held(field) for field in fields}


def shown(counter: Counter, names: Mapping[str, object]) -> Mapping[str, object]:
    return {name: held(counter.find(QWidget, name)) for name in names}


async def settled() -> None:
    """Everything that a page reads as it is shown has arrived: the stand-ins answer at once."""
    for _ in range(30):
        await asyncio.sleep(0)


# --- the settings ---------------------------------------------------------------------------------


async def open_settings(counter: Counter) -> SettingsPage:
    counter.presence.pins = {ANA: "1234"}
    counter.open()
    await sign_in(counter)
    counter.click("tab_settings")
    page = counter.find(SettingsPage, "page")
    await until(lambda: counter.window.findChild(QWidget, "account_wipay_save"))
    await settled()
    return page


async def sign_in(counter: Counter) -> None:
    await until(counter.find(QLineEdit, "lock_pin").isVisible)
    for figure in "1234":
        counter.press(Qt.Key(ord(figure)))
    counter.enter()
    await until(counter.find(QLineEdit, "amount").isVisible)


def clicks(name: str) -> Door:
    async def leave(counter: Counter) -> None:
        counter.click(name)

    return leave


def presses(key: Qt.Key, modifier: Qt.KeyboardModifier) -> Door:
    async def leave(counter: Counter) -> None:
        QTest.keyClick(counter.focus(), key, modifier)

    return leave


async def locks(counter: Counter) -> None:
    counter.press(Qt.Key.Key_F12)
    await sign_in(counter)


CONTROL = Qt.KeyboardModifier.ControlModifier
DOORS: Mapping[str, Door] = {
    **{f"sheet {name}": clicks(f"settings_{name}") for name in ("counter", "people", "audit")},
    **{f"tab {name}": clicks(f"tab_{name}") for name in ("sell", "journal")},
    "Ctrl+1": presses(Qt.Key.Key_1, CONTROL),
    "Ctrl+2": presses(Qt.Key.Key_2, CONTROL),
    "Esc": presses(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    "F12": locks,
}


async def test_whatever_was_typed_is_there_again_by_whatever_door_one_went(
    counter: Counter,
) -> None:
    page = await open_settings(counter)
    typed = fill(list(page.cards()))
    assert len(typed) > 25
    for name, leave in DOORS.items():
        await leave(counter)
        await settled()
        counter.click("tab_settings")
        counter.click("settings_shop")
        await settled()
        assert shown(counter, typed) == typed, name
    assert counter.text("settings_shop").endswith("•")  # and the sheet's name says so
    assert not counter.settings.saved


async def test_saving_one_card_leaves_what_was_typed_into_the_others(counter: Counter) -> None:
    page = await open_settings(counter)
    typed = fill(list(page.cards()))
    counter.find(QPushButton, "account_vpos_save").click()
    await until(lambda: "Connected" in counter.text("account_vpos_message"))
    counter.click("settings_people")
    counter.find(QPushButton, "people_new_pin_Ana").click()  # not over the name that was typed
    counter.find(QPushButton, "people_code_new").click()
    await until(lambda: counter.dialog("approval"))
    counter.fill("approval_pin", "1234")
    counter.click("approval_do")
    await until(lambda: counter.dialog("code"))
    counter.click("code_close")
    await settled()
    now = shown(counter, typed)
    assert {name for name in typed if now[name] != typed[name]} == {"account_vpos_token"}


@pytest.mark.parametrize("door", ["close", "settings_mode"])
async def test_the_window_asks_before_it_goes_with_what_was_typed(
    counter: Counter, door: str
) -> None:
    page = await open_settings(counter)
    gone: list[bool] = []
    counter.window.close_requested.connect(lambda: gone.append(True))

    def leave() -> None:
        counter.window.close() if door == "close" else counter.click(door)

    typed = fill(list(page.cards()))
    leave()
    await until(lambda: counter.dialog("unsaved"))
    counter.click("unsaved_back")
    assert not gone
    assert shown(counter, typed) == typed
    leave()
    await until(lambda: counter.dialog("unsaved"))
    counter.settings.fail = BadInput(Field.SETTINGS, InputProblem.SETTING_INVALID, "shop.name")
    counter.click("unsaved_save")
    await until(lambda: counter.dialog("unsaved") is None)
    assert counter.find(QLineEdit, "shop_name_edit").isVisible()  # where something has to be mended
    assert not gone
    leave()
    await until(lambda: counter.dialog("unsaved"))
    counter.click("unsaved_drop")
    await until(lambda: gone)
    assert not counter.settings.saved
    leave()  # nothing is typed any more
    assert len(gone) == 2


async def test_what_was_typed_is_saved_with_a_managers_pin_before_the_window_goes(
    counter: Counter,
) -> None:
    await open_settings(counter)
    counter.settings.managed = True
    gone: list[bool] = []
    counter.window.close_requested.connect(lambda: gone.append(True))
    counter.fill("account_vpos_token", "s3cret")
    counter.window.close()
    await until(lambda: counter.dialog("unsaved"))
    counter.click("unsaved_save")
    await until(lambda: counter.dialog("approval"))
    counter.fill("approval_pin", "1234")
    counter.click("approval_do")
    await until(lambda: gone)
    assert counter.settings.saved[0][3] == {"token": "s3cret"}


# --- the first run --------------------------------------------------------------------------------

STEPS: Mapping[str, Callable[[Counter], bool]] = {  # and what has been saved then
    "shop": lambda counter: counter.settings.known["name"] == "24680",
    "providers": lambda counter: {one[0] for one in counter.settings.saved} == {"vpos", "proxypay"},
    "people": lambda counter: counter.people.managers == {"24680": "24680"},
}
WAYS_ON = ("first_next", "first_back", "first_step_done")


async def open_step(counter: Counter, step: str) -> list[EditsCard]:
    counter.people.managers = {}
    counter.open()
    first = counter.find(FirstRun, "page")
    await until(lambda: counter.window.findChild(QWidget, "account_wipay_save"))
    counter.click("first_AO")
    await settled()
    counter.click(f"first_step_{step}")
    await settled()
    return [card for card in first.cards() if card.isVisible()]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("way", WAYS_ON)
async def test_a_step_is_left_with_what_was_typed(
    new_counter: Counter, step: str, way: str
) -> None:
    cards = await open_step(new_counter, step)
    typed = fill(cards)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F12):
        new_counter.press(key)
    QTest.keyClick(new_counter.focus(), Qt.Key.Key_1, CONTROL)
    assert shown(new_counter, typed) == typed  # there is no other page to go to
    new_counter.click(way)
    await until(lambda: STEPS[step](new_counter))
    await until(lambda: not cards[0].isVisible())


async def test_a_step_whose_answers_cannot_be_saved_is_left_on_purpose_only(
    new_counter: Counter,
) -> None:
    counter = new_counter
    cards = await open_step(counter, "providers")
    typed = fill(cards)
    counter.settings.fail = BadInput(Field.SETTINGS, InputProblem.ADDRESS_NOT_SAFE, "vpos.base_url")
    counter.click("first_next")
    await until(counter.find(QLineEdit, "account_vpos_base_url").accessibleDescription)
    assert shown(counter, typed) == typed
    counter.window.close()
    await until(lambda: counter.dialog("unsaved"))
    counter.click("unsaved_back")
    counter.click("first_skip")
    await until(counter.find(QWidget, "printer_search").isVisible)
    assert not counter.settings.saved
