"""Context that the tabs of the page have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pos_app.domain.countries import COUNTRIES
from pos_app.ui.format import times
from pos_app.words.methods import method_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from pos_app.domain.money import Currency
    from pos_app.ports.shop import Shop
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme


class TabContext(NamedTuple):
    """The till, and how the shop counts and names things."""

    till: TillService
    tasks: GuiTasks
    look: CurrentTheme
    currency: Currency  # of the shop's country, in which its drawer is counted
    wall: tzinfo
    method_names: Mapping[str, str]
    brands: Mapping[str, str]
    pins: bool  # whether a PIN can be asked for


def context_of(
    shop: Shop, till: TillService, tasks: GuiTasks, look: CurrentTheme, *, pins: bool
) -> TabContext:
    return TabContext(
        till=till,
        tasks=tasks,
        look=look,
        currency=COUNTRIES[shop.country].currency,
        wall=times.wall_of(shop),
        method_names={method.id: method_name(method) for method in shop.methods},
        brands={method.provider: method.brand for method in shop.methods},
        pins=pins,
    )
