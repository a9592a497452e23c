"""Form by which a till joins an office: address, code, and whose the till's name is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ports.office.protocol import Claim
from pos_app.ui.settings.edits import mark_main
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.office_fields import OfficeFields

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout


class JoinForm(QWidget):
    """Two fields, and a button; in its place two answers, while another computer is this till."""

    join_asked = Signal(object)  # Claim: both fields are filled in
    another_told = Signal()  # the other computer is the till

    def __init__(self) -> None:
        super().__init__()
        self.fields = OfficeFields("office")
        self._join = Button("office_join")
        self._question = wrapped(label(Size.BODY, strong=True, name="office_question"))
        self._moved_is = wrapped(label(Size.LABEL, name="office_moved_is"))
        self._another_is = wrapped(label(Size.LABEL, name="office_another_is"))
        self._moved = Button("office_moved")
        self._another = Button("office_another")
        self._join.clicked.connect(lambda: self._order(Claim.NONE))
        self._moved.clicked.connect(lambda: self._order(Claim.MOVED))
        self._another.clicked.connect(self.another_told)
        self.fields.changed.connect(self._follow)
        self.fields.entered.connect(self._forward)
        self._arrange()
        self.ask("")

    @property
    def asks(self) -> bool:
        """Whether it asks which of two computers is the till."""
        return bool(self._question.text())

    def ask(self, question: str) -> None:
        """Asks which of two computers is the till; an empty question ends that."""
        self._question.setText(question)
        for part in (
            self._question, self._moved_is, self._another_is, self._moved, self._another,
        ):  # fmt: skip
            part.setVisible(bool(question))
        self._join.setVisible(not question)

    def may_act(self, *, yes: bool) -> None:
        for button in (self._join, self._moved, self._another):
            button.setEnabled(yes)

    def retranslate(self) -> None:
        self.fields.set_text()
        self._join.set_text(self.tr("Join"), self.tr("Join the office"))
        self._moved_is.setText(
            self.tr("Moved: the other computer no longer sells. The office takes nothing from it.")
        )
        self._another_is.setText(
            self.tr("Another till: both computers sell, and this one needs a name of its own.")
        )
        self._moved.set_text(self.tr("It has moved here"))
        self._another.set_text(self.tr("It is another till"))

    # --- inside -----------------------------------------------------------------------------------

    def _follow(self) -> None:
        mark_main(self._join, is_main=self.fields.first_empty() is None)

    def _forward(self) -> None:
        """Enter in the fields joins. It answers no question."""
        if not self.asks:
            self._join.click()

    def _order(self, claim: Claim) -> None:
        if self.fields.is_complete():
            self.join_asked.emit(claim)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.NORMAL)
        for part in (self._question, self._moved_is, self._another_is):
            column.addWidget(part)
        column.addWidget(self.fields)
        column.addLayout(self._buttons())

    def _buttons(self) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        for button in (self._join, self._moved, self._another):
            row.addWidget(button)
        row.addStretch(1)
        return row
