"""A profile of another computer: whoever says what it is may have nothing but a touch screen."""

import asyncio

import pytest
from PySide6.QtWidgets import QWidget
from ui.counter import Counter, until
from ui.standin import CODE

from pos_app.domain.errors import OtherComputer
from pos_app.domain.people.recovery_code import in_groups


class Where:
    """Remembers what was said, and by which PIN."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    async def needs_pin(self) -> bool:
        return True

    async def moved(self, pin: str) -> None:
        self.said.append(("moved", pin))

    async def another_till(self, pin: str) -> None:
        self.said.append(("another", pin))


@pytest.mark.parametrize("answer", ["moved", "another"])
async def test_it_is_settled_without_a_keyboard(answer: str, counter: Counter) -> None:
    where, settled = Where(), []
    counter.window.show_arrival(OtherComputer("pos_app"), where, lambda: settled.append(1))
    await until(counter.find(QWidget, f"arrival_{answer}").isEnabled)
    for key in ("1", "3", "erase", "2"):
        counter.click(f"arrival_key_{key}")
    counter.click(f"arrival_{answer}")
    await until(lambda: settled)
    assert where.said == [(answer, "12")]


async def test_the_recovery_code_is_taken_in_the_pins_place(counter: Counter) -> None:
    """As it is printed: in groups."""
    where, settled = Where(), []
    counter.window.show_arrival(OtherComputer("pos_app"), where, lambda: settled.append(1))
    await until(counter.find(QWidget, "arrival_moved").isEnabled)
    counter.find(QWidget, "arrival_pin").setFocus()
    counter.type(in_groups(CODE))
    counter.click("arrival_moved")
    await until(lambda: settled)
    assert where.said == [("moved", in_groups(CODE))]


class Slow(Where):
    """Looks for so long that the window is closed meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.was_left = asyncio.Event()

    async def needs_pin(self) -> bool:
        try:
            return await asyncio.Event().wait()
        finally:
            self.was_left.set()


async def test_whoever_closes_it_leaves_nothing_that_goes_on_behind(counter: Counter) -> None:
    """Its last step would come after the loop has stopped."""
    where = Slow()
    counter.window.show_arrival(OtherComputer("pos_app"), where, lambda: None)
    await asyncio.sleep(0)
    counter.window.end_trouble()
    await where.was_left.wait()
