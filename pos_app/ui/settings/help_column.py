"""Column at the right of settings and first run: help for the field that somebody writes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import box, label, rule, wrapped
from pos_app.words.field_help import FieldHelp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtWidgets import QLabel

    from pos_app.ui.settings.edits import EditsCard

_WIDE = 300
ROOM = 1240  # width of the page from which on the column has room beside the cards
_MOST = 3  # lines of help


class HelpColumn(QFrame):
    """Column that follows the focus. Beside nothing that can be filled in it says what the page is
    for."""

    def __init__(self, cards: Callable[[], Sequence[EditsCard]]) -> None:
        super().__init__()
        self._cards = cards
        self._usual = FieldHelp("", ())
        self.setProperty("box", "side")
        self.setFixedWidth(_WIDE)
        self._title = wrapped(label(Size.BODY, strong=True, name="field_help_title"))
        self._about = wrapped(label(Size.SMALL, tone="muted"))
        self._numbers = [label(Size.LABEL, strong=True, tone="muted") for _ in range(_MOST)]
        self._lines = [wrapped(label(Size.LABEL)) for _ in range(_MOST)]
        self._lines[0].setObjectName("field_help_text")
        self._looks = box("sunken")
        self._looks_title = label(Size.SMALL, tone="muted")
        self._looks_like = wrapped(label(Size.BODY, name="field_help_looks"))
        self._notes = [wrapped(label(Size.LABEL, tone="muted")) for _ in range(_MOST)]
        self._rule = rule()
        self._arrange()
        self._show(self._usual)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def use(self, usual: FieldHelp, notes: Sequence[str]) -> None:
        """Takes what to say beside no field, and the notes at the foot."""
        self._usual = usual
        for place, note in enumerate(self._notes):
            note.setText(notes[place] if place < len(notes) else "")
            note.setVisible(place < len(notes))
        self._rule.setVisible(bool(notes))
        self.retranslate()

    def retranslate(self) -> None:
        self._about.setText(self.tr("Help for the field that you are filling in"))
        self._looks_title.setText(self.tr("It looks like this"))
        focused = QApplication.focusWidget()
        self._show((self._help_of(focused) if focused else None) or self._usual)

    # --- inside -----------------------------------------------------------------------------------

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if isValid(self) and self.isVisible() and now is not None:
            self._show(self._help_of(now) or self._usual)

    def _help_of(self, field: QWidget) -> FieldHelp | None:
        return next(self._found(field), None)

    def _found(self, field: QWidget) -> Iterator[FieldHelp]:
        for card in self._cards():
            if card.isAncestorOf(field) and (found := card.help_for(field)):
                yield found

    def _show(self, told: FieldHelp) -> None:
        self._title.setText(told.title)
        self._about.setVisible(told is not self._usual)
        steps = len(told.lines) > 1 and told is not self._usual
        for place, (number, line) in enumerate(zip(self._numbers, self._lines, strict=True)):
            said = told.lines[place] if place < len(told.lines) else ""
            line.setText(said)
            line.setVisible(bool(said))
            number.setText(str(place + 1))
            number.setVisible(steps and bool(said))
        self._looks_like.setText(told.looks_like)
        self._looks.setVisible(bool(told.looks_like))

    def _arrange(self) -> None:
        inside = QVBoxLayout(self._looks)
        inside.setContentsMargins(Space.NORMAL, Space.NORMAL, Space.NORMAL, Space.NORMAL)
        inside.setSpacing(Space.TIGHT)
        inside.addWidget(self._looks_title)
        inside.addWidget(self._looks_like)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.NORMAL)
        column.addWidget(self._title)
        column.addWidget(self._about)
        for number, line in zip(self._numbers, self._lines, strict=True):
            column.addLayout(_beside(number, line))
        column.addWidget(self._looks)
        column.addStretch(1)
        column.addWidget(self._rule)
        for note in self._notes:
            column.addWidget(note)


def _beside(number: QLabel, line: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.NORMAL)
    row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)  # beside the first line of several
    row.addWidget(line, 1)
    return row
