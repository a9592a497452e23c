"""Dialog that gives a manager a new PIN by the recovery code.

It helps where the file of PINs is lost or the manager has forgotten the PIN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.domain.errors import BadInput, Field, InputProblem, PeopleLost, PosError, WrongCode
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.form_field import SettingField
from pos_app.ui.widgets.secrets.pin_section import pin_field
from pos_app.words.problems import problem_words, trouble_words

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from pos_app.ui.actions.action_dialog import DialogContext


class RecoverDialog(ActionDialog):
    """Dialog that emits the next recovery code by `acted`; whoever made the dialog shows the
    code."""

    def __init__(self, lost: PeopleLost | None, hands: DialogContext) -> None:
        """`lost` is the failure of the file of PINs; None where a manager has forgotten the PIN."""
        super().__init__("recover", hands)
        can = lost is None or lost.can_recover
        self._code = SettingField("recover_code")
        self._who = SettingField("recover_name")
        self._new = pin_field("recover_new")
        self._again = pin_field("recover_again")
        twice = QHBoxLayout()
        twice.setSpacing(Space.SMALL)
        for field in (self._new, self._again):
            twice.addWidget(field, 1)
        body = QVBoxLayout()
        body.setSpacing(Space.NORMAL)
        body.addWidget(self._code)
        body.addWidget(self._who)
        body.addLayout(twice)
        self._say(lost)
        fields = {
            Field.CODE: self._code,
            Field.NAME: self._who,
            Field.PIN: self._new,
            Field.PIN_AGAIN: self._again,
        }
        self.arrange(fields if can else {}, body)
        for part in (self._code, self._who, self._new, self._again, self.do):
            part.setVisible(can)
        self._code.edit.setFocus()

    def action(self) -> Coroutine[Any, Any, str]:
        assert self._people is not None  # noqa: S101 - not offered without
        if self._new.text != self._again.text:
            raise BadInput(Field.PIN_AGAIN, InputProblem.PINS_DIFFER)
        return self._people.recover(self._code.text, self._who.text, self._new.text)

    def fail(self, error: PosError) -> None:
        if isinstance(error, WrongCode):
            self._code.show_error(problem_words(error)[0])
            self._code.edit.selectAll()
            self._code.edit.setFocus()
            self._fit()
        else:
            super().fail(error)

    def _say(self, lost: PeopleLost | None) -> None:
        if lost is None:
            title = self.tr("Forgotten PIN")
            what = self.tr("The recovery code gives a manager a new PIN. The journal records it.")
        else:
            title, what = trouble_words(lost)
        self.setWindowTitle(title)
        self.title.setText(title)
        self.what.setText(what)
        self._code.set_text(self.tr("Recovery code"), self.tr("24 digits"))
        self._who.set_text(self.tr("Name"))
        self._who.edit.setText(self.tr("Manager"))
        self._new.set_text(self.tr("New PIN"), self.tr("4 to 8 digits"))
        self._again.set_text(self.tr("Repeat"))
        self.do.set_text(self.tr("Become manager"))
