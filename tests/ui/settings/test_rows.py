"""Whatever stands in the table of settings can be set on the page, and is followed as it says."""

import pytest
from ui.counter import Counter, until

from pos_app.installation.settings import SETTINGS
from pos_app.ports.setting_rules import Choice, Number, Switch
from pos_app.ports.settings_service import Setting
from pos_app.ports.shop import SHOP_SETTINGS
from pos_app.ui.settings.editable_card import SettingsCard
from pos_app.ui.settings.page import SettingsPage
from pos_app.ui.settings.row import ChoiceRow, SwitchRow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

# Of the machine and not of the shop: whoever sets these writes them into the file. The float stands
# beside the drawer.
WITHOUT_A_ROW = {
    "webhooks.port",
    "webhooks.host",
    "backup.folder",
    "updates.address",
    "updates.key",
    "shop.drawer_float",
}


async def settings_page(counter: Counter) -> SettingsPage:
    counter.open()
    counter.click("tab_settings")
    await until(lambda: counter.window.findChild(SettingsPage))
    return counter.find(SettingsPage, "page")


async def test_every_setting_has_one_row_on_the_page_of_its_kind(counter: Counter) -> None:
    page = await settings_page(counter)
    rows = [item for card in page.findChildren(SettingsCard) for item in card.rows.items()]
    names = [f"shop.{name}" for name, _ in rows]
    assert sorted(names) == sorted(SETTINGS.keys() - WITHOUT_A_ROW)
    for name, row in rows:
        allowed = SHOP_SETTINGS[name].allowed
        assert isinstance(row, SwitchRow) == isinstance(allowed, Switch)
        if isinstance(allowed, Choice | Number):
            assert isinstance(row, ChoiceRow)
        assert row.control.accessibleName()
        assert row.control.accessibleDescription()


def other(name: str) -> Setting:
    """Than the default."""
    row = SHOP_SETTINGS[name]
    match row.allowed:
        case Switch():
            return not row.default
        case Choice(choices):
            return next(str(choice) for choice in choices if choice != row.default)
        case Number():
            return 125 if name == "text_size" else 30
    return "window" if name == "customer_screen" else f"{row.default}!"


async def test_the_open_window_follows_what_the_table_says(counter: Counter) -> None:
    page = await settings_page(counter)
    opened = counter.window._opened
    assert opened is not None
    before = opened.shop
    chosen = {name: other(name) for name in SHOP_SETTINGS if name != "language"}
    page.shop_saved.emit(chosen)
    for name, value in chosen.items():
        field = SHOP_SETTINGS[name].field
        followed = SHOP_SETTINGS[name].live
        assert getattr(opened.shop, field) == (value if followed else getattr(before, field))
        assert type(getattr(opened.shop, field)) is type(getattr(before, field))
