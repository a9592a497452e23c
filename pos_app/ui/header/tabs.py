"""Tabs of the screens; where there is no room for all, the others stand in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.basic import Button, restyle

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALWAYS = "sell"  # never in the menu: the way back to the customers


class HeaderTabs(QWidget):
    """The tabs in a row. Folded, it shows Sell, the current screen, and a menu of all others."""

    went_to = Signal(str)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._current = ""
        self._is_folded = False
        self._are_wanted = True
        self.buttons = {name: Button(f"tab_{name}", "tab") for name in names}
        self.more = Button("tab_more", "tab")
        self.more.hide()
        self.more.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TIGHT)
        for name, button in self.buttons.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, name=name: self.went_to.emit(name))
            row.addWidget(button)
        row.addWidget(self.more)

    def mark(self, current: str) -> None:
        self._current = current
        for name, button in self.buttons.items():
            button.setChecked(name == current)
        self._show()

    def show_ways(self, *, wanted: bool) -> None:
        self._are_wanted = wanted
        self._show()

    def fold(self, *, wanted: bool) -> None:
        if wanted is not self._is_folded:
            self._is_folded = wanted
            self._show()

    def width_of(self, *, folded: bool) -> int:
        """Returns how wide the row is, folded or not, whatever it is now."""
        if not self._are_wanted:
            return 0
        shown = [button for name, button in self.buttons.items() if self._stays(name, folded)]
        if folded:
            shown.append(self.more)
        return sum(button.sizeHint().width() + Space.TIGHT for button in shown) - Space.TIGHT

    def narrow(self, *, wanted: bool) -> None:
        for button in (*self.buttons.values(), self.more):
            restyle(button, narrow=wanted)

    def retranslate(self) -> None:
        self.more.set_text("…", self.tr("More screens"))

    def _stays(self, name: str, folded: bool) -> bool:  # noqa: FBT001 - of this class alone
        return not folded or name in (_ALWAYS, self._current)

    def _show(self) -> None:
        for name, button in self.buttons.items():
            button.setVisible(self._are_wanted and self._stays(name, self._is_folded))
        self.more.setVisible(self._are_wanted and self._is_folded)

    def _open_menu(self) -> None:
        """Opens the menu. It uses `popup`: a nested loop would stop every coroutine."""
        from PySide6.QtWidgets import QMenu  # noqa: PLC0415 - on first use

        menu = QMenu(self)
        menu.setObjectName("tabs_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for name, button in self.buttons.items():
            if not self._stays(name, folded=True):
                action = menu.addAction(button.text())
                action.triggered.connect(lambda _=False, name=name: self.went_to.emit(name))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
