"""Panel while the till is moved: what is going on, what came of it, and how to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar

from pos_app.ports.moving.move import MoveInOrder
from pos_app.ui.theme.icons import Icon
from pos_app.ui.trouble.notice_panel import NoticePanel
from pos_app.ui.widgets.basic import Button
from pos_app.words.problems import trouble_words
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from pos_app.domain.errors import PosError
    from pos_app.ports.moving.move import Arrived, MoveOrder
    from pos_app.ui.theme.theme import CurrentTheme


class MovePanel(NoticePanel):
    """Panel whose button comes once there is an end that somebody has to read. How long it takes
    depends on the disks, so that the bar only says that it goes on."""

    def __init__(self, order: MoveOrder, look: CurrentTheme) -> None:
        super().__init__("moving", Icon.CLOCK, look)
        self._bar = QProgressBar()
        self._bar.setObjectName("moving_bar")
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the move"))
        self._go_on = Button("moving_on", "main")
        self._go_on.set_text(self.tr("Open the till"))
        self._go_on.hide()
        self._arrange(self._bar, button=self._go_on)
        comes = isinstance(order, MoveInOrder)
        self._what.setText(self.tr("The till moves in") if comes else self.tr("The till moves out"))
        self._do.setText(
            self.tr(
                "Leave this computer on and the file's disk in its place. A long journal takes "
                "some minutes."
            )
        )

    def show_failure(self, problem: PosError) -> None:
        """Says what was in the way. The till that opens again says whether it is here still: of the
        last step's failure the one that moves out is closed already."""
        self._end(*trouble_words(problem))

    def show_arrival(self, arrived: Arrived) -> None:
        lines = [filled(self.tr("{0} continues here."), arrived.shop)]
        if arrived.keys_in_file:
            lines.append(self.tr("This computer keeps its keys under the passphrase of the move."))
        lines.append(self.tr("Delete the file now: it has the keys in it."))
        self._end(self.tr("The till is here"), " ".join(lines))

    def _end(self, what: str, do: str) -> None:
        self._what.setText(what)
        self._do.setText(do)
        self._bar.hide()
        self._go_on.show()
        self._go_on.setFocus()
