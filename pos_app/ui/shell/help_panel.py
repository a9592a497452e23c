"""Help panel over the window, opened and closed by F1: every shortcut key, and the guides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from pos_app.domain.people.roles import Role
from pos_app.system.bundled import resources_folder
from pos_app.ui.qt.constants import CENTRE, ESCAPE, TAB_FOCUS, align, take_focus
from pos_app.ui.qt.guides import Guide, guide_file, open_guide
from pos_app.ui.shell.free_place import free_place
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QLabel

    from pos_app.domain.people.roles import Person

# How wide it is, and in how many columns the keys stand: beside the work, or over a part of it.
_SHAPES = ((412, 1), (648, 2), (584, 2))
_MOST = 2  # columns
_CAPS = 112
_CHANGES = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize})


class HelpPanel(QFrame):
    """Panel that takes no key from the form but Esc, which closes it before anything behind it.

    The cashier can go on typing. It lies over no button that acts, and moves where one comes.
    """

    def __init__(self, window: QWidget, who: Callable[[], Person | None]) -> None:
        """`who` is signed in, and gets their own guide; None: the till is open to all."""
        super().__init__(window)
        self.setObjectName("help")
        self.setProperty("box", "help")
        self._window = window
        self._who = who
        self._opens = Guide.CASHIER
        self._title = label(Size.LEAD, strong=True, name="help_title")
        self._close = Button("help_close")
        take_focus(self._close, TAB_FOCUS)
        self._close.clicked.connect(self.hide)
        self._guide = Button("help_guide")
        take_focus(self._guide, TAB_FOCUS)
        self._guide.clicked.connect(self._open_guide)
        self._message = wrapped(label(Size.LABEL, tone="fail", name="help_message"))
        self._message.hide()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.NORMAL)
        self._grid.setVerticalSpacing(Space.SMALL)
        self._columns = 0
        self._later: list[QWidget] = []  # windows that came over it and take no key
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._place)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._guide)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.NORMAL, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addWidget(self._message)
        column.addLayout(self._grid)
        self._rows = [self._row(keys) for keys, _ in self._told()]
        self.hide()
        self.retranslate()

    def turn(self) -> None:
        """Shows or hides the panel."""
        if not self.isHidden():
            self.hide()
            return
        self._message.hide()
        self._offer_guide()
        self._place()
        self.show()
        self.raise_()

    def retranslate(self) -> None:
        self._title.setText(self.tr("The keys") + " · F1")
        self._close.set_text(self.tr("Close"), self.tr("Close the help"))
        for (_, caps, what), (keys, said) in zip(self._rows, self._told(), strict=True):
            for cap, key in zip(caps, keys, strict=True):
                cap.setText(key)
            what.setText(said)
        self._offer_guide()
        self.setAccessibleName(self.tr("The keys"))
        self.setAccessibleDescription(
            "\n".join(f"{' '.join(keys)}: {said}" for keys, said in self._told())
        )
        if not self.isHidden():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Watches the application from now on: a key goes to whatever has the focus."""
        super().showEvent(event)
        self._later = []
        if application := QApplication.instance():
            application.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if application := QApplication.instance():
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.key() == ESCAPE and self._closes(watched)
        if kind in _CHANGES and isinstance(watched, QWidget):
            self._note(watched, shown=kind is QEvent.Type.Show)
        return False

    # --- inside -----------------------------------------------------------------------------------

    def _offer_guide(self) -> None:
        """Offers the guide of whoever is there; nothing in a checkout before `make guides`."""
        person = self._who()
        is_manager = person is not None and person.role is Role.MANAGER
        self._opens = Guide.MANAGER if is_manager else Guide.CASHIER
        what = (
            self.tr("Open the manager's guide, a PDF")
            if is_manager
            else self.tr("Open the cashier's page, a PDF")
        )
        self._guide.set_text(self.tr("Guide"), what)
        self._guide.setVisible(guide_file(resources_folder(), self._opens) is not None)

    def _open_guide(self) -> None:
        """Opens the guide; says where it lies if nothing here shows it."""
        file = guide_file(resources_folder(), self._opens)
        if file is not None and not open_guide(file):
            self._message.setText(filled(self.tr("Nothing here opens a PDF. It is at {0}"), file))
            self._message.show()
            self._soon.start()

    def _told(self) -> list[tuple[tuple[str, ...], str]]:
        return [
            (
                ("0 … 9",),
                self.tr("Type the amount, from anywhere on the Sell screen"),
            ),
            (
                ("Enter",),
                self.tr("Forward: to the phone, then charge. After the result: next sale"),
            ),
            (("Esc",), self.tr("Goes back. Never cancels a payment")),
            (("F2", "…", "F9"), self.tr("Choose the payment method; the number picks the wallet")),
            (("F10",), self.tr("Bring back the last sale, to be charged again")),
            (("F11",), self.tr("After Not paid: the same amount, another way")),
            (("Tab", "↑", "↓"), self.tr("To every other button; through the list of sales")),
            (("Ctrl+1", "2", "3", "4", "5"), self.tr("Sell, journal, till, numbers, settings")),
            (("F12",), self.tr("Lock the till, or change the cashier")),
            (("Ctrl+P",), self.tr("Print the receipt")),
        ]

    def _row(self, keys: Sequence[str]) -> tuple[QWidget, list[QLabel], QLabel]:
        caps = [self._cap() for _ in keys]
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.TIGHT)
        for cap in caps:
            line.addWidget(cap)
        line.addStretch(1)
        return held, caps, wrapped(label(Size.LABEL))

    def _fill(self, columns: int) -> None:
        """Lays out the keys in so many columns, from the top down."""
        if columns == self._columns:
            return
        self._columns = columns
        tall = -(-len(self._rows) // columns)
        for place, (held, _, what) in enumerate(self._rows):
            column, row = divmod(place, tall)
            self._grid.addWidget(held, row, 2 * column)
            self._grid.addWidget(what, row, 2 * column + 1)
        for column in range(_MOST):
            is_used = column < columns
            self._grid.setColumnMinimumWidth(2 * column, _CAPS if is_used else 0)
            self._grid.setColumnStretch(2 * column + 1, int(is_used))

    @staticmethod
    def _cap() -> QLabel:
        cap = label(Size.LABEL, strong=True)
        cap.setProperty("box", "cap")
        cap.setFixedHeight(26)
        align(cap, CENTRE)
        return cap

    def _closes(self, watched: QObject) -> bool:
        """Closes on an Esc of the till's own window, where nothing came over it since it opened."""
        ours = watched.window() if isinstance(watched, QWidget) else None
        is_ours = ours is self._window or watched is self._window.windowHandle()
        if not is_ours or any(isValid(one) and one.isVisible() for one in self._later):
            return False
        self.hide()
        return True

    def _note(self, changed: QWidget, *, shown: bool) -> None:
        if changed is self or self.isAncestorOf(changed):
            return
        if shown and changed.isWindow() and _takes_no_key(changed) and changed.parentWidget():
            self._later.append(changed)
        self._soon.start()

    def _place(self) -> None:
        """Finds the room for it, in the shape that covers the least."""
        sizes = {self._size_of(wide, columns): columns for wide, columns in _SHAPES}
        place = free_place(self._window, self, list(sizes))
        self._fill(sizes[place.size()])
        self.setGeometry(place)

    def _size_of(self, wide: int, columns: int) -> QSize:
        self._fill(columns)
        layout = self.layout()
        if layout is None:
            return self.sizeHint()
        layout.activate()
        return QSize(wide, layout.totalHeightForWidth(wide))


def _takes_no_key(window: QWidget) -> bool:
    """Returns whether keys go on to the window below: those of an on-screen keyboard, and of a QR
    for the customer."""
    passive = window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    return passive or bool(window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus)
