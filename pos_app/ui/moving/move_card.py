"""Card that moves the till to another computer: a passphrase, a file, and a manager's yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos_app.domain.errors import InputProblem, NotApproved, PosError, TooManyTries
from pos_app.domain.people.approval import ManagerOnly
from pos_app.ports.moving.move import LEAST_PASSPHRASE, MoveOutOrder
from pos_app.ui.format import times
from pos_app.ui.moving.move_file import ask_new_file, suggested_name
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.form_field import SettingField
from pos_app.ui.widgets.secrets.reveal_button import RevealButton
from pos_app.words.problems import complaint_words, problem_line

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path

    from pos_app.domain.people.approval import Approval
    from pos_app.ports.settings_service import SettingsService
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import ApprovalService


class MoveCard(QFrame):
    """Card that only asks: the till is moved once it is closed."""

    move_asked = Signal(object)  # MoveOutOrder: a manager has allowed it

    def __init__(
        self,
        settings: SettingsService,
        people: ApprovalService | None,
        wall: tzinfo,
        permission: Permission,
        tasks: GuiTasks,
    ) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._settings = settings
        self._people = people
        self._wall = wall
        self._permission = permission
        self._tasks = tasks
        self._title = label(Size.LEAD, strong=True)
        self._what = wrapped(label(Size.LABEL, tone="muted", name="move_what"))
        self._stops = wrapped(label(Size.BODY, strong=True, name="move_stops"))
        self._words = SettingField("move_words", secret=True, exact=True)
        self._again = SettingField("move_again", secret=True, exact=True)
        self._eyes = [RevealButton(field.edit) for field in (self._words, self._again)]
        self._message = wrapped(label(Size.LABEL, strong=True, tone="fail", name="move_message"))
        self._message.hide()
        self._move = Button("move_out", "danger")
        self._move.clicked.connect(self._ask_file)
        self._arrange()
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Move to another computer"))
        self.setAccessibleName(self._title.text())
        self._what.setText(
            self.tr(
                "Journal, settings, people and keys go into one encrypted file. On the other "
                "computer, choose it in the till's first window. Without the passphrase nobody "
                "can open it, you neither."
            )
        )
        self._stops.setText(self.tr("This computer stops selling as soon as the file is complete."))
        self._words.set_text(self.tr("Passphrase"), self._least())
        self._again.set_text(self.tr("Repeat"))
        self._move.set_text(self.tr("Choose the file, and move…"))
        for eye in self._eyes:
            eye.retranslate()

    def read(self) -> None:
        """Forgets what was typed and left: the page is shown anew."""
        for field in (self._words, self._again):
            field.edit.clear()
            field.show_error("")
        self._tell("")

    # --- inside -----------------------------------------------------------------------------------

    def _least(self) -> str:
        return self.tr("At least %n character(s)", "", LEAST_PASSPHRASE)

    def _ask_file(self) -> None:
        """Looks at what was typed first: a file that is chosen in vain is a nuisance."""
        self._tell("")
        is_long = len(self._words.text.strip()) >= LEAST_PASSPHRASE
        is_same = self._words.text == self._again.text
        self._words.show_error("" if is_long else self._least())
        self._again.show_error(
            "" if is_same or not is_long else complaint_words(InputProblem.PASSPHRASES_DIFFER, "")
        )
        if not (is_long and is_same):
            (self._again if is_long else self._words).edit.setFocus()
            return
        name = suggested_name(times.now().astimezone(self._wall))
        title = self.tr("Move to another computer")
        ask_new_file(self, title, self.tr("Back"), name, self._choose)

    def _choose(self, file: Path) -> None:
        if file.exists():
            self._tell(self.tr("That file is there already. Choose another name."))
            return
        self._move.setEnabled(False)
        self._tasks.start(self._allow(file, self._words.text), or_else=self._fail)

    async def _allow(self, file: Path, words: str) -> None:
        """The keys go with the till: a locked file of keys is opened first."""
        if await self._settings.keys_are_locked() and not await self._permission.unlock_keys(
            chosen=True
        ):
            self._move.setEnabled(True)
            return
        by: list[str] = []

        async def allowed(approval: Approval | None) -> None:
            if self._people is not None:
                by.append(await self._people.allow(ManagerOnly.MOVE_OUT, approval))

        await self._permission.change(self.tr("Move to another computer"), allowed)
        self._move.setEnabled(True)  # somebody may stay, for customers who wait
        self.move_asked.emit(MoveOutOrder(file, words, "".join(by)))

    def _fail(self, error: PosError) -> None:
        self._move.setEnabled(True)
        if not isinstance(error, NotApproved) or isinstance(error, TooManyTries):
            self._tell(problem_line(error))  # else somebody closed the dialog

    def _tell(self, text: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def _arrange(self) -> None:
        twice = QHBoxLayout()
        twice.setSpacing(Space.NORMAL)
        for field in (self._words, self._again):
            twice.addWidget(field, 1)
        end = QHBoxLayout()
        end.addWidget(self._move)
        end.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        for part in (self._title, self._what, self._stops):
            column.addWidget(part)
        column.addLayout(twice)
        column.addWidget(self._message)
        column.addLayout(end)
