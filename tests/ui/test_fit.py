"""Every text has its room, in both languages, down to half of a Full HD screen: that is what a
window has in which everything is twice as large."""

from collections.abc import Sequence

import pytest
from ui.counter import CounterOf
from ui.misfits import misfits
from ui.rooms import FIRST_NUMBER, fullest_shop, sizes_of, stand_at
from ui.tour import TOURS

Sizes = Sequence[tuple[int, int]]

pytestmark = pytest.mark.qt_log_ignore(r"propagateSizeHints|raise\(\)|grabbing")  # offscreen


@pytest.mark.parametrize("tour", list(TOURS))
async def test_everything_fits_at_every_size(
    counter_of: CounterOf, language: str, tour: str
) -> None:
    counter = counter_of(fullest_shop(language))
    counter.till.before = FIRST_NUMBER
    window = counter.window
    window.setUpdatesEnabled(False)  # measured, not painted
    found: list[str] = []
    async for name, shown in TOURS[tour](counter):
        stand_at(window)
        for size in nearest_first(sizes_of(shown), window.width()):
            window.resize(*size)
            found.extend(f"{size[0]}x{size[1]} {name} | {one}" for one in misfits(shown))
    assert not found, "\n" + "\n".join(found)


def nearest_first(sizes: Sizes, wide: int) -> Sizes:
    """Begins with the size that the window has: each other takes time to lay out."""
    return sorted(sizes, key=lambda size: abs(size[0] - wide))
