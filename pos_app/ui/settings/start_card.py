"""Card with the switch that opens the till when somebody signs in to this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos_app.domain.errors import PosError
from pos_app.ui.settings.row import SwitchRow
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label
from pos_app.words.problems import problem_line

if TYPE_CHECKING:
    from pos_app.ports.moving.autostart import Autostart
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme


class StartCard(QFrame):
    """Card whose switch shows what the system says, after each turn too: other programs change the
    same list."""

    def __init__(self, look: CurrentTheme, autostart: Autostart, tasks: GuiTasks) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._autostart = autostart
        self._tasks = tasks
        self._title = label(Size.LEAD, strong=True)
        self._switch = SwitchRow("autostart", look)
        self._switch.turned.connect(self._turn_once)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        column.addWidget(self._title)
        column.addWidget(self._switch)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("When this computer starts"))
        self.setAccessibleName(self._title.text())
        self._switch.set_text(
            self.tr("Open the till"),
            self.tr("Whenever this user signs in to the computer. Saved at once."),
        )

    def read(self) -> None:
        self._tasks.start(self._read(), or_else=self._fail)

    # --- inside -----------------------------------------------------------------------------------

    async def _read(self) -> None:
        self._switch.hold(await self._autostart.is_on())

    def _turn_once(self) -> None:
        self._switch.control.setEnabled(False)
        self._tasks.start(self._turn(on=bool(self._switch.value)), or_else=self._fail)

    async def _turn(self, *, on: bool) -> None:
        try:
            self._switch.hold(await self._autostart.turn(on=on))
        except PosError:
            self._switch.hold(await self._autostart.is_on())
            raise
        self._switch.control.setEnabled(True)

    def _fail(self, error: PosError) -> None:
        self._switch.control.setEnabled(True)
        self._switch.show_error(problem_line(error))
