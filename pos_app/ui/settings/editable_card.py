"""Base card of settings that are saved together by one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.domain.errors import BadInput, NotInTraining, PosError
from pos_app.ports.shop import SHOP_SETTINGS
from pos_app.ui.settings.edits import EditsCard, mark_main
from pos_app.ui.settings.row import TextRow, setting_row
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.words.field_help import FieldHelp
from pos_app.words.problems import complaint_words, problem_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from pos_app.ports.settings_service import Setting, SettingsService
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.settings.row import SettingRow
    from pos_app.ui.theme.theme import CurrentTheme


class SettingsCard(EditsCard):
    """Card of settings in rows, and one button that saves them.

    A reload never overwrites edits. The card is disabled until settings are loaded, so that it
    cannot save blanks. `own` has the rows that the table of settings alone does not make.
    """

    saved = Signal(object)  # Mapping[str, Setting]: what the card has saved
    entered = Signal()  # Enter was pressed in one of its lines

    def __init__(
        self, name: str, own: Mapping[str, SettingRow], look: CurrentTheme, office:
        SettingsService, permission: Permission, tasks: GuiTasks,
    ) -> None:  # fmt: skip
        super().__init__()
        self.rows = rows = {
            setting: own.get(setting) or setting_row(SHOP_SETTINGS[setting], look)
            for setting in self.words()
        }
        self._office = office
        self._permission = permission
        self._tasks = tasks
        self._known: dict[str, Setting] = {}  # what is saved; empty before it is read
        self.title = label(Size.LEAD, strong=True)
        self.keep_button = Button(f"{name}_save")
        self.keep_button.clicked.connect(self.keep_once)
        self._message = wrapped(label(Size.LABEL, strong=True, name=f"{name}_message"))
        for row in rows.values():
            row.turned.connect(lambda: self._tell("", ""))
            row.changed.connect(self.note_edits)
            row.entered.connect(self.entered)
        self.edited.connect(lambda: mark_main(self.keep_button, is_main=self.has_edits()))
        self._use(known=False)
        end = QHBoxLayout()
        end.setSpacing(Space.NORMAL)
        end.addWidget(self.keep_button)
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
        """Shows the saved settings, each only where nobody has changed it here meanwhile."""
        edited = self._edits()
        for name, row in self.rows.items():
            if name not in edited:
                row.hold(known[name])
        self._known = {name: _typed(known[name]) for name in self.rows}
        self._use(known=True)
        self.note_edits()

    def suggest(self, values: Mapping[str, str]) -> None:
        """Shows values that were made up as suggestions in their lines."""
        for name, text in values.items():
            row = self.rows[name]
            if isinstance(row, TextRow):
                row.suggest(text)

    def is_suggested(self, name: str) -> bool:
        """Returns whether a line has no value but the suggested one."""
        row = self.rows[name]
        return isinstance(row, TextRow) and row.is_empty

    def take(self, answers: Mapping[str, Setting]) -> None:
        """Shows answers that are being saved elsewhere as saved, whatever was typed before."""
        for name in answers.keys() & self.rows.keys():
            self.rows[name].hold(answers[name])
            self._known[name] = _typed(answers[name])
        self.note_edits()

    def write(self, name: str, text: str) -> None:
        """Writes a line as its owner would: it is an edit until it is saved."""
        self.rows[name].hold(text)

    def retranslate(self) -> None:
        for name, (title, what) in self.words().items():
            self.rows[name].set_text(title, what)
        self.keep_button.set_text(self.tr("Save"), f"{self.tr('Save')}: {self.title.text()}")

    def keep_once(self) -> None:
        """Saves the rows' values; an error stands at its row."""
        self.keep_button.setEnabled(False)  # at once: nobody presses twice
        self._tasks.start(self.keep(), or_else=self.fail)

    # --- edits ------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        return self.title.text()

    def has_edits(self) -> bool:
        return bool(self._edits())

    def drop_edits(self) -> None:
        for name, value in self._known.items():
            self.rows[name].hold(value)
            self.rows[name].show_error("")
        self._tell("", "")
        self.note_edits()

    def first_field(self) -> QWidget | None:
        lines = [row for row in self.rows.values() if isinstance(row, TextRow)]
        return next((line.control for line in lines if line.is_empty), None)

    def help_for(self, field: QWidget) -> FieldHelp | None:
        for row in self.rows.values():
            if row.isAncestorOf(field):
                title, what = row.help
                return FieldHelp(title, (what,))
        return None

    async def keep(self) -> None:
        self.keep_button.setEnabled(False)
        self._tell("", "")
        changes = {name: row.value for name, row in self.rows.items()}
        await self._permission.change(
            self.tr("Change the shop's settings"),
            lambda approval: self._office.save_shop(changes, approval),
        )
        self._known = changes  # what was typed since then is an edit
        self.keep_button.setEnabled(True)
        self.note_edits()
        self.saved.emit(changes)
        self._tell(self.tr("Saved"), "paid")

    def fail(self, error: PosError) -> None:
        """Shows the error at its row, or at the button. What training refuses nobody can save: the
        rows show again what is so."""
        self.keep_button.setEnabled(True)
        if isinstance(error, NotInTraining):
            self.drop_edits()
        said = problem_line(error)
        row = None
        if isinstance(error, BadInput):
            row = self.rows.get(error.value.removeprefix("shop."))
        if row is None or not isinstance(error, BadInput):
            self._tell(said, "fail")
            return
        row.show_error(complaint_words(error.complaint))
        row.control.setFocus()

    # --- inside -----------------------------------------------------------------------------------

    def _edits(self) -> set[str]:
        """Returns the names of the settings that were changed and not saved."""
        return {name for name, known in self._known.items() if self.rows[name].value != known}

    def _use(self, *, known: bool) -> None:
        for part in (self.keep_button, *(row.control for row in self.rows.values())):
            part.setEnabled(known)

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)


def _typed(value: Setting) -> Setting:
    """Returns the value as its row would give it back."""
    return value.strip() if isinstance(value, str) else value
