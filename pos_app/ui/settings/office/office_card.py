"""Card of the office that the till belongs to: how they stand, joining it, and leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos_app.domain.errors import (
    BadInput,
    NotApproved,
    NotInTraining,
    NotShipped,
    PassphraseNeeded,
    PosError,
    TooManyTries,
)
from pos_app.ports.office.protocol import CodeRefused, Enrolled, InUse
from pos_app.ports.office.status import OfficeState, OfficeStatus
from pos_app.ui.format import times
from pos_app.ui.settings.office.join_form import JoinForm
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.words.office.membership_words import (
    code_words,
    joined_words,
    lacks_words,
    left_words,
    office_problem_line,
)
from pos_app.words.office.status_words import TROUBLES, office_lines, office_meaning
from pos_app.words.problems import complaint_words
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from pos_app.domain.people.approval import Approval
    from pos_app.ports.office.desk import OfficeDesk
    from pos_app.ports.office.protocol import Claim
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks

_NONE = OfficeStatus(OfficeState.NOT_ENROLLED)
# The office takes nothing from the till until it is enrolled again.
_ENROLS_AGAIN = frozenset({OfficeState.REFUSED, OfficeState.CLONE})


class OfficeCard(QFrame):
    """Card that opens the till's office at the first press of its button, and no sooner.

    `office` is the one that the till belonged to when it was opened, or None.
    """

    joined = Signal(object)  # OfficeDesk: the till belongs to an office now

    def __init__(
        self,
        wall: tzinfo,
        office: OfficeDesk | None,
        open_office: Callable[[], OfficeDesk],
        permission: Permission,
        tasks: GuiTasks,
        *,
        training: bool,
    ) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._wall = wall
        self._office: OfficeDesk | None = None
        self._open_office = open_office
        self._permission = permission
        self._tasks = tasks
        self._training = training
        self._state_known = OfficeState.NOT_ENROLLED
        self._heard: InUse | None = None  # another computer is this till
        self._title = label(Size.LEAD, strong=True)
        self._what = wrapped(label(Size.LABEL, tone="muted", name="office_what"))
        self._where = wrapped(label(Size.BODY, name="office_where"))
        self._state = wrapped(label(Size.BODY, strong=True, name="office_state"))
        self._meaning = wrapped(label(Size.LABEL, tone="muted", name="office_meaning"))
        self._form = JoinForm()
        self._leave = Button("office_leave")
        self._anyway = Button("office_leave_anyway", "danger")
        self._message = wrapped(label(Size.LABEL, strong=True, name="office_message"))
        self._form.join_asked.connect(self._join_once)
        self._form.another_told.connect(self._tell_another)
        self._leave.clicked.connect(lambda: self._leave_once(anyway=False))
        self._anyway.clicked.connect(lambda: self._leave_once(anyway=True))
        self._anyway.hide()
        self._arrange()
        if office is not None:
            self._use(office)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Office"))
        self.setAccessibleName(self._title.text())
        self._leave.set_text(self.tr("Leave the office"))
        self._anyway.set_text(self.tr("Leave without sending them"))
        self._form.retranslate()
        self._show()

    # --- how it stands ----------------------------------------------------------------------------

    def _use(self, office: OfficeDesk) -> None:
        self._office = office
        office.listen(self._hear)

    def _hear(self, status: OfficeStatus) -> None:
        """Shows what has changed. What was said of a good end is no longer so in a trouble."""
        if status.state is not self._state_known and status.state in TROUBLES:
            self._tell("", "")
        self._show()

    def _show(self) -> None:
        status = self._office.status if self._office else _NONE
        self._state_known = status.state
        belongs = status.state is not OfficeState.NOT_ENROLLED
        self._what.setText(self._said_of_it(belongs=belongs))
        self._where.setText(joined(status.shop, status.address))
        since = times.in_short(status.since, times.now(), self._wall) if status.since else ""
        self._state.setText(office_lines(status, since, is_late=True)[0])
        self._meaning.setText(office_meaning(status))
        restyle(self._state, tone="fail" if status.state in TROUBLES else "")
        for part in (self._where, self._state, self._leave):
            part.setVisible(belongs)
        again = status.state in _ENROLS_AGAIN
        if again:
            self._form.fields.suggest(status.address)
        self._form.ask(self._question(status))
        self._form.setVisible(not belongs or again or self._form.asks)
        # The question says as much.
        self._meaning.setVisible(belongs and not self._form.asks and bool(self._meaning.text()))

    def _said_of_it(self, *, belongs: bool) -> str:
        if self._training:
            return self.tr(
                "Training belongs to an office as a till of its own: nothing of the real shop is "
                "sent."
            )
        if belongs:
            return self.tr("The office gets a copy of every event of this till's journal.")
        return self.tr(
            "An office brings all tills and shops of an owner together, and keeps a copy of each "
            "till's journal. Without it this till sells just the same."
        )

    def _question(self, status: OfficeStatus) -> str:
        if self._heard is None:
            clone = self.tr(
                "Has the till moved to this computer, or is this another till? To answer, ask the "
                "office's manager for a code."
            )
            return clone if status.state is OfficeState.CLONE else ""
        if self._heard.heard_at is None:
            return self.tr("Another computer is this till. Has it moved here, or is it another?")
        return filled(
            self.tr(
                "Another computer is this till, and the office heard it {0}. Has it moved here, or "
                "is this another till?"
            ),
            times.since(self._heard.heard_at, times.now()),
        )

    # --- joining ----------------------------------------------------------------------------------

    def _join_once(self, claim: Claim) -> None:
        self._begin(self.tr("Contacting the office…"))
        self._tasks.start(self._join(claim), or_else=self._fail)

    async def _join(self, claim: Claim) -> None:
        address, code = self._form.fields.address, self._form.fields.code
        if self._office is None:
            self._use(self._open_office())
        office = self._office or self._open_office()
        answers: list[Enrolled | InUse | CodeRefused] = []

        async def join(approval: Approval | None) -> None:
            try:
                answers.append(await office.join(address, code, claim=claim, approval=approval))
            except PassphraseNeeded as error:
                if not self._training:
                    raise
                # The window's passphrase is the real shop's.
                raise NotInTraining(str(error)) from error

        await self._permission.change(self.tr("Join the office"), join)
        self._end()
        self._take(answers[-1], office, address)

    def _take(
        self, answer: Enrolled | InUse | CodeRefused, office: OfficeDesk, address: str
    ) -> None:
        self._heard = answer if isinstance(answer, InUse) else None
        if isinstance(answer, CodeRefused):
            self._form.fields.show_refusal(code_words(answer.why))
        elif isinstance(answer, Enrolled):
            self._form.fields.forget_code()
            self.setFocus()  # not on the button that takes its place, and undoes it
            self._tell(joined_words(answer.office or address), "paid")
            self.joined.emit(office)
        self._show()
        if self._form.asks:
            self._form.fields.take_focus()  # on no button: neither answer is the usual one

    def _tell_another(self) -> None:
        self._tell(
            self.tr(
                "Close this till. On this computer, type: pos-app computer another-till. It then "
                "has a journal and numbers of its own. Open it again, and join with a new code."
            ),
            "",
        )

    # --- leaving ----------------------------------------------------------------------------------

    def _leave_once(self, *, anyway: bool) -> None:
        self._begin(self.tr("Sending the last events…"))
        self._tasks.start(self._go(anyway=anyway), or_else=self._fail)

    async def _go(self, *, anyway: bool) -> None:
        office = self._office
        if office is None:
            return

        async def leave(approval: Approval | None) -> None:
            await office.leave(anyway=anyway, approval=approval)

        await self._permission.change(self.tr("Leave the office"), leave)
        self._end()
        self._heard = None
        self._tell(left_words(), "paid")
        self._show()

    # --- inside -----------------------------------------------------------------------------------

    def _begin(self, what: str) -> None:
        self._may_act(yes=False)  # at once: nobody presses twice
        self._anyway.hide()
        self._tell(what, "muted")

    def _end(self) -> None:
        self._may_act(yes=True)
        self._tell("", "")

    def _may_act(self, *, yes: bool) -> None:
        self._form.may_act(yes=yes)
        for button in (self._leave, self._anyway):
            button.setEnabled(yes)

    def _fail(self, error: PosError) -> None:
        self._end()
        if isinstance(error, NotShipped):
            rest = self.tr("Nothing was changed. Leave the till open until all is sent.")
            self._tell(f"{lacks_words(error)} {rest}", "fail")
            self._anyway.show()
        elif isinstance(error, BadInput):
            self._form.fields.show_bad_address(complaint_words(error.complaint, error.value))
        elif not isinstance(error, NotApproved) or isinstance(error, TooManyTries):
            self._tell(office_problem_line(error), "fail")  # else somebody closed the dialog

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def _arrange(self) -> None:
        end = QHBoxLayout()
        end.setSpacing(Space.SMALL)
        end.addWidget(self._leave)
        end.addWidget(self._anyway)
        end.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        for part in (
            self._title, self._what, self._where, self._state, self._meaning, self._form,
            self._message,
        ):  # fmt: skip
            column.addWidget(part)
        column.addLayout(end)
