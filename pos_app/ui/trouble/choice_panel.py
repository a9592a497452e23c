"""Base panel in the form's place: a problem, the choices, and a PIN where a choice needs one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.onscreen_keys.keypad import Keypad
from pos_app.ui.qt.coroutines import GuiTasks
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import StatusStyle
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.ui.widgets.scroll_area import in_the_middle
from pos_app.ui.widgets.secrets.pin_section import pin_field
from pos_app.ui.widgets.status_icon import StateIcon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.ui.theme.theme import CurrentTheme

_WIDE = 820
_PAD = (212, 200)
_EDGE = 24


class ChoicePanel(QWidget):
    close_asked = Signal()

    def __init__(self, name: str, look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # where no choice may have the keys
        self._tasks = GuiTasks()
        self._needs_pin = False
        self._icon = StateIcon(look, Icon.FLAG, 44, ring=True)
        self._icon.tone = StatusStyle.WAIT
        self._what = Headline((32, 28), name)
        self._pin = pin_field(f"{name}_pin", or_code=True)
        self._keypad = Keypad(f"{name}_key")
        self._keypad.setFixedSize(*_PAD)
        self._keypad.write_marks_as("", usable=False)
        self._message = wrapped(label(Size.LABEL, strong=True, tone="fail", name=f"{name}_message"))
        self._message.hide()
        self._close = Button(f"{name}_close")
        self._close.clicked.connect(self.close_asked)
        self._keypad.touched.connect(self._pin.edit.insert)
        self._keypad.erased.connect(self._pin.edit.backspace)

    def end(self) -> None:
        """Waits for nothing any more: somebody has chosen, or closes the window."""
        self._tasks.close()

    def _show_pin(self, *, shown: bool) -> None:
        for part in (self._pin, self._keypad):
            part.setVisible(shown)

    def _arrange(
        self,
        lines: Sequence[QWidget],
        choices: Sequence[Button],
        more: Sequence[Button] = (),
    ) -> None:
        """Lays out the headline, these lines, the PIN and the error, and the buttons below; `more`
        of them on a line of their own."""
        head = QHBoxLayout()
        head.setSpacing(Space.WIDE)
        head.addWidget(self._icon)
        head.addWidget(self._what, 1)
        rows = [choices, (*more, self._close)] if more else [(*choices, self._close)]
        column = QVBoxLayout()
        column.setSpacing(Space.WIDE)
        column.addLayout(head)
        for line in (*lines, self._pin, self._message):
            column.addWidget(line)
        for row in rows:
            column.addLayout(_side_by_side(row))
        card = box("card")
        card.setFixedWidth(_WIDE)
        both = QHBoxLayout(card)
        both.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        both.setSpacing(Space.EDGE)
        both.addLayout(column, 1)
        both.addWidget(self._keypad, 0, Qt.AlignmentFlag.AlignBottom)
        in_the_middle(self, card)


def _side_by_side(buttons: Sequence[Button]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.SMALL)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
