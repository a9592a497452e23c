"""Page of the till's money: a tab for shifts, where the shop has them, and one for the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pos_app.ui.theme.tokens import Space
from pos_app.ui.till_page.close.close_tab import CloseTab
from pos_app.ui.till_page.context import context_of
from pos_app.ui.till_page.shifts.shift_tab import ShiftTab
from pos_app.ui.widgets.basic import Button, box
from pos_app.ui.widgets.scroll_area import READ_FRAME

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale
    from pos_app.ports.shop import Shop
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme


class TillPage(QWidget):
    """Page with one tab at a time; each reads the till while it is shown."""

    def __init__(
        self, shop: Shop, look: CurrentTheme, till: TillService, tasks: GuiTasks, *, pins: bool
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        context = context_of(shop, till, tasks, look, pins=pins)
        self.shift = ShiftTab(context)
        self.close_day = CloseTab(context, counts_drawer=_has_drawer(shop))
        self._tabs = (self.shift, self.close_day)
        self._buttons = (Button("tab_shift", "tab"), Button("tab_close", "tab"))
        self._segments = box("segments")
        self._heads, self._bodies = QStackedLayout(), QStackedLayout()
        self._arrange()
        self.follow(shop)
        self.retranslate()
        till.listen(self._hear)

    def follow(self, shop: Shop) -> None:
        """Shows the tab of shifts only where the shop has them."""
        self._segments.setVisible(shop.shifts)
        self.close_day.count_drawer(wanted=_has_drawer(shop))
        self.shift.float.show_setting(shop.drawer_float)
        self.turn_to(0 if shop.shifts else 1)

    def turn_to(self, place: int) -> None:
        self._heads.setCurrentIndex(place)
        self._bodies.setCurrentIndex(place)
        for other, button in enumerate(self._buttons):
            button.setChecked(other == place)

    def print_shown(self) -> None:
        """Prints the document of the tab that is shown."""
        tab = self._tabs[self._bodies.currentIndex()]
        tab.print_shown()

    def read(self) -> None:
        self._tabs[self._bodies.currentIndex()].read()

    def retranslate(self) -> None:
        self._buttons[0].set_text(self.tr("Shift"))
        self._buttons[1].set_text(self.tr("Day close"))
        for tab in self._tabs:
            tab.retranslate()

    def _hear(self, sale: Sale) -> None:
        self._tabs[self._bodies.currentIndex()].hear(sale)

    def _arrange(self) -> None:
        segments = QHBoxLayout(self._segments)
        segments.setContentsMargins(Space.TIGHT, 0, Space.TIGHT, 0)
        segments.setSpacing(0)
        for place, button in enumerate(self._buttons):
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, place=place: self.turn_to(place))
            segments.addWidget(button)
        for tab in self._tabs:
            self._heads.addWidget(tab.head)
            self._bodies.addWidget(tab)
        line = QHBoxLayout()
        line.setContentsMargins(READ_FRAME, 0, READ_FRAME, 0)
        line.setSpacing(Space.NORMAL)
        line.addWidget(self._segments)
        line.addLayout(self._heads, 1)
        column = QVBoxLayout(self)
        edge = Space.WIDE - READ_FRAME  # the cards stand within the frames of what scrolls
        column.setContentsMargins(edge, Space.NORMAL, edge, Space.NORMAL)
        column.setSpacing(Space.NORMAL)
        column.addLayout(line)
        column.addLayout(self._bodies, 1)


def _has_drawer(shop: Shop) -> bool:
    return shop.shifts or shop.takes_cash
