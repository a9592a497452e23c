"""Card at the side: days, or shifts, under their headings; one of them is shown beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.till_page.rows import RowButton, RowList, badge, figures, row, stacked, text
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.words.translate import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True)
class SideLine:
    """A line of the list; `key` is what it stands for. A line without one is a heading."""

    key: object
    first: str
    second: str = ""
    badge: str = ""
    tone: str = ""
    value: str = ""


class SideList(QWidget):
    """Card with a title, its lines, and a remark at the foot."""

    chosen = Signal(object)  # the key of a line
    all_asked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._title = wrapped(label(Size.LABEL, strong=True, tone="muted"))
        self.all = Button(f"{name}_all", "link")
        self.all.clicked.connect(self.all_asked)
        self._rows = RowList(spacing=2)
        self._note = wrapped(label(Size.SMALL, tone="muted"))
        self._buttons: dict[object, RowButton] = {}
        card = box("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.NORMAL)
        column.setSpacing(Space.TIGHT)
        head = row((self._title, 1), self.all)
        head.setContentsMargins(Space.SMALL, 0, 0, 0)
        column.addWidget(head)
        column.addLayout(self._rows)
        column.addStretch(1)
        foot = row((self._note, 1))
        foot.setContentsMargins(Space.SMALL, 0, Space.SMALL, 0)
        column.addWidget(foot)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)

    def show_lines(self, lines: Sequence[SideLine], chosen: object) -> None:
        self._rows.show_rows(lines, self._made(lines))
        for key, button in self._buttons.items():
            button.mark(chosen=key == chosen)

    def set_texts(self, title: str, show_all: str, note: str) -> None:
        self._title.setText(title)
        self.all.set_text(show_all)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._rows.forget()

    def _made(self, lines: Sequence[SideLine]) -> Iterator[QWidget]:
        self._buttons.clear()
        for line in lines:
            yield self._heading(line) if line.key is None else self._row(line)

    def _heading(self, line: SideLine) -> QWidget:
        made = text(line.first, strong=True, tone="muted")
        made.setContentsMargins(Space.SMALL, Space.NORMAL, Space.SMALL, Space.TIGHT)
        return made

    def _row(self, line: SideLine) -> QWidget:
        above: list[QWidget | tuple[QWidget, int]] = [(text(line.first, strong=True), 1)]
        if line.badge:
            above.append(badge(line.badge, line.tone))
        below = row((text(line.second, tone="muted", size=Size.SMALL), 1), figures(line.value))
        spoken = joined(line.first, line.second, line.badge, line.value)
        name = f"{self._name}_{len(self._buttons)}"
        made = RowButton(name, stacked(row(*above), below), spoken)
        made.clicked.connect(lambda: self.chosen.emit(line.key))
        self._buttons[line.key] = made
        return made
