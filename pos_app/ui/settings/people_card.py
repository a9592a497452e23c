"""Card of the people with a PIN: lists, adds and removes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from pos_app.domain.errors import BadInput, Field, InputProblem, PeopleLost, PosError
from pos_app.domain.people.roles import Role
from pos_app.ui.settings.edits import EditsCard, mark_main
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.ui.widgets.form_field import SettingField
from pos_app.ui.widgets.secrets.pin_section import pin_field
from pos_app.words.field_help import FieldHelp
from pos_app.words.problems import complaint_words, problem_line
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from pos_app.domain.people.approval import Approval
    from pos_app.domain.people.roles import Person
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import ApprovalService


class PeopleCard(EditsCard):
    """Card whose first person is a manager, who then adds the others."""

    changed = Signal()  # somebody got a PIN, or lost it
    recovery_asked = Signal(object)  # PeopleLost, or None where a manager has forgotten the PIN

    def __init__(self, people: ApprovalService, permission: Permission, tasks: GuiTasks) -> None:
        super().__init__()
        self._people = people
        self._permission = permission
        self._tasks = tasks
        self._known: Sequence[Person] = ()
        self._managed = False
        self._title = label(Size.LEAD, strong=True)
        self._what = wrapped(label(Size.LABEL, tone="muted", name="people_what"))
        self._list = QGridLayout()
        self._list.setVerticalSpacing(Space.SMALL)
        self._list.setColumnStretch(0, 1)
        self._new = label(Size.BODY, strong=True)
        self._name = SettingField("people_name")
        self._pin = pin_field("people_pin")
        self._again = pin_field("people_again")
        self._keep = {
            Role.CASHIER: Button("people_keep_cashier"),
            Role.MANAGER: Button("people_keep_manager"),
        }
        for role, button in self._keep.items():
            button.clicked.connect(lambda _=False, role=role: self._keep_once(role))
        for field in self._fields():
            field.changed.connect(self._follow_edits)
            field.edit.returnPressed.connect(self._forward)
        self._message = wrapped(label(Size.LABEL, strong=True, name="people_message"))
        self._code_title = label(Size.BODY, strong=True)
        self._code_what = wrapped(label(Size.LABEL, tone="muted", name="people_code_what"))
        self._code_new = Button("people_code_new")
        self._code_new.clicked.connect(self._make_code)
        self._forgotten = Button("people_forgotten")
        self._forgotten.clicked.connect(lambda: self.recovery_asked.emit(self._lost))
        self._lost: PeopleLost | None = None
        self._has_code = False
        self._arrange()
        self.retranslate()

    def read(self) -> None:
        """Shows the people as they are now."""
        self._tasks.start(self._load(), or_else=self.fail)

    def retranslate(self) -> None:
        self._title.setText(self.tr("People"))
        self._what.setText(
            self.tr(
                "Once there is a cashier, the till asks who is using it and records it with "
                "every sale. Refunds and similar actions need a manager's PIN."
            )
        )
        self._new.setText(self.tr("New person, or new PIN"))
        self._name.set_text(self.tr("Name"))
        self._pin.set_text(self.tr("New PIN"), self.tr("4 to 8 digits"))
        self._again.set_text(self.tr("Repeat"))
        self._keep[Role.CASHIER].set_text(self.tr("Save as cashier"))
        self._keep[Role.MANAGER].set_text(self.tr("Save as manager"))
        self._code_title.setText(self.tr("Recovery code"))
        self._code_new.set_text(self.tr("Create a new one"), self.tr("Create a new recovery code"))
        self._forgotten.set_text(
            self.tr("Use it…"), self.tr("Become manager with the recovery code")
        )
        self._show()

    # --- edits ------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        return self._title.text()

    def has_edits(self) -> bool:
        return any(field.text for field in self._fields())

    def drop_edits(self) -> None:
        for field in self._fields():
            field.put("")
            field.show_error("")
        self._tell("", "")

    def first_field(self) -> QWidget | None:
        return next((field.edit for field in self._fields() if not field.text), None)

    def help_for(self, field: QWidget) -> FieldHelp | None:
        if self._name.isAncestorOf(field):
            return FieldHelp(
                self.tr("Name"),
                (self.tr("The name on the list when somebody signs in, and beside every sale."),),
            )
        if any(pin.isAncestorOf(field) for pin in (self._pin, self._again)):
            return FieldHelp(
                self.tr("PIN"),
                (
                    self.tr("Type the same PIN twice. It is never shown."),
                    self.tr("Anybody with a manager's PIN can refund and change settings."),
                ),
                self.tr("4 to 8 digits"),
            )
        return None

    async def keep(self) -> None:
        self._check()
        await self._give(self._usual_role())

    def fail(self, error: PosError) -> None:
        self._ready()
        fields = {Field.NAME: self._name, Field.PIN: self._pin, Field.PIN_AGAIN: self._again}
        if not isinstance(error, BadInput) or error.field not in fields:
            self._tell(problem_line(error), "fail")
            return
        field = fields[error.field]
        field.show_error(complaint_words(error.complaint, error.value))
        field.edit.setFocus()

    # --- inside -----------------------------------------------------------------------------------

    async def _load(self) -> None:
        self._managed = await self._people.has_manager()
        self._has_code = await self._people.has_recovery_code()
        try:
            self._known, self._lost = await self._people.everyone(), None
        except PeopleLost as lost:
            self._known, self._lost = (), lost
            self.fail(lost)
        self._show()

    def _show(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, person in enumerate(self._known):
            manages = person.role is Role.MANAGER
            name = label(strong=True)
            name.setText(person.name)
            role = label(tone="muted")
            role.setText(self.tr("Manager") if manages else self.tr("Cashier"))
            pin = Button(f"people_new_pin_{person.name}")
            pin.set_text(self.tr("New PIN"), filled(self.tr("New PIN: {0}"), person.name))
            pin.clicked.connect(lambda _=False, person=person: self._begin(person))
            gone = Button(f"people_remove_{person.name}", "danger")
            gone.set_text(self.tr("Remove"), filled(self.tr("Remove {0}"), person.name))
            gone.clicked.connect(lambda _=False, person=person: self._remove_once(person))
            for column, part in enumerate((name, role, pin, gone)):
                self._list.addWidget(part, row, column)
        self._keep[Role.CASHIER].setVisible(self._managed)
        self._say_of_code()

    def _say_of_code(self) -> None:
        if self._has_code:
            said = self.tr(
                "There is one, on paper. It gives a manager a new PIN if the PINs are lost "
                "or forgotten."
            )
        else:
            said = self.tr(
                "There is none: if the PINs are lost, nobody can manage this till. Create "
                "one and keep it on paper."
            )
        restyle(self._code_what, tone="muted" if self._has_code else "doubt")
        self._code_what.setText(said)
        for part in (self._code_title, self._code_what, self._code_new):
            part.setVisible(self._managed)
        self._code_new.setVisible(self._managed and self._lost is None)
        self._forgotten.setVisible(self._managed and self._has_code)

    def _make_code(self) -> None:
        async def make(yes: Approval | None) -> None:
            await self._people.make_recovery_code(yes)

        self._change(self.tr("Create a new recovery code"), make)

    def _begin(self, person: Person) -> None:
        """Begins a new PIN for somebody, but not over another name that was typed."""
        if self._name.text not in ("", person.name):
            self._tell(
                filled(self.tr("Save {0} first, or clear the name."), self._name.text), "fail"
            )
            self._name.edit.setFocus()
            return
        self._name.put(person.name)
        self._pin.edit.setFocus()

    def _keep_once(self, role: Role) -> None:
        try:
            self._check()
        except BadInput as error:
            self.fail(error)
            return
        self._tasks.start(self._give(role), or_else=self.fail)

    def _check(self) -> None:
        """Raises BadInput where the fields cannot be meant so."""
        for field in self._fields():
            field.show_error("")
        self._tell("", "")
        if not self._name.text:
            raise BadInput(Field.NAME, InputProblem.NAME_NOT_ONE)
        if self._pin.text != self._again.text:
            raise BadInput(Field.PIN_AGAIN, InputProblem.PINS_DIFFER)

    async def _give(self, role: Role) -> None:
        name, pin, again = (field.text for field in self._fields())

        async def give(yes: Approval | None) -> None:
            await self._people.give_pin(name, pin, yes, role)

        await self._do(filled(self.tr("A PIN for {0}"), name), give)
        for field, saved in zip(self._fields(), (name, pin, again), strict=True):
            if field.text == saved:  # else somebody has typed on meanwhile
                field.put("")

    def _fields(self) -> tuple[SettingField, SettingField, SettingField]:
        return self._name, self._pin, self._again

    def _forward(self) -> None:
        """Enter: goes to the next empty field, else gives the PIN."""
        empty = [field for field in self._fields() if not field.text]
        if empty:
            empty[0].edit.setFocus()
        else:
            self._keep_once(self._usual_role())

    def _usual_role(self) -> Role:
        """Returns the role that the person has, or that the next one needs."""
        known = {person.name: person.role for person in self._known}
        return known.get(self._name.text, Role.CASHIER if self._managed else Role.MANAGER)

    def _follow_edits(self) -> None:
        usual = self._usual_role()
        for role, button in self._keep.items():
            mark_main(button, is_main=self.has_edits() and role is usual)
        self.note_edits()

    def _remove_once(self, person: Person) -> None:
        async def remove(yes: Approval | None) -> None:
            await self._people.remove(person.name, yes)

        self._change(filled(self.tr("Remove {0}"), person.name), remove)

    def _change(self, what: str, work: Callable[[Approval | None], Awaitable[None]]) -> None:
        self._tasks.start(self._do(what, work), or_else=self.fail)

    async def _do(self, what: str, work: Callable[[Approval | None], Awaitable[None]]) -> None:
        self._tell("", "")
        for button in self._keep.values():
            button.setEnabled(False)
        await self._permission.change(what, work)
        self._ready()
        self._tell(self.tr("Saved"), "paid")
        await self._load()
        self.changed.emit()

    def _ready(self) -> None:
        for button in self._keep.values():
            button.setEnabled(True)

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)

    def _arrange(self) -> None:
        three = QHBoxLayout()
        three.setSpacing(Space.SMALL)
        for field in (self._name, self._pin, self._again):
            three.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)  # beside one with an error
        end = QHBoxLayout()
        end.setSpacing(Space.NORMAL)
        for button in self._keep.values():
            end.addWidget(button)
        end.addWidget(self._message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        column.addWidget(self._title)
        column.addWidget(self._what)
        column.addLayout(self._list)
        column.addWidget(self._new)
        column.addLayout(three)
        column.addLayout(end)
        codes = QHBoxLayout()
        codes.setSpacing(Space.NORMAL)
        codes.addWidget(self._code_new)
        codes.addWidget(self._forgotten)
        codes.addStretch(1)
        column.addWidget(self._code_title)
        column.addWidget(self._code_what)
        column.addLayout(codes)
