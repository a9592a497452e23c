"""How many ways to pay a shop has decides what it sees of them: few are large, and none is asleep
in the way."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QWidget
from ui.counter import Counter, CounterOf, make_shop

from pos_app.domain.method import Method
from pos_app.domain.tenders.by_hand import Tender
from pos_app.gateways.catalogue import COUNTER_METHODS, METHODS
from pos_app.ui.sell.form.method_tile import MethodTile, Tile

ALL = tuple(METHODS.values())
USUAL = 6  # tiles in sight, where more would be small


def _open(counter_of: CounterOf, ready: tuple[Method, ...], *, training: bool = False) -> Counter:
    shop = make_shop(ALL, frozenset(method.id for method in ready))
    return counter_of(replace(shop, training=training), (1024, 600))


def _seen(counter: Counter) -> list[Tile]:
    tiles = counter.window.sell.form.tiles
    return [tile for tile in tiles.findChildren(Tile) if tile.isVisible()]


def _methods_in_sight(counter: Counter) -> list[MethodTile]:
    return [tile for tile in _seen(counter) if isinstance(tile, MethodTile)]


SHOPS = [ALL[:count] for count in range(1, len(ALL) + 1)] + [ALL[count:] for count in (2, 7)]


def test_a_shop_sees_what_it_sells_by_large_and_nothing_that_sleeps_but_one_quiet_tile(
    counter_of: CounterOf,
) -> None:
    counter = _open(counter_of, ALL[:1])
    for ready in SHOPS:
        counter.window.sell.form.tiles.set_ready(frozenset(method.id for method in ready))
        counter.application.processEvents()
        _check(counter, ready)


def _check(counter: Counter, ready: tuple[Method, ...]) -> None:
    count = len(ready)
    tiles = counter.window.sell.form.tiles
    assert tuple(tile.method for tile in tiles.tiles) == ready
    assert [tile.key for tile in tiles.tiles] == list(range(2, 2 + count))
    assert len(_seen(counter)) <= USUAL
    shown = _methods_in_sight(counter)
    assert all(tile.ready for tile in shown)
    assert len(shown) == (count if count <= USUAL else USUAL - 1)
    assert all(tile.width() >= tiles.width() / 3 - 8 for tile in _seen(counter))
    others = [tile for tile in _seen(counter) if tile.objectName() == "methods_others"]
    assert len(others) <= 1
    if count == 1:
        assert shown[0].width() > tiles.width() * 0.6


@pytest.mark.parametrize("ready", [ALL, ALL[:7]], ids=["eight", "seven"])
def test_in_training_all_of_them_stand_side_by_side(
    counter_of: CounterOf, ready: tuple[Method, ...]
) -> None:
    counter = _open(counter_of, ready, training=True)
    assert {tile.method for tile in _methods_in_sight(counter)} == set(ready)
    assert counter.window.findChild(QWidget, "methods_rest") is None


def test_the_sixth_opens_the_rest_and_what_is_chosen_is_always_in_sight(
    counter_of: CounterOf,
) -> None:
    counter = _open(counter_of, ALL)
    form = counter.window.sell.form
    assert [tile.method for tile in _methods_in_sight(counter)] == list(ALL[: USUAL - 1])
    where = counter.find(Tile, "methods_rest").geometry()
    counter.click("methods_rest")
    counter.application.processEvents()
    assert counter.find(Tile, "methods_rest").geometry() == where  # the finger stays where it is
    assert [tile.method for tile in _methods_in_sight(counter)] == list(ALL[USUAL - 1 :])
    assert form.method == ALL[0]  # to look is not to choose
    for place, method in enumerate(ALL):
        counter.press(Qt.Key(Qt.Key.Key_F2 + place))
        (chosen,) = [tile for tile in _methods_in_sight(counter) if tile.isChecked()]
        assert chosen.method == form.method == method
    form.clear()
    assert _methods_in_sight(counter)[0].isChecked()
    form.tiles.suggest(ALL[5])  # as the number does
    assert any(tile.isChecked() for tile in _methods_in_sight(counter))


@pytest.mark.parametrize("training", [True, False])
def test_more_than_ten_have_as_many_pages_as_they_need_and_keys_as_far_as_keys_go(
    counter_of: CounterOf, *, training: bool
) -> None:
    by_hand = tuple(COUNTER_METHODS[f"{tender}.ao"] for tender in Tender)
    shop = replace(make_shop((*ALL, *by_hand)), training=training)
    counter = counter_of(shop, (1024, 600))
    seen: list[Method] = []
    for _ in range(3):
        counter.application.processEvents()
        seen += [tile.method for tile in _methods_in_sight(counter)]
        counter.click("methods_rest")
    assert seen == [*ALL, *by_hand]
    assert [tile.key for tile in counter.window.sell.form.tiles.tiles] == [*range(2, 10), 0, 0, 0]
    counter.window.sell.form.tiles.choose(by_hand[-1])
    counter.application.processEvents()
    assert any(tile.isChecked() for tile in _methods_in_sight(counter))


def test_what_sleeps_looks_asleep_has_no_key_and_leads_to_the_settings(
    counter_of: CounterOf,
) -> None:
    for ready, name in ((ALL[:1], "methods_others"), ((), "method_vpos")):
        counter = _open(counter_of, ready)
        tile = counter.find(Tile, name)
        assert tile.property("unready")
        assert "Not set up" in [label.text() for label in tile.findChildren(QLabel)]
        asked = QSignalSpy(counter.window.sell.form.settings_asked)
        counter.click(name)
        assert asked.count() == 1
    assert not any(tile.key for tile in counter.window.sell.form.tiles.tiles)


def test_a_method_that_is_set_up_meanwhile_takes_its_place_at_once(counter_of: CounterOf) -> None:
    counter = _open(counter_of, ALL[:1])
    for count in (2, 7, 3):
        counter.window.sell.form.tiles.set_ready(frozenset(each.id for each in ALL[:count]))
        assert len(_methods_in_sight(counter)) == min(count, USUAL if count <= USUAL else USUAL - 1)
