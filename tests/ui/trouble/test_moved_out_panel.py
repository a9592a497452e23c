"""The till was moved out: the window says so, and a manager has the way back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from support import PIN
from ui.counter import Counter, until

from pos_app.domain.errors import TillMovedOut, WrongPin
from pos_app.ports.moving.move import MovedAway, MoveFile

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


class Left:
    """The port `MovedTillService`: the file was carried away."""

    async def moved(self) -> MovedAway:
        return MovedAway(Path("stick.till"), "", 0, "Ana", "")

    async def look(self) -> MoveFile:
        return MoveFile.AWAY

    async def needs_pin(self) -> bool:
        return True

    async def take_back(self, pin: str) -> None:
        if pin != PIN:
            raise WrongPin("nobody has this PIN")


async def test_it_says_where_the_till_is_and_a_manager_takes_it_back(counter: Counter) -> None:
    settled: list[int] = []
    counter.window.show_moved_out(TillMovedOut("stick.till"), Left(), lambda: settled.append(1))
    await until(lambda: counter.find(QPushButton, "moved_out_take").isEnabled())
    assert "stick.till" in counter.text("moved_out")
    assert "not at its place" in counter.text("moved_out_file")
    counter.fill("moved_out_pin", "000001")
    counter.click("moved_out_take")
    await until(lambda: counter.find(QPushButton, "moved_out_take").isEnabled())
    assert not settled
    counter.fill("moved_out_pin", PIN)
    counter.click("moved_out_take")
    await until(lambda: settled)
