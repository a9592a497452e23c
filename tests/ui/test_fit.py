"""Every text has its room, in both languages, down to half of a Full HD screen: that is what a
window has in which everything is twice as large."""

from dataclasses import replace

import pytest
from ui.counter import CounterOf, make_shop
from ui.misfits import misfits
from ui.tour import TOURS

from pos_app.gateways.catalogue import METHODS
from pos_app.ui.theme.tokens import SMALLEST

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

NAME = "Supermercado e Mercearia Boa Vista do Huambo, Lda."
SIZES = ((1366, 768), (1024, 600), SMALLEST)


@pytest.mark.parametrize("tour", list(TOURS))
async def test_everything_fits_at_every_size(
    counter_of: CounterOf, language: str, tour: str
) -> None:
    # In training: a band more, and every way to pay there is.
    shop = replace(make_shop(tuple(METHODS.values())), name=NAME, language=language, training=True)
    counter = counter_of(shop)
    window = counter.window
    window.setUpdatesEnabled(False)  # measured, not painted
    found: list[str] = []
    async for name, shown in TOURS[tour](counter):
        sizes = SIZES if shown.window() is window else SIZES[:1]
        for size in sizes:
            window.resize(*size)
            found.extend(f"{size[0]}x{size[1]} {name} | {one}" for one in misfits(shown))
    assert not found, "\n" + "\n".join(found)
