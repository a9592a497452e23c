"""Strip under the header while another computer runs as this till. The till sells on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout

from pos_app.ports.office.status import OfficeState
from pos_app.ui.qt.accessibility import announce
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.basic import Button, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pos_app.ports.office.status import TellsOffice


class CloneStrip(Button):
    """Strip that leads to where a manager says which of the two is the till. It is hidden while all
    is well, and takes no key by itself."""

    def __init__(self, office: TellsOffice, parent: QWidget) -> None:
        super().__init__("clone_strip", parent=parent)  # shown at once, it must not become a window
        self._office = office
        self._way = label(strong=True, tone="wait")
        self._way.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, Space.EDGE, 0)
        row.addStretch(1)
        row.addWidget(self._way)
        office.listen(lambda _: self._show())
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        is_clone = self._office.status.state is OfficeState.CLONE
        self.setVisible(is_clone)
        self._way.setText(self.tr("Manager") + " →")
        said = self.tr("Another computer runs as this till. You can sell on.")
        if not is_clone:
            self.set_text("")
        elif said != self.text():
            self.set_text(said)
            announce(self, said)
