"""Choice of how a refund goes back: as the sale was paid, or by hand at the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from pos_app.ui.theme.tokens import TARGET, Space
from pos_app.ui.widgets.basic import Option
from pos_app.words.methods import method_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.method import Method


class RefundWay(QWidget):
    """A button for each way, of which one is chosen; the first is at the beginning."""

    chosen = Signal(object)  # Method

    def __init__(self, ways: Sequence[Method]) -> None:
        super().__init__()
        group = QButtonGroup(self)  # exclusive
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        for way in ways:
            button = Option(f"refund_by_{way.id.replace('.', '_')}")
            button.setMinimumHeight(TARGET)
            button.set_text(method_name(way))
            button.setChecked(way is ways[0])
            button.clicked.connect(lambda _=False, way=way: self.chosen.emit(way))
            group.addButton(button)
            row.addWidget(button, 1)
