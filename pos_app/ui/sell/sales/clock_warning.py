"""Line that warns while this computer's clock is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.ui.qt.plain_text import Text
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import wrapped
from pos_app.words.clock import clock_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, tzinfo

    from pos_app.domain.method import Method
    from pos_app.till.providers.provider_clock import ClockOff


class ClockLine(Text):
    """Line that is hidden while the clock is right, or no provider has told the time."""

    def __init__(
        self, methods: Sequence[Method], wall: tzinfo, clock_off: Callable[[], ClockOff | None]
    ) -> None:
        super().__init__()
        self.setObjectName("clock_line")
        self.setFont(font(Size.LABEL, strong=True))
        wrapped(self)
        self.setProperty("tone", "wait")
        self.setContentsMargins(Space.EDGE, Space.SMALL, Space.EDGE, Space.SMALL)
        self._brands = {method.provider: method.brand for method in methods}
        self._wall = wall
        self._clock_off = clock_off
        self.hide()

    def tick(self) -> None:
        off = self._clock_off()
        if off is not None:
            brand = self._brands.get(off.provider, off.provider)
            here, there = self._instant(off.here), self._instant(off.there)
            self.setText(clock_words(here, brand, there))
        self.setVisible(off is not None)

    def _instant(self, at: datetime) -> str:
        return f"{at.astimezone(self._wall):%d/%m/%Y %H:%M}"
