"""The switch that opens the till at sign-in shows what the computer says, not what was pressed."""

import pytest
from PySide6.QtWidgets import QCheckBox
from ui.counter import Counter, until

from pos_app.domain.errors import SettingsUnavailable

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


async def test_the_switch_shows_what_the_computer_says(counter: Counter) -> None:
    counter.autostart.on = True  # by another program
    counter.open()
    counter.click("tab_settings")
    counter.click("settings_move")
    switch = counter.find(QCheckBox, "autostart")
    await until(switch.isChecked)
    switch.click()
    await until(switch.isEnabled)
    assert not counter.autostart.on
    counter.autostart.problem = SettingsUnavailable("read-only file system")
    switch.click()
    await until(lambda: switch.isEnabled() and not switch.isChecked())
    assert "could not be saved" in switch.accessibleDescription()
