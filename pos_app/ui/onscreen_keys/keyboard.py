"""On-screen keyboard: a window with letters, figures and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy

from pos_app.ui.qt.constants import BACKSPACE, NO_FOCUS, take_focus
from pos_app.ui.theme.tokens import TARGET, Space
from pos_app.ui.widgets.basic import Button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_COLUMNS = 11
_TALLEST = 56
_GAP = 2
_LINE = 1  # pixels of the line along its upper edge
_SHARE = 0.45  # share of the window to which the keys may grow
# A row of keys each: its letters plain, shifted, and on the page of marks. The figures stand above
# them. Two rows leave a place, for the erase key and the shift key.
_FIGURES = "1234567890"
_ROWS = (
    ("qwertyuiop", "QWERTYUIOP", "@#$%&*()+="),
    ("asdfghjklçº", "ASDFGHJKLÇª", "-_.,:;!?'\"/"),
    ("zxcvbnm,.-", "ZXCVBNM;:_", "\\[]{}<>|~^"),
    ("áàâãéêíóôõú", "ÁÀÂÃÉÊÍÓÔÕÚ", "€£§°ªº«»¿¡`"),
)
_ERASE_ROW, _SHIFT_ROW = 1, 3


class _Key(NamedTuple):
    button: Button
    faces: tuple[str, str, str]  # plain, with shift, on the page of marks


class Keyboard(QFrame):
    """A window of its own that takes no focus, so that the field keeps the caret.

    It emits each press. It lies over the till's window, where the field is not.
    """

    pressed = Signal(int, str)  # as of a real keyboard: the key, and its text
    done = Signal()

    def __init__(self, till: QWidget) -> None:
        kind = Qt.WindowType
        super().__init__(
            till,
            kind.Tool
            | kind.FramelessWindowHint
            | kind.WindowDoesNotAcceptFocus
            | kind.WindowStaysOnTopHint,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setObjectName("keyboard")
        self.setProperty("box", "keyboard")
        self._till = till
        self._keys: list[_Key] = []
        self._figures_alone = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(Space.TIGHT, Space.TIGHT, Space.TIGHT, Space.TIGHT)
        self._grid.setSpacing(_GAP)
        self._point = self._key("point", "key")
        self._point.set_text("/")
        self._shift = self._key("shift", "key")
        self._erase = self._key("erase", "key")
        self._erase.setAutoRepeat(True)
        self._marks = self._key("marks", "word")
        self._space = self._key("space", "word")
        self._done = self._key("done", "main")
        for turned in (self._shift, self._marks):
            turned.setCheckable(True)
            turned.toggled.connect(self._show_faces)
        self._point.clicked.connect(lambda: self.pressed.emit(ord("/"), "/"))
        self._erase.clicked.connect(lambda: self.pressed.emit(BACKSPACE, ""))
        self._space.clicked.connect(lambda: self.pressed.emit(ord(" "), " "))
        self._done.clicked.connect(self.done)
        self._arrange()
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Keyboard"))
        self.setWindowTitle(self.tr("Keyboard"))
        self._shift.set_text("⇧", self.tr("Capital letter"))
        self._erase.set_text("⌫", self.tr("Erase"))
        self._space.set_text(self.tr("Space"))
        self._done.set_text(self.tr("Done"))
        self._show_faces()

    def serve(self, *, figures_alone: bool) -> None:
        """Shows the first page, with or without letters, as the field takes them."""
        self._figures_alone = figures_alone
        self._shift.setChecked(False)
        self._marks.setChecked(False)
        for key in self._keys:
            key.button.setVisible(not figures_alone or key.faces[0] in _FIGURES)
        for button in (self._point, self._shift, self._marks, self._space):
            button.setVisible(not figures_alone)
        row = 0 if figures_alone else _ERASE_ROW
        self._grid.addWidget(self._erase, row, _COLUMNS - 1)

    def place(self, field: QRect) -> int:
        """Places the keyboard along the lower or the upper edge of the till's window.

        It takes the edge where it covers less of the field, whose place is given in screen
        coordinates. Where both cover some of it, returns how far the field has to move up; else 0.
        """
        till = QRect(self._till.mapToGlobal(self._till.rect().topLeft()), self._till.size())
        self._grid.activate()  # else the window keeps the height of the keys before
        rows = 2 if self._figures_alone else len(_ROWS) + 2
        tall = max(TARGET, min(_TALLEST, int(till.height() * _SHARE / (len(_ROWS) + 2))))
        edges = self._grid.contentsMargins()
        whole = rows * tall + (rows - 1) * _GAP + edges.top() + edges.bottom() + _LINE
        low = QRect(till.left(), till.bottom() + 1 - whole, till.width(), whole)
        high = QRect(till.topLeft(), low.size())
        below, above = low.intersected(field).height(), high.intersected(field).height()
        self.setGeometry(high if above < below else low)
        return field.bottom() + 1 + Space.TIGHT - low.top() if below and above else 0

    @property
    def low_top(self) -> int:
        """Returns where it begins along the till's lower edge, on the screen."""
        return self._till.mapToGlobal(self._till.rect().bottomLeft()).y() + 1 - self.height()

    # --- inside -----------------------------------------------------------------------------------

    def _arrange(self) -> None:
        for column, figure in enumerate(_FIGURES):
            self._add(0, column, (figure, figure, figure))
        self._grid.addWidget(self._point, 0, _COLUMNS - 1)
        for row, faces in enumerate(_ROWS, start=1):
            first = 1 if row == _SHIFT_ROW else 0
            for column, texts in enumerate(zip(*faces, strict=True), start=first):
                self._add(row, column, texts)
        self._grid.addWidget(self._shift, _SHIFT_ROW, 0)
        last = len(_ROWS) + 1
        self._grid.addWidget(self._erase, _ERASE_ROW, _COLUMNS - 1)
        self._grid.addWidget(self._marks, last, 0, 1, 2)
        self._grid.addWidget(self._space, last, 2, 1, 6)
        self._grid.addWidget(self._done, last, 8, 1, 3)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def _add(self, row: int, column: int, faces: tuple[str, str, str]) -> None:
        key = _Key(self._key(faces[0], "key"), faces)
        key.button.clicked.connect(lambda: self._press(key))
        self._keys.append(key)
        self._grid.addWidget(key.button, row, column)

    @staticmethod
    def _key(name: str, kind: str) -> Button:
        key = Button(f"keyboard_key_{name}", kind)
        take_focus(key, NO_FOCUS)  # the field keeps the focus
        policy = QSizePolicy.Policy
        key.setSizePolicy(policy.Ignored, policy.Expanding)
        key.setMinimumHeight(TARGET)
        return key

    def _press(self, key: _Key) -> None:
        letter = key.faces[self._page]
        self._shift.setChecked(False)  # shift is for one letter
        self.pressed.emit(ord(letter.upper()), letter)

    @property
    def _page(self) -> int:
        return 2 if self._marks.isChecked() else int(self._shift.isChecked())

    def _show_faces(self) -> None:
        marks = self._marks.isChecked()
        self._shift.setEnabled(not marks)
        said = (self.tr("Letters"), "abc") if marks else (self.tr("Symbols"), "@ # :")
        self._marks.set_text(said[1], said[0])
        for key in self._keys:
            letter = key.faces[self._page]
            key.button.set_text(letter.replace("&", "&&"), letter)  # one & alone would underline
