"""Base card of settings that are saved together by one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos_app.domain.errors import BadInput, PosError
from pos_app.ports.shop import SHOP_SETTINGS
from pos_app.ui.settings.row import setting_row
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.words.problems import complaint_words, problem_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.ports.settings_service import Setting, SettingsService
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.settings.row import SettingRow


class SettingsCard(QFrame):
    """Card of settings in rows, and one button that saves them.

    A reload never overwrites edits. The card is disabled until settings are loaded, so that it
    cannot save blanks. `own` has the rows that the table of settings alone does not make.
    """

    saved = Signal(object)  # Mapping[str, Setting]: what the card has saved

    def __init__(
        self, name: str, own: Mapping[str, SettingRow], office: SettingsService, permission:
        Permission, tasks: GuiTasks,
    ) -> None:  # fmt: skip
        super().__init__()
        self.setProperty("box", "card")
        self.rows = rows = {
            setting: own.get(setting) or setting_row(SHOP_SETTINGS[setting])
            for setting in self.words()
        }
        self._office = office
        self._permission = permission
        self._tasks = tasks
        self._touched = False
        self.title = label(Size.LEAD, strong=True)
        self.keep = Button(f"{name}_save", "main")
        self.keep.clicked.connect(self.keep_once)
        self._message = wrapped(label(Size.LABEL, strong=True, name=f"{name}_message"))
        for row in rows.values():
            row.turned.connect(self._touch)
        self._use(known=False)
        end = QHBoxLayout()
        end.setSpacing(Space.NORMAL)
        end.addWidget(self.keep)
        end.addWidget(self._message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.WIDE)
        column.addWidget(self.title)
        for row in rows.values():
            column.addWidget(row)
        column.addLayout(end)

    def words(self) -> Mapping[str, tuple[str, str]]:
        """Returns each setting's title and explanation, from top to bottom."""
        raise NotImplementedError

    def show_shop(self, known: Mapping[str, Setting]) -> None:
        if not self._touched:
            for name, row in self.rows.items():
                row.hold(known[name])
            self._use(known=True)

    def retranslate(self) -> None:
        for name, (title, what) in self.words().items():
            self.rows[name].set_text(title, what)
        self.keep.set_text(self.tr("Save"), f"{self.tr('Save')}: {self.title.text()}")

    def keep_once(self) -> None:
        """Saves the rows' values; an error stands at its row."""
        self.keep.setEnabled(False)
        self._tell("", "")
        self._tasks.start(self._save(), or_else=self._fail)

    # --- inside -----------------------------------------------------------------------------------

    def _use(self, *, known: bool) -> None:
        for part in (self.keep, *(row.control for row in self.rows.values())):
            part.setEnabled(known)

    def _touch(self) -> None:
        self._touched = True
        self._tell("", "")

    async def _save(self) -> None:
        changes = {name: row.value for name, row in self.rows.items()}
        await self._permission.change(
            self.tr("Change the shop's settings"),
            lambda approval: self._office.save_shop(changes, approval),
        )
        self._touched = False
        self.keep.setEnabled(True)
        self.saved.emit(changes)
        self._tell(self.tr("Saved"), "paid")

    def _fail(self, error: PosError) -> None:
        self.keep.setEnabled(True)
        said = " · ".join(part for part in problem_words(error) if part)
        if not isinstance(error, BadInput):
            self._tell(said, "fail")
            return
        row = self.rows.get(error.value.removeprefix("shop."))
        if row is None:
            self._tell(said, "fail")
            return
        row.show_error(complaint_words(error.complaint))
        row.control.setFocus()

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)
