"""The office in the settings: joining it, which of two computers is the till, and leaving it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from ui.counter import Counter, until
from ui.standin_office import ADDRESS, CODE

from pos_app.domain.errors import NotShipped
from pos_app.ports.office.protocol import Claim, InUse
from pos_app.ports.office.status import OfficeState
from pos_app.ui.format import times
from pos_app.ui.header.office_line import OfficeLine

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


def at_the_office(counter: Counter) -> None:
    counter.open()
    counter.click("tab_settings")
    counter.click("settings_office")


def shows(counter: Counter, name: str) -> bool:
    return counter.find(QWidget, name).isVisible()


async def test_a_pasted_qr_code_joins_and_the_line_is_there_at_once(counter: Counter) -> None:
    at_the_office(counter)
    counter.office.wants_pin = True
    counter.office.answers = [InUse(times.now())]
    counter.find(QLineEdit, "office_code").setFocus()
    assert not counter.office.opened  # a till without an office makes nothing of one
    assert counter.window.findChild(OfficeLine) is None
    counter.fill("office_code", f"pos-app-office:{ADDRESS}#{CODE}")
    counter.enter()
    await until(lambda: counter.dialog("approval"))
    counter.fill("approval_pin", "1234")
    counter.click("approval_do")
    await until(lambda: shows(counter, "office_moved"))
    assert not shows(counter, "office_join")

    counter.enter()  # a key that is still held answers nothing
    assert counter.office.asked == [(ADDRESS, CODE, Claim.NONE)]
    counter.office.wants_pin = False
    counter.click("office_another")
    assert "another-till" in counter.text("office_message")
    counter.click("office_moved")
    await until(lambda: counter.window.findChild(OfficeLine))
    assert counter.office.asked[1:] == [(ADDRESS, CODE, Claim.MOVED)]
    assert counter.find(OfficeLine, "office_line").isVisible()
    assert counter.focus().objectName() != "office_leave"
    counter.office.become(OfficeState.NOT_ENROLLED)
    assert not counter.find(OfficeLine, "office_line").isVisible()
    assert counter.find(QLineEdit, "office_code").text() == ""  # it is good once


async def test_who_leaves_hears_first_what_the_office_lacks(counter: Counter) -> None:
    counter.office.become(OfficeState.AWAY, behind=7)
    at_the_office(counter)
    counter.office.refuses = NotShipped(7)
    assert not shows(counter, "office_leave_anyway")
    counter.click("office_leave")
    await until(lambda: shows(counter, "office_leave_anyway"))
    assert "7" in counter.text("office_message")
    assert counter.office.status.state is OfficeState.AWAY
    counter.click("office_leave_anyway")
    await until(lambda: counter.office.status.state is OfficeState.NOT_ENROLLED)
    await until(lambda: shows(counter, "office_join"))
    assert not shows(counter, "office_leave")


async def test_a_clone_leads_from_the_sale_to_the_question(counter: Counter) -> None:
    counter.office.become(OfficeState.UP_TO_DATE)
    counter.open()
    strip = counter.find(QWidget, "clone_strip")
    assert not strip.isVisible()
    counter.type("15")
    counter.office.become(OfficeState.CLONE)
    assert strip.isVisible()
    counter.type("00")  # the cashier types on
    assert counter.text("amount").endswith("500")
    counter.click("clone_strip")
    await until(lambda: shows(counter, "office_moved"))
    assert counter.find(QLineEdit, "office_address").text() == ADDRESS
    counter.fill("office_code", CODE)
    counter.press(Qt.Key.Key_Return)
    assert not counter.office.asked
    counter.click("office_moved")
    await until(lambda: not strip.isVisible())
    assert counter.office.asked == [(ADDRESS, CODE, Claim.MOVED)]
