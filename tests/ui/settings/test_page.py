"""The settings: accounts with the providers, language and colours, and who may change them."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QWidget,
)
from ui.counter import PUSH, REFERENCE, Counter, CounterOf, make_shop, until

from pos_app.domain.errors import (
    BadInput,
    Field,
    InputProblem,
    NotInTraining,
    ProviderRefused,
    TooManyTries,
)
from pos_app.domain.reasons import Reason
from pos_app.ports.settings_service import SecretLocation
from pos_app.ui.qt.application import install_language, wear_theme
from pos_app.ui.theme.tokens import TARGET

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


async def test_an_account_is_saved_with_a_secret_that_is_never_shown(counter: Counter) -> None:
    counter.open()
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(QLineEdit, "account_vpos_base_url"))
    secret = counter.find(QLineEdit, "account_vpos_token")
    assert secret.echoMode() is QLineEdit.EchoMode.Password
    assert secret.text() == ""
    assert "keyring" in secret.placeholderText()
    counter.find(QLineEdit, "account_vpos_pos_id").setText("77")
    counter.find(QPushButton, "account_vpos_save").click()
    await until(lambda: counter.settings.saved)
    assert counter.settings.saved == [("vpos", "https://api.example", {"pos_id": "77"}, {})]


async def test_a_typed_key_can_be_looked_over_and_hides_again_by_itself(counter: Counter) -> None:
    counter.open()
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(QLineEdit, "account_vpos_token"))
    secret, eye = (
        counter.find(QLineEdit, "account_vpos_token"),
        counter.find(QPushButton, "account_vpos_token_reveal"),
    )
    shown, hidden = QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password
    assert eye.isHidden()  # nobody can look at what is saved
    counter.click("settings_providers")
    for leave in ("settings_shop", "tab_journal"):
        secret.setText("8Jc2mQvT4xRb")
        assert secret.echoMode() is hidden
        eye.click()
        assert (secret.echoMode(), eye.accessibleName()) == (shown, "Hide what is typed")
        counter.click(leave)
        await until(lambda: secret.echoMode() is hidden)
        counter.click("tab_settings")
        counter.click("settings_providers")
        assert secret.text() == "8Jc2mQvT4xRb"
    eye.click()
    secret.setText("")
    assert (secret.echoMode(), eye.isHidden()) == (hidden, True)


async def test_a_complaint_about_an_account_stands_at_its_field(counter: Counter) -> None:
    counter.open()
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(QLineEdit, "account_vpos_base_url"))
    counter.settings.fail = BadInput(
        Field.SETTINGS, InputProblem.ADDRESS_NOT_SAFE, "providers.vpos.base_url"
    )
    address = counter.find(QLineEdit, "account_vpos_base_url")
    address.setText("http://far.example")
    counter.find(QPushButton, "account_vpos_save").click()
    await until(address.accessibleDescription)
    assert "https://" in address.accessibleDescription()
    assert address.text() == "http://far.example"


async def test_language_and_theme_change_at_once(
    counter: Counter, application: QApplication, translations: Path
) -> None:
    def wear(language: str, theme: str) -> None:
        install_language(application, language, translations)
        wear_theme(application, theme)

    counter.open()
    counter.click("tab_journal")
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(QLineEdit, "account_vpos_base_url"))
    counter.window.look_changed.connect(wear)
    for name, value in (("language", "pt"), ("theme", "dark")):
        picker = counter.find(QComboBox, name)
        picker.setCurrentIndex(picker.findData(value))
    counter.find(QPushButton, "counter_save").click()
    await until(lambda: counter.text("tab_sell") == "Vender")
    assert counter.text("charge") == "Cobrar"
    assert counter.text("journal_today") == "Hoje"
    assert counter.text("counter_save") == "Guardar"
    ground = counter.window.grab().toImage().pixelColor(2, counter.window.height() - 2)
    assert ground.lightness() < 60
    assert (counter.settings.known["language"], counter.settings.known["theme"]) == ("pt", "dark")


async def test_the_till_behaves_as_it_was_set_at_once(counter: Counter) -> None:
    counter.open()
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(QLineEdit, "account_vpos_base_url"))
    counter.find(QCheckBox, "keypad").click()
    counter.find(QPushButton, "counter_save").click()
    await until(lambda: not counter.settings.known["keypad"])
    counter.click("tab_sell")
    assert not counter.find(QPushButton, "key_7").isVisible()
    counter.click("tab_settings")
    name = counter.find(QLineEdit, "shop_name_edit")
    name.selectAll()
    QTest.keyClick(name, Qt.Key.Key_Delete)
    counter.settings.fail = BadInput(Field.SETTINGS, InputProblem.SETTING_MISSING, "shop.name")
    counter.find(QPushButton, "shop_save").click()
    await until(lambda: "Missing" in name.accessibleDescription())
    QTest.keyClicks(name, "Boa Vista")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert not counter.find(QPushButton, "shop_save").isEnabled()  # a second press saves nothing
    await until(lambda: counter.text("shop_name") == "Boa Vista")


async def test_what_training_refuses_is_shown_as_it_was(counter: Counter) -> None:
    counter.open()
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(QLineEdit, "account_vpos_base_url"))
    counter.click("settings_tenders")
    counter.find(QCheckBox, "takes_cash").click()
    counter.settings.fail = NotInTraining("the real shop is changed where it is open")
    counter.click("tenders_save")
    await until(lambda: "training" in counter.text("tenders_message"))
    assert not counter.find(QCheckBox, "takes_cash").isChecked()
    counter.click("settings_providers")
    secret = counter.find(QLineEdit, "account_vpos_token")
    secret.setText("8Jc2mQvT4xRb")
    counter.settings.fail = NotInTraining("the real shop is changed where it is open")
    counter.click("account_vpos_save")
    await until(lambda: "training" in counter.text("account_vpos_message"))
    assert secret.text() == ""
    counter.click("tab_journal")  # nothing is left to be asked about
    await until(counter.find(QWidget, "journal_table").isVisible)


async def test_a_manager_hires_a_cashier_and_lets_them_go(counter: Counter) -> None:
    counter.open()
    counter.click("tab_settings")
    counter.click("settings_people")
    await until(lambda: counter.window.findChild(QPushButton, "people_new_pin_Ana"))
    for field, text in (("name", "Bia"), ("pin", "1111"), ("again", "1112")):
        counter.fill(f"people_{field}", text)
    counter.click("people_keep_cashier")
    await until(counter.find(QLineEdit, "people_again").accessibleDescription)
    counter.fill("people_again", "1111")
    counter.click("people_keep_cashier")
    await until(lambda: counter.dialog("approval"))
    counter.fill("approval_pin", "1234")
    counter.click("approval_do")
    await until(lambda: [one.name for one in counter.people.cashiers] == ["Bia"])
    await until(lambda: counter.window.findChild(QPushButton, "people_remove_Bia"))
    counter.find(QPushButton, "people_remove_Bia").click()
    await until(lambda: counter.dialog("approval"))
    counter.fill("approval_pin", "1234")
    counter.click("approval_do")
    await until(lambda: not counter.people.cashiers)


async def test_a_method_without_account_leads_to_its_settings(counter_of: CounterOf) -> None:
    counter = counter_of(make_shop((PUSH, REFERENCE), frozenset({REFERENCE.id})))
    counter.open()
    assert counter.window.sell.form.method == REFERENCE
    counter.click("methods_others")
    assert counter.find(QPushButton, "tab_settings").isChecked()
    await until(lambda: counter.window.findChild(QLineEdit, "account_vpos_base_url"))


async def test_an_account_is_saved_and_tested_by_one_button_with_the_outcome_beside_it(
    counter: Counter,
) -> None:
    counter.open()
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(QPushButton, "account_wipay_save"))
    button = counter.find(QPushButton, "account_vpos_save")
    assert (button.text(), counter.text("account_vpos_state")) == ("Test", "not tested")
    button.click()
    await until(lambda: "Connected" in counter.text("account_vpos_message"))
    assert (button.text(), counter.text("account_vpos_state")) == ("Test again", "✓ works")
    assert not counter.settings.saved  # nothing was typed
    counter.fill("account_vpos_pos_id", "9")
    assert (button.text(), counter.text("account_vpos_state")) == ("Save and test", "not tested")
    counter.till.back_office.fail = ProviderRefused(Reason.WRONG_KEY)
    button.click()
    assert not button.isEnabled()
    await until(lambda: "does not accept" in counter.text("account_vpos_message"))
    assert counter.text("account_vpos_state") == "✕ key refused"
    assert counter.settings.saved[0][2]["pos_id"] == "9"
    assert counter.till.back_office.tried == ["vpos", "vpos"]


async def test_an_account_that_lacks_something_is_saved_and_says_what(counter: Counter) -> None:
    counter.settings.forms[1] = replace(
        counter.settings.forms[1],
        options={"entity": ""},
        secrets={"api_key": SecretLocation.NOWHERE},
    )
    counter.open()
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(QPushButton, "account_wipay_save"))
    assert counter.text("account_proxypay_state") == "not used"
    counter.fill("account_proxypay_entity", "00123")
    counter.find(QPushButton, "account_proxypay_save").click()
    await until(counter.find(QLineEdit, "account_proxypay_api_key").accessibleDescription)
    assert counter.settings.saved
    assert not counter.till.back_office.tried


async def test_wallets_are_listed_and_an_account_without_a_key_has_no_field_for_one(
    counter: Counter,
) -> None:
    counter.open()
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(QPushButton, "account_wipay_save"))
    counter.find(QPushButton, "account_clicpay_wallets").click()
    await until(lambda: "Loja M-Pesa" in counter.text("account_clicpay_listed"))
    assert counter.find(QPushButton, "account_vpos_wallets").isHidden()
    assert counter.window.findChild(QLineEdit, "account_wipay_") is None
    assert counter.text("account_wipay_state") == "not tested"
    assert counter.text("account_clicpay_state") == "not tested"  # what is optional may be empty


# --- changing what the shop is --------------------------------------------------------------------


async def fills_in_vpos(counter: Counter, *, secret: str = "") -> None:
    counter.open()
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(QLineEdit, "account_vpos_token"))
    counter.fill("account_vpos_pos_id", "77")
    counter.fill("account_vpos_token", secret)
    counter.find(QPushButton, "account_vpos_save").click()


async def test_an_account_is_saved_with_a_managers_pin_and_left_as_it_was_without(
    counter: Counter,
) -> None:
    counter.settings.managed = True
    await fills_in_vpos(counter)
    await until(lambda: counter.dialog("approval"))
    assert counter.text("approval_title") == "Save the vPOS account"
    counter.click("approval_back")
    await until(lambda: "manager" in counter.text("account_vpos_message"))
    assert not counter.settings.saved
    counter.find(QPushButton, "account_vpos_save").click()
    await until(lambda: counter.dialog("approval"))
    counter.fill("approval_pin", "9999")
    counter.click("approval_do")
    pin = counter.find(QLineEdit, "approval_pin")
    await until(lambda: pin.accessibleDescription() == "Wrong PIN")
    for figure in "1234":
        counter.click(f"approval_key_{figure}")
    QTest.keyClick(pin, Qt.Key.Key_Return)
    await until(lambda: "Connected" in counter.text("account_vpos_message"))
    assert counter.settings.saved[0][2]["pos_id"] == "77"
    assert counter.settings.by == ["Ana"]


async def test_too_many_wrong_pins_are_said_at_the_field(counter: Counter) -> None:
    counter.people.fail = TooManyTries(61)
    counter.settings.managed = True
    await fills_in_vpos(counter)
    await until(lambda: counter.dialog("approval"))
    counter.fill("approval_pin", "1234")
    counter.click("approval_do")
    pin = counter.find(QLineEdit, "approval_pin")
    await until(lambda: "again in 2 min" in pin.accessibleDescription())
    assert not counter.settings.saved
    counter.click("approval_back")


async def test_a_key_without_a_keyring_asks_for_a_passphrase_first_and_says_what_it_is_for(
    counter: Counter,
) -> None:
    counter.settings.locked = counter.settings.managed = True
    await fills_in_vpos(counter, secret="hvHCkChzXuOdMonpeHFx")
    await until(lambda: counter.dialog("passphrase"))
    assert "have to type the keys again" in counter.text("passphrase_what")
    counter.fill("passphrase_words", "three sad tigers")
    counter.fill("passphrase_again", "three sad")
    counter.click("passphrase_do")
    again = counter.find(QLineEdit, "passphrase_again")
    assert again.accessibleDescription() == "The passphrases do not match"
    again.setText("three sad tigers")
    QTest.keyClick(again, Qt.Key.Key_Return)
    await until(lambda: counter.dialog("approval"))
    counter.fill("approval_pin", "1234")
    counter.click("approval_do")
    await until(lambda: counter.settings.saved)
    assert counter.settings.passphrase == "three sad tigers"
    assert "encrypted file" in counter.text("settings_keys")


async def test_locked_keys_are_opened_at_the_start_or_later(counter: Counter) -> None:
    counter.settings.locked, counter.settings.passphrase = True, "three sad tigers"
    counter.open()
    await until(lambda: counter.dialog("passphrase"))
    assert not counter.find(QLineEdit, "passphrase_again").isVisible()
    counter.fill("passphrase_words", "two sad tigers")
    counter.click("passphrase_words_reveal")
    assert counter.find(QLineEdit, "passphrase_words").echoMode() is QLineEdit.EchoMode.Normal
    counter.click("passphrase_do")
    await until(lambda: "Wrong passphrase" in counter.text("passphrase_message"))
    counter.fill("passphrase_words", "three sad tigers")
    counter.click("passphrase_do")
    await until(lambda: counter.dialog("passphrase") is None)
    assert not counter.settings.locked
    assert await counter.sell()


async def test_nothing_can_be_changed_or_saved_before_it_was_read(counter: Counter) -> None:
    """A hand that is faster than the disk would keep blanks in the place of what was set."""
    counter.open()
    counter.click("tab_settings")
    counter.click("settings_counter")
    for name in ("language", "keypad", "counter_save", "shop_save"):
        assert not counter.find(QWidget, name).isEnabled()
    await until(counter.find(QWidget, "counter_save").isEnabled)
    assert counter.find(QCheckBox, "keypad").isChecked()
    counter.click("counter_save")
    await until(lambda: counter.text("counter_message") == "Saved")
    assert counter.settings.known["lock_after"] == 5


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing")  # offscreen has none
async def test_what_is_chosen_from_a_list_has_rows_for_a_finger(counter: Counter) -> None:
    counter.open()
    counter.click("tab_settings")
    counter.click("settings_counter")
    await until(counter.find(QWidget, "counter_save").isEnabled)
    picker = counter.find(QComboBox, "language")
    picker.showPopup()
    rows = picker.view()
    assert all(
        rows.visualRect(rows.model().index(row, 0)).height() >= TARGET
        for row in range(picker.count())
    )
    picker.hidePopup()
