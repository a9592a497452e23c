"""Where the header has no room for every tab, the others are one press away."""

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from ui.counter import CounterOf, until
from ui.rooms import FIRST_NUMBER, fullest_shop, stand_at

from pos_app.till.providers.health import Health

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # the offscreen one


async def test_tabs_without_room_stand_in_a_menu_and_come_back_with_the_room(
    counter_of: CounterOf,
) -> None:
    counter = counter_of(fullest_shop("en"), (960, 500))
    counter.till.before = FIRST_NUMBER
    counter.open()
    await until(lambda: counter.window.sell.side and counter.window.sell.side.loaded)
    counter.find(QWidget, "play_customer").show()
    counter.till.set_health("proxypay", Health.TROUBLED)
    stand_at(counter.window)
    tab, more = counter.find(QWidget, "tab_figures"), counter.find(QWidget, "tab_more")
    await until(more.isVisible)
    assert not tab.isVisible()
    counter.click("tab_more")
    await until(lambda: counter.window.findChild(QMenu, "tabs_menu"))
    menu = counter.find(QMenu, "tabs_menu")
    wanted = next(action for action in menu.actions() if action.text() == "Numbers")
    menu.hide()
    wanted.trigger()
    await until(lambda: counter.text("figures_title"))
    assert tab.isVisible()  # where one is, one sees
    counter.window.resize(1366, 768)
    await until(lambda: not more.isVisible())
    assert all(counter.find(QWidget, f"tab_{name}").isVisible() for name in ("journal", "settings"))
