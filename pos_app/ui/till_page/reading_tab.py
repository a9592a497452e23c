"""Base of the page's tabs: reads the till while it is visible, and shows what it cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.qt.spaced_calls import SpacedCalls
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.till_page.columns import in_line
from pos_app.ui.widgets.basic import label, wrapped
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.words.problems import problem_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QPushButton

    from pos_app.domain.errors import PosError
    from pos_app.domain.sale import Sale
    from pos_app.ui.till_page.context import TabContext

_TITLES = (Size.LEAD, Size.BODY)


class ReadingTab(QWidget):
    """Tab with a `head`, which its page shows above it. Writes nothing itself."""

    def __init__(self, name: str, context: TabContext) -> None:
        super().__init__()
        self._context = context
        self._calls = SpacedCalls(self)
        self._calls.due.connect(self.read)
        self.head = QWidget()
        self._title = Headline(_TITLES, f"{name}_title")
        self._message = wrapped(label(tone="fail", strong=True, name=f"{name}_message"))
        self._message.hide()

    # --- for subclasses ---------------------------------------------------------------------------

    async def _read(self) -> None:
        """Reads what the tab shows, and shows it."""
        raise NotImplementedError

    def _begin(self) -> None:
        """Goes back to what is open now: the tab comes into sight."""
        raise NotImplementedError

    def _changes(self) -> bool:
        """Returns whether a sale's change is to be seen in what is shown."""
        return True

    def _arrange(
        self, titles: QWidget, buttons: Sequence[QPushButton], body: QWidget, *below: QWidget
    ) -> None:
        line = QHBoxLayout(self.head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.NORMAL)
        line.addWidget(titles, 1)
        for button in buttons:
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addLayout(in_line(self._message))
        column.addWidget(body, 1)
        for part in below:
            column.addLayout(in_line(part))

    # --- reading ----------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()
        self.read()

    def hear(self, _: Sale) -> None:
        """Reads again after a change, and all that change meanwhile together."""
        if self.isVisible() and self._changes():
            self._calls.ask()

    def read(self) -> None:
        self._message.hide()
        self._context.tasks.start(self._read(), or_else=self.show_error)

    def show_error(self, error: PosError) -> None:
        self._message.setText(problem_line(error))
        self._message.show()
