"""Strip under the header while the journal or the system's keyring fails, with the cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from pos_app.domain.errors import JournalDamaged, JournalReplaced
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label, wrapped
from pos_app.words.problems import trouble_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pos_app.domain.errors import PosError
    from pos_app.ports.journal import TellsTrouble

# Failures that do not pass by themselves, and have another way out.
_LASTING = (JournalDamaged, JournalReplaced)


class TroubleStrip(QFrame):
    """Strip that is hidden while all is well. It asks nothing and takes no key.

    `name` says whose failure it shows. `stops_sales` says that nothing can be charged meanwhile.
    """

    def __init__(
        self, name: str, source: TellsTrouble, parent: QWidget, *, stops_sales: bool
    ) -> None:
        super().__init__(parent)  # shown at once, it must not become a window of its own
        self.setObjectName(f"{name}_strip")
        self.setProperty("box", "notice")
        self._source = source
        self._stops_sales = stops_sales
        self._said = wrapped(label(Size.LABEL, strong=True, name=f"{name}_trouble"))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.EDGE, Space.TIGHT, Space.EDGE, Space.TIGHT)
        row.addWidget(self._said, 1)
        source.listen(lambda _: self._show())
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        trouble = self._source.trouble
        self._said.setText(self._words(trouble) if trouble else "")
        self.setVisible(trouble is not None)

    def _words(self, trouble: PosError) -> str:
        what, do = trouble_words(trouble)
        if not self._stops_sales or isinstance(trouble, _LASTING):
            return f"{what} · {do}"
        meanwhile = self.tr("You cannot charge now.")
        return f"{what} · {meanwhile} {do}"
