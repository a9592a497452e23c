"""A till that is new: from the country to the first sale without a manual, or to training."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from ui.counter import Counter, until

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.ui.qt.application import install_language

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


async def test_a_shop_is_set_up_by_keys_alone(new_counter: Counter) -> None:
    counter = new_counter
    counter.people.managers = {}
    reopened: list[bool] = []
    counter.open()
    counter.window.close_requested.connect(
        lambda: reopened.append(bool(counter.window.reopens_in_training))
    )
    assert not counter.find(QPushButton, "tab_sell").isVisible()
    counter.press(Qt.Key.Key_Escape)  # there is no way around it but its own
    counter.enter()  # Angola has the focus
    await until(lambda: counter.find(QLineEdit, "shop_name_edit").isVisible())
    assert counter.office.known["zone"] == "Africa/Luanda"
    assert counter.office.known["name"] == "My shop"  # in the language of its people
    name = counter.find(QLineEdit, "shop_name_edit")
    name.setFocus()
    name.selectAll()
    counter.type("Cantina")
    counter.office.fail = BadInput(Field.SETTINGS, InputProblem.SETTING_INVALID, "shop.till")
    counter.click("first_next")
    till = counter.find(QLineEdit, "shop_till_edit")
    await until(till.accessibleDescription)
    assert till.isVisible()  # a bad value stays in its step
    counter.click("first_next")
    await until(lambda: counter.find(QWidget, "account_vpos_base_url").isVisible())
    assert counter.office.known["name"] == "Cantina"
    assert not counter.find(QWidget, "account_clicpay_base_url").isVisible()  # of Mozambique
    counter.enter()  # Next has the focus
    await until(counter.find(QWidget, "printer").isVisible)
    counter.enter()
    await until(counter.find(QWidget, "people_name").isVisible)
    for field, text in (("name", "Ana"), ("pin", "2468"), ("again", "2468")):
        counter.fill(f"people_{field}", text)
    counter.click("people_keep_manager")
    await until(lambda: counter.people.managers == {"2468": "Ana"})
    counter.find(QPushButton, "first_next").setFocus()
    counter.enter()
    await until(lambda: "Ana" in counter.text("first_people"))
    counter.enter()
    await until(lambda: reopened)
    assert reopened == [False]


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
    await until(lambda: new_counter.office.known["country"] == "MZ")
    assert new_counter.office.known["language"] == "pt"
