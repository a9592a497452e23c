"""A till that is new: from the country to the first sale without a manual, or to training."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRegularExpression, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from ui.counter import Counter, until

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.ports.settings_service import SecretLocation
from pos_app.ui.qt.application import install_language

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


async def test_a_shop_is_set_up_by_keys_alone_without_looking_for_the_fields(
    new_counter: Counter,
) -> None:
    counter = new_counter
    counter.people.managers = {}
    reopened: list[bool] = []
    counter.open()
    counter.window.close_requested.connect(
        lambda: reopened.append(bool(counter.window.reopens_in_training))
    )
    assert not counter.find(QPushButton, "tab_sell").isVisible()
    counter.press(Qt.Key.Key_Escape)  # there is no way around it but its own
    await until(counter.find(QLineEdit, "shop_name_edit").isEnabled)
    counter.enter()  # Angola has the focus
    counter.type("Cantina do Bairro")  # at once, and its spaces press nothing
    # In the language of its people, until the step is left.
    await until(lambda: counter.settings.known["name"] == "My shop")
    assert "shop" not in ticked(counter)
    counter.settings.fail = BadInput(Field.SETTINGS, InputProblem.SETTING_INVALID, "shop.till")
    counter.enter()
    till = counter.find(QLineEdit, "shop_till_edit")
    await until(counter.find(QWidget, "first_skip").isVisible)
    assert till.hasFocus()  # a bad value brings its step back
    counter.enter()
    await until(lambda: counter.find(QWidget, "account_vpos_base_url").isVisible())
    await until(lambda: counter.settings.known["name"] == "Cantina do Bairro")
    await until(lambda: counter.text("shop_name") == "Cantina do Bairro")  # at the top at once
    assert not counter.find(QWidget, "account_clicpay_base_url").isVisible()  # of Mozambique
    counter.click("first_next")
    await until(counter.find(QWidget, "printer_search").isVisible)
    counter.click("first_next")
    await until(counter.find(QWidget, "people_name").isVisible)
    for text in ("Ana", "2468", "2468"):
        counter.type(text)
        counter.enter()
    await until(lambda: counter.people.managers == {"2468": "Ana"})
    await until(lambda: counter.dialog("code"))
    counter.click("code_close")
    counter.click("first_next")
    await until(lambda: "Ana" in counter.text("first_people"))
    assert ticked(counter) == ["country", "shop", "providers", "people"]  # no printer was set up
    counter.enter()
    await until(lambda: reopened)
    assert reopened == [False]


@pytest.mark.parametrize("hand", ["key", "finger"])
async def test_a_name_typed_before_it_is_asked_for_is_kept_and_presses_nothing(
    hand: str, new_counter: Counter
) -> None:
    counter = new_counter
    counter.open()
    counter.type("Cantina dx")
    counter.press(Qt.Key.Key_Backspace)
    counter.type("o Bairro 2")
    assert ticked(counter) == []  # no space has chosen the country
    assert counter.text("first_named") == "Shop name: Cantina do Bairro 2"
    counter.press(Qt.Key.Key_F1)  # a key without a letter does what it does everywhere
    assert counter.find(QWidget, "help").isVisible()
    counter.press(Qt.Key.Key_F1)
    if hand == "key":
        counter.enter()
    else:
        counter.click("first_MZ")
    await until(counter.find(QLineEdit, "shop_name_edit").isVisible)
    assert counter.text("shop_name_edit") == "Cantina do Bairro 2"
    counter.click("first_next")
    await until(lambda: counter.settings.known["name"] == "Cantina do Bairro 2")
    counter.click("first_step_country")
    assert counter.text("first_named") == ""


async def test_a_space_alone_still_chooses_the_country(new_counter: Counter) -> None:
    new_counter.open()
    new_counter.press(Qt.Key.Key_Space)
    await until(new_counter.find(QLineEdit, "shop_name_edit").isVisible)


def ticked(counter: Counter) -> list[str]:
    steps = counter.window.findChildren(QPushButton, QRegularExpression("^first_step_"))
    return [one.objectName().removeprefix("first_step_") for one in steps if "✓" in one.text()]


async def test_the_list_says_how_many_accounts_are_ready_once_the_country_is_known(
    new_counter: Counter,
) -> None:
    counter = new_counter
    counter.settings.forms = [
        replace(form, secrets=dict.fromkeys(form.secrets, SecretLocation.NOWHERE))
        if form.provider == "vpos"
        else form
        for form in counter.settings.forms
    ]
    counter.open()
    await until(lambda: counter.window.findChild(QWidget, "account_vpos_base_url"))
    step = counter.find(QPushButton, "first_step_providers")
    assert "set up" not in step.accessibleName()
    counter.click("first_AO")
    await until(lambda: counter.settings.known["name"] == "My shop")
    await until(lambda: "1 of 2 set up" in step.accessibleName())  # none of another country's


async def test_a_step_that_was_only_passed_gets_no_tick(new_counter: Counter) -> None:
    counter = new_counter
    counter.settings.forms = [
        replace(form, secrets=dict.fromkeys(form.secrets, SecretLocation.NOWHERE))
        for form in counter.settings.forms
        if form.secrets
    ]
    counter.open()
    await until(lambda: counter.window.findChild(QWidget, "account_vpos_base_url"))
    counter.click("first_AO")
    await until(lambda: counter.settings.known["name"] == "My shop")
    for landmark in ("account_vpos_base_url", "printer_search", "people_name", "first_ways"):
        counter.click("first_next")
        await until(counter.find(QWidget, landmark).isVisible)
    assert ticked(counter) == ["country"]
    counter.click("first_step_shop")  # the list leads back
    await until(counter.find(QWidget, "shop_name_edit").isVisible)


async def test_a_key_that_is_held_leads_no_further_than_the_next_step(
    new_counter: Counter,
) -> None:
    counter = new_counter
    counter.open()
    await until(lambda: counter.window.findChild(QWidget, "account_vpos_base_url"))
    counter.enter()
    name = counter.find(QLineEdit, "shop_name_edit")
    await until(name.hasFocus)
    for letter, key in (("\r", Qt.Key.Key_Return), (" ", Qt.Key.Key_Space)):
        held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier(0), letter, autorep=True)
        QApplication.sendEvent(counter.focus(), held)
    await until(lambda: counter.settings.known["name"] == "My shop")
    assert name.hasFocus()
    assert ticked(counter) == ["country", "providers"]


async def test_training_is_one_press_away(new_counter: Counter) -> None:
    new_counter.open()
    new_counter.click("first_training")
    assert new_counter.window.reopens_in_training


async def test_it_speaks_the_language_that_was_chosen_at_once(
    new_counter: Counter, application: QApplication, translations: Path
) -> None:
    new_counter.open()
    new_counter.window.look_changed.connect(
        lambda language, _: install_language(application, language, translations)
    )
    picker = new_counter.find(QComboBox, "first_language")
    picker.setCurrentIndex(picker.findData("pt"))
    picker.activated.emit(picker.currentIndex())
    await until(lambda: new_counter.text("first_TT") == "Trindade e Tobago")
    new_counter.click("first_MZ")
    await until(lambda: new_counter.settings.known["country"] == "MZ")
    assert new_counter.settings.known["language"] == "pt"


async def test_whoever_goes_back_for_their_language_finds_the_shop_named_in_it(
    new_counter: Counter, application: QApplication, translations: Path
) -> None:
    """A name that was made up follows the language. One that somebody typed stays."""
    counter = new_counter
    counter.window.look_changed.connect(
        lambda language, _: install_language(application, language, translations)
    )
    counter.open()
    await until(counter.find(QLineEdit, "shop_name_edit").isEnabled)
    counter.click("first_AO")
    await until(lambda: counter.settings.known["till"] == "Till 1")
    counter.fill("shop_name_edit", "Boa Vista")
    counter.click("first_step_country")
    await until(lambda: counter.text("shop_name") == "Boa Vista")
    picker = counter.find(QComboBox, "first_language")
    picker.setCurrentIndex(picker.findData("pt"))
    picker.activated.emit(picker.currentIndex())
    counter.click("first_MZ")
    await until(lambda: counter.settings.known["till"] == "Caixa 1")
    assert counter.settings.known["name"] == "Boa Vista"
    assert counter.find(QLineEdit, "shop_till_edit").placeholderText() == "Caixa 1"
