"""Help panel over the window, opened and closed by F1: every shortcut key of the till."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.qt.constants import CENTRE, TAB_FOCUS, align, take_focus
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

_WIDE = 640
_CAPS = 150


class HelpPanel(QFrame):
    """Panel that takes no key from the form: the cashier can go on typing."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("help")
        self.setProperty("box", "help")
        self._window = window
        self._title = label(Size.LEAD, strong=True, name="help_title")
        self._close = Button("help_close")
        take_focus(self._close, TAB_FOCUS)
        self._close.clicked.connect(self.hide)
        self._rows: list[tuple[list[QLabel], QLabel]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.WIDE)
        self._grid.setVerticalSpacing(Space.SMALL)
        self._grid.setColumnMinimumWidth(0, _CAPS)
        self._grid.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.WIDE)
        column.addLayout(head)
        column.addLayout(self._grid)
        self._fill()
        self.retranslate()
        window.installEventFilter(self)
        self.hide()

    def turn(self) -> None:
        """Shows or hides the panel."""
        self.setVisible(self.isHidden())
        if not self.isHidden():
            self._place()
            self.raise_()

    def retranslate(self) -> None:
        self._title.setText(self.tr("The keys"))
        self._close.set_text(self.tr("Close"), self.tr("Close the help"))
        for (caps, what), (keys, said) in zip(self._rows, self._told(), strict=True):
            for cap, key in zip(caps, keys, strict=True):
                cap.setText(key)
            what.setText(said)
        self.setAccessibleName(self.tr("The keys"))
        self.setAccessibleDescription(
            "\n".join(f"{' '.join(keys)}: {said}" for keys, said in self._told())
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    # --- inside -----------------------------------------------------------------------------------

    def _told(self) -> list[tuple[tuple[str, ...], str]]:
        return [
            (
                ("0 … 9",),
                self.tr("Begin with the amount, from anywhere on the Sell screen"),
            ),
            (("Enter",), self.tr("Forward: to the phone, then charge. After the verdict: next")),
            (("Esc",), self.tr("One field back. It never cancels money")),
            (("F2", "…", "F9"), self.tr("Choose how to pay; the number chooses by itself")),
            (("F10",), self.tr("Bring back the last sale, to be charged again")),
            (("Tab", "↑", "↓"), self.tr("To every other control; through the list of sales")),
            (("Ctrl+1", "2", "3"), self.tr("Sell, journal, settings")),
            (("F12",), self.tr("Lock the till, or let somebody else go on")),
            (("F1",), self.tr("This help")),
        ]

    def _fill(self) -> None:
        for row, (keys, _) in enumerate(self._told()):
            caps = [self._cap() for _ in keys]
            line = QHBoxLayout()
            line.setSpacing(Space.TIGHT)
            for cap in caps:
                line.addWidget(cap)
            line.addStretch(1)
            what = wrapped(label(Size.BODY))
            self._grid.addLayout(line, row, 0)
            self._grid.addWidget(what, row, 1)
            self._rows.append((caps, what))

    @staticmethod
    def _cap() -> QLabel:
        cap = label(Size.LABEL, strong=True)
        cap.setProperty("box", "cap")
        cap.setFixedHeight(26)
        align(cap, CENTRE)
        return cap

    def _place(self) -> None:
        """Centres the panel, as tall as its words."""
        wide = min(_WIDE, self._window.width() - 2 * Space.EDGE)
        layout = self.layout()
        tall = layout.totalHeightForWidth(wide) if layout is not None else self.sizeHint().height()
        left, top = (self._window.width() - wide) // 2, (self._window.height() - tall) // 2
        self.setGeometry(left, max(0, top), wide, tall)
