"""The recovery code at the window: shown once by whatever door it is made, and the way back where
nobody's PIN is good. And what people did, for a manager to read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
)
from ui.counter import Counter, until
from ui.standin import CODE, START, TODAY

from pos_app.domain.audit_notes import Note, PinGiven, PinRefused, SettingsChanged
from pos_app.domain.errors import PeopleLost, PeopleOlder
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.people.recovery_code import in_groups
from pos_app.domain.people.roles import Person, Role
from pos_app.ports.journal import Audited, Noted

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

NEXT = CODE[::-1]


async def _sees_code(counter: Counter, code: str) -> None:
    await until(lambda: counter.dialog("code"))
    assert counter.find(QLabel, "code_figures").text() == in_groups(code)


async def _fills_in(counter: Counter, code: str) -> None:
    await until(lambda: counter.dialog("recover"))
    counter.fill("recover_code", code)
    for field in ("new", "again"):
        counter.fill(f"recover_{field}", "7294")
    counter.click("recover_do")


async def test_the_first_managers_code_is_shown_in_a_deed_and_printed(counter: Counter) -> None:
    counter.people.managers = {}
    counter.open()
    counter.click("tab_journal")
    await until(lambda: counter.find(QPushButton, "journal_close").isEnabled())
    counter.click("journal_close")
    await until(lambda: counter.dialog("close"))
    give = counter.find(QAbstractButton, "close_first_give")
    await until(give.isVisible)
    counter.fill("close_first_name", "Rui")
    for field in ("pin", "again"):
        counter.fill(f"close_first_{field}", "7294")
    give.click()
    await _sees_code(counter, CODE)
    assert counter.dialog("close")  # which goes on
    await until(lambda: counter.find(QPushButton, "code_print").isEnabled())
    counter.click("code_print")
    await until(lambda: counter.dialog("print"))
    counter.click("print_print")
    await until(lambda: counter.paper.printed)
    assert counter.paper.printed == [(DocumentKind.CODE, "", "Balcão", 0)]
    counter.click("print_close")
    counter.click("code_close")
    await until(lambda: not counter.dialog("code"))


@pytest.mark.parametrize("code", [CODE, ""])
async def test_a_manager_makes_another_code_in_the_settings(code: str, counter: Counter) -> None:
    """A shop from before is told that it has none, and what that means."""
    counter.people.code = code
    counter.open()
    counter.click("tab_settings")
    counter.click("settings_people")
    await until(counter.find(QPushButton, "people_code_new").isVisible)
    assert ("There is none" in counter.text("people_code_what")) is not bool(code)
    assert counter.find(QPushButton, "people_forgotten").isVisible() is bool(code)
    counter.find(QPushButton, "people_code_new").click()
    await until(lambda: counter.dialog("approval"))
    counter.fill("approval_pin", "1234")
    counter.click("approval_do")
    await _sees_code(counter, NEXT)
    await until(lambda: "There is one" in counter.text("people_code_what"))


async def test_a_manager_who_forgot_the_pin_gets_another_by_the_code(counter: Counter) -> None:
    counter.open()
    counter.click("tab_settings")
    counter.click("settings_people")
    await until(counter.find(QPushButton, "people_forgotten").isVisible)
    counter.find(QPushButton, "people_forgotten").click()
    await _fills_in(counter, "1111")
    code = counter.find(QLineEdit, "recover_code")
    await until(lambda: "not the recovery code" in code.accessibleDescription())
    assert not counter.dialog("code")
    await _fills_in(counter, CODE)
    await _sees_code(counter, NEXT)
    assert counter.people.managers == {"7294": "Manager"}


async def test_where_people_signed_in_a_lost_file_locks_the_till_until_the_code_is_typed(
    counter: Counter,
) -> None:
    """By keys alone, also on a keypad that has nothing but figures and Enter."""
    counter.people.lost = PeopleLost(can_recover=True, had_cashiers=True)
    counter.open()
    await until(lambda: counter.dialog("recover"))
    assert not counter.find(QPushButton, "tab_sell").isVisible()
    counter.find(QPushButton, "recover_back").click()
    await until(lambda: not counter.dialog("recover"))
    assert counter.find(QPushButton, "lock_recover").isVisible()
    assert not counter.find(QLineEdit, "lock_pin").isVisible()
    counter.press(Qt.Key.Key_Space)
    await until(lambda: counter.dialog("recover"))
    dialog = counter.dialog("recover")
    assert dialog
    for name, typed in (("code", CODE), ("new", "7294"), ("again", "7294")):
        await until(lambda: dialog.focusWidget().objectName() == f"recover_{name}")  # noqa: B023
        edit = counter.find(QLineEdit, f"recover_{name}")
        if name == "code":
            counter.find(QLineEdit, "recover_name").setText("Ana")
        QTest.keyClicks(edit, typed)
        QTest.keyClick(edit, Qt.Key.Key_Return)
    await _sees_code(counter, NEXT)
    counter.click("code_close")
    await until(counter.find(QPushButton, "tab_sell").isVisible)
    await counter.sell()


@pytest.mark.parametrize("can_recover", [True, False])
async def test_where_nobody_signs_in_a_lost_file_is_said_and_the_till_sells_on(
    can_recover: bool,  # noqa: FBT001 - a case
    counter: Counter,
) -> None:
    counter.people.lost = PeopleOlder(can_recover=can_recover, had_cashiers=False)
    counter.open()
    await until(lambda: counter.dialog("recover"))
    assert "older than the journal" in counter.text("recover_title")
    assert counter.find(QLineEdit, "recover_code").isVisible() is can_recover
    assert counter.find(QPushButton, "recover_do").isVisible() is can_recover
    counter.find(QPushButton, "recover_back").click()
    await until(lambda: not counter.dialog("recover"))
    counter.click("tab_settings")
    counter.click("settings_people")
    await until(lambda: "older than the journal" in counter.text("people_message"))
    counter.click("tab_sell")
    await counter.sell()


# --- what people did ------------------------------------------------------------------------------


def _audited() -> list[Audited]:
    notes: list[Note] = [
        PinGiven(name="Xavier"),
        *[PinRefused()] * 5,
        SettingsChanged(what="vpos.base_url", by="Yara"),
    ]
    yesterday = TODAY.replace(day=TODAY.day - 1)
    days = [yesterday, *[TODAY] * 6]
    return [
        Audited(day, Noted(seq, "1", START, note))
        for seq, (day, note) in enumerate(zip(days, notes, strict=True))
    ]


def _rows(counter: Counter) -> list[str]:
    table = counter.find(QTableWidget, "audit_table")
    items = [table.item(row, 1) for row in range(table.rowCount())]
    return [item.text() for item in items if item]


async def test_what_people_did_is_a_managers_to_read_and_is_put_away_with_the_page(
    counter: Counter,
) -> None:
    counter.till.audited = _audited()
    counter.open()
    counter.click("tab_settings")
    counter.click("settings_audit")
    assert not counter.find(QTableWidget, "audit_table").isVisible()
    counter.click("audit_read")
    await until(lambda: counter.dialog("approval"))
    assert not counter.find(QPushButton, "audit_read").isEnabled()  # asked once
    counter.find(QPushButton, "approval_back").click()
    await until(counter.find(QPushButton, "audit_read").isEnabled)
    assert _rows(counter) == []
    counter.click("audit_read")
    await until(lambda: counter.dialog("approval"))
    counter.fill("approval_pin", "1234")
    counter.click("approval_do")
    await until(counter.find(QTableWidget, "audit_table").isVisible)
    rows = _rows(counter)
    assert rows[0] == "Yara changed the settings: Address of vPOS"
    assert rows[1:6] == ["Somebody typed a wrong PIN"] * 5
    assert rows[6] == "Somebody without a PIN gave Xavier a manager's PIN"
    counter.find(QComboBox, "audit_days").setCurrentIndex(2)
    assert _rows(counter) == rows[6:]
    counter.click("settings_shop")
    counter.click("settings_audit")
    assert _rows(counter) == []
    assert not counter.find(QTableWidget, "audit_table").isVisible()


async def test_the_close_of_a_day_says_what_people_did(counter: Counter) -> None:
    counter.till.audited = _audited()
    counter.open()
    counter.click("tab_journal")
    await until(lambda: counter.find(QPushButton, "journal_close").isEnabled())
    counter.click("journal_close")
    await until(lambda: counter.dialog("close"))
    dialog = counter.dialog("close")
    assert dialog
    said = [label.text() for label in dialog.findChildren(QLabel)]
    for line in ("Wrong PINs typed: 5", "Yara changed the settings: Address of vPOS"):
        assert line in said


async def test_a_person_of_the_lost_file_is_nobody_any_more(counter: Counter) -> None:
    """Locked again, the till asks whoever is there now."""
    counter.presence.pins = {Person("Bia", Role.CASHIER): "1357"}
    counter.open()
    await until(counter.find(QLineEdit, "lock_pin").isVisible)
    counter.people.lost = PeopleLost(can_recover=True, had_cashiers=True)
    counter.press(Qt.Key.Key_F12)
    await until(counter.find(QPushButton, "lock_recover").isVisible)
    counter.people.lost = None
    counter.find(QPushButton, "lock_recover").click()
    await until(counter.find(QLineEdit, "lock_pin").isVisible)
    assert not counter.find(QPushButton, "lock_recover").isVisible()
