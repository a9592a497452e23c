"""What a changed setting does to the open window, and what waits for its next start."""

from dataclasses import fields, replace

from ui.counter import Counter

from pos_app.ports.shop import Shop, Theme
from pos_app.ui.shell.live_settings import _LIVE


def test_each_is_a_fact_that_the_window_knows_of_its_shop() -> None:
    assert {field.name for field in fields(Shop)} >= _LIVE


async def test_what_is_not_of_the_window_waits(counter: Counter) -> None:
    counter.open()
    before = counter.window.shop
    looks: list[tuple[str, str]] = []
    counter.window.look_changed.connect(lambda *look: looks.append(look))
    opened = counter.window._opened
    assert opened is not None
    opened._live.apply({"name": "Boa Vista", "theme": "dark", "zone": "UTC", "country": "MZ"})
    assert counter.window.shop == replace(before, name="Boa Vista", theme=Theme.DARK)
    assert counter.text("shop_name") == "Boa Vista"
    assert looks == [("en", "dark")]
