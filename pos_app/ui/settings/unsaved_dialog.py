"""Dialog that asks what becomes of edits before the window goes: save, give up, or stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout
from shiboken6 import isValid

from pos_app.ui.settings.edits import edits_in
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.dialog_buttons import buttons_of
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.settings.edits import EditsCard

_WIDE = 460


class UnsavedDialog(QDialog):
    """Dialog over the cards with edits. Closing it stays."""

    settled = Signal()  # nothing that was typed is left to lose
    stayed = Signal(object)  # EditsCard: the one to go back to

    def __init__(self, cards: Sequence[EditsCard], tasks: GuiTasks, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("unsaved_dialog")
        self.setFixedWidth(_WIDE)
        self._cards = cards
        self._tasks = tasks
        self._title = wrapped(label(Size.LEAD, strong=True, name="unsaved_title"))
        self._what = wrapped(label(Size.BODY, tone="muted", name="unsaved_what"))
        self._save = Button("unsaved_save", "main")
        self._drop = Button("unsaved_drop", "danger")
        self._back = Button("unsaved_back")
        self._save.clicked.connect(self._save_once)
        self._drop.clicked.connect(self._drop_all)
        self._back.clicked.connect(self.reject)
        self.rejected.connect(lambda: self.stayed.emit(self._cards[0]))
        self._arrange()
        self._say()
        self._save.setFocus()

    # --- inside -----------------------------------------------------------------------------------

    def _save_once(self) -> None:
        self.hide()  # a manager may have to type a PIN now
        self._tasks.start(self._save_all(), or_else=lambda _: None)

    async def _save_all(self) -> None:
        for card in edits_in(self._cards):
            if not await card.save_edits():
                if isValid(self):
                    self._cards = [card]
                    self.reject()
                return
        if isValid(self):
            self._end()

    def _drop_all(self) -> None:
        for card in self._cards:
            card.drop_edits()
        self._end()

    def _end(self) -> None:
        self.accept()
        self.settled.emit()

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Not saved yet"))
        self._title.setText(self.tr("Not saved yet"))
        names = ", ".join(card.name for card in self._cards)
        self._what.setText(filled(self.tr("You have not saved what you typed here: {0}."), names))
        self._save.set_text(self.tr("Save"))
        self._drop.set_text(self.tr("Do not save"))
        self._back.set_text(self.tr("Back"))

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.WIDE)
        for part in (self._title, self._what):
            column.addWidget(part)
        column.addLayout(buttons_of(self._save, self._drop, out=self._back))
