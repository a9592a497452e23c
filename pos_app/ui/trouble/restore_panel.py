"""Panel when the journal is damaged or missing: restore a backup or from the office, or close.

Restoring deletes nothing, and the panel says what the backup does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from shiboken6 import isValid

from pos_app.domain.errors import (
    BadInput,
    CopyUnusable,
    JournalMissing,
    JournalRewritten,
    JournalRolledBack,
    TooManyTries,
    WrongPin,
)
from pos_app.ports.office.protocol import CodeRefused
from pos_app.ui.format import times
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import StatusStyle
from pos_app.ui.theme.tokens import Size
from pos_app.ui.trouble.choice_panel import ChoicePanel
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.office_fields import OfficeFields
from pos_app.words.office.membership_words import code_words, office_problem_line
from pos_app.words.problems import complaint_words, problem_words, trouble_words
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.domain.errors import PosError
    from pos_app.ports.backups import Copy, OfficeRestoreService, Restoration
    from pos_app.ports.shop import Shop
    from pos_app.ui.theme.theme import CurrentTheme


class DamagePanel(ChoicePanel):
    mended = Signal()

    def __init__(
        self, problem: PosError, shop: Shop, rescue: OfficeRestoreService, look: CurrentTheme
    ) -> None:
        super().__init__("damage", look)
        self._problem = problem
        self._rescue = rescue
        self._wall = times.wall_of(shop)
        self._copies: Sequence[Copy] = ()
        self._shown = 0  # index of the shown backup
        self._done = False
        self._copy = wrapped(label(Size.LEAD, strong=True, name="damage_copy"))
        self._after = wrapped(label(Size.BODY, name="damage_after"))
        self._kept = wrapped(label(Size.LABEL, tone="muted", name="damage_kept"))
        self._office = OfficeFields("damage_office")
        self._is_of_office = False  # it offers what the office has
        self._do = Button("damage_do", "main")
        self._other = Button("damage_other")
        self._turn = Button("damage_turn")
        self._arrange(
            (self._copy, self._after, self._office, self._kept),
            (self._do, self._other),
            more=(self._turn,),
        )
        self._turn.clicked.connect(self._turn_to_other)
        self._office.entered.connect(self._go_on)
        self._do.clicked.connect(self._act)
        self._other.clicked.connect(self._show_other)
        self._pin.edit.returnPressed.connect(self._act)

    def begin(self) -> None:
        """Looks for backups, also again after it found none."""
        self._say_damage()
        self._offer(ready=False)
        self._tasks.start(self._look_for_copies(), or_else=self._fail)

    # --- the choice -------------------------------------------------------------------------------

    async def _look_for_copies(self) -> None:
        needs_pin = await self._rescue.needs_pin()
        copies = await self._rescue.copies()
        address = await self._rescue.office_address()
        if isValid(self):
            self._needs_pin, self._copies, self._shown = needs_pin, copies, 0
            self._office.suggest(address)
            self._is_of_office = bool(address)  # it knows more than a backup of today
            self._show_choice()

    def _show_choice(self) -> None:
        self._kept.setVisible(not self._is_of_office)
        if self._is_of_office:
            self._copy.setText(self.tr("From the office"))
            self._after.setText(
                self.tr("The office's manager gives you a code to restore this till.")
            )
            self._do.set_text(self.tr("Restore from the office"))
        elif self._copies:
            copy = self._copies[self._shown]
            until = times.when(copy.until, times.now(), self._wall) if copy.until else ""
            self._copy.setText(
                filled(self.tr("Backup of {0} · sales: {1}"), until or copy.path.name, copy.sales)
            )
            self._after.setText(self._said_before())
            self._do.set_text(self.tr("Restore this backup"))
        else:
            self._copy.setText(filled(self.tr("There is no backup in {0}"), self._rescue.folder))
            self._after.setText(
                self.tr("Plug in the USB stick with the backups, then search again.")
            )
            self._do.set_text(self.tr("Search again"))
        self._turn.set_text(
            self.tr("From a backup") if self._is_of_office else self.tr("From the office")
        )
        self._offer(ready=True)

    def _show_other(self) -> None:
        self._shown = (self._shown + 1) % len(self._copies)
        self._message.hide()
        self._show_choice()

    def _turn_to_other(self) -> None:
        """Turns from the backups to the office, or back."""
        self._is_of_office = not self._is_of_office
        self._message.hide()
        self._pin.show_error("")
        self._show_choice()

    def _go_on(self) -> None:
        """Enter in the last of the office's fields."""
        if self._pin.isVisibleTo(self) and not self._pin.text:
            self._pin.edit.setFocus()
        else:
            self._act()

    def _act(self) -> None:
        if not self._do.isEnabled():
            return
        self._message.hide()
        self._pin.show_error("")
        if self._done:
            self.mended.emit()
        elif self._is_of_office:
            if self._office.is_complete():
                self._offer(ready=False)
                self._after.setText(self.tr("Fetching every event that the office has…"))
                self._tasks.start(self._fetch(self._pin.text), or_else=self._fail)
        elif not self._copies:
            self.begin()
        else:
            self._offer(ready=False)
            self._copy.setText(self.tr("Restoring and checking every sale…"))
            work = self._restore(self._copies[self._shown], self._pin.text)
            self._tasks.start(work, or_else=self._fail)

    async def _restore(self, copy: Copy, pin: str) -> None:
        done = await self._rescue.restore(copy.path, pin)
        if isValid(self):
            self._say_done(done)

    async def _fetch(self, pin: str) -> None:
        office = self._office
        done = await self._rescue.restore_from_office(
            office.address, office.code, pin, self._tell_fetched
        )
        if not isValid(self):
            return
        if isinstance(done, CodeRefused):
            self._show_choice()
            office.show_refusal(code_words(done.why))
        else:
            self._say_done(done)

    def _tell_fetched(self, came: int, of: int) -> None:
        if isValid(self):
            self._after.setText(filled(self.tr("Events that have come: {0} of {1}"), came, of))

    def _fail(self, error: PosError) -> None:
        if not isValid(self):
            return
        self._show_choice()
        if isinstance(error, (WrongPin, TooManyTries)):
            self._pin.edit.clear()
            self._pin.show_error(problem_words(error)[0])
            self._pin.edit.setFocus()
            return
        if self._is_of_office and isinstance(error, BadInput):
            self._office.show_bad_address(complaint_words(error.complaint, error.value))
            return
        said = office_problem_line(error) if self._is_of_office else joined(*trouble_words(error))
        self._message.setText(said)
        self._message.show()
        if (
            isinstance(error, CopyUnusable)
            and self._other.isVisibleTo(self)
            and len(self._copies) > 1
        ):
            self._other.setFocus()

    # --- words ------------------------------------------------------------------------------------

    def _said_before(self) -> str:
        if isinstance(self._problem, (JournalMissing, JournalRolledBack)):
            return self.tr(
                "The till continues from it. Check later sales with the payment service."
            )
        return self.tr(
            "The till continues from it and keeps what the damaged file can still prove. "
            "Check other later sales with the payment service."
        )

    def _say_damage(self) -> None:
        what, _ = problem_words(self._problem)
        self._what.setText(what)
        self._copy.setText(self.tr("Searching for the last backup…"))
        self._after.clear()
        told = str(self._problem)
        kept = self.tr("Nothing is deleted: the till keeps the damaged file under another name.")
        gone = self.tr("If somebody moved it, put it back and open the till again.")
        present = self.tr("Nothing is deleted: the till keeps the present file under another name.")
        sorts = ((JournalMissing, gone), (JournalRolledBack, present))
        known = next((said for sort, said in sorts if isinstance(self._problem, sort)), kept)
        rebuilt = self.tr(
            "Or close the till and run “pos-app rebuild”: it rebuilds the journal with every sale."
        )
        others = [rebuilt] if isinstance(self._problem, JournalRewritten) else []
        self._kept.setText("\n".join([known, *others, told]))
        self._close.set_text(self.tr("Close the till"))
        self._other.set_text(self.tr("An older backup"))
        self._pin.set_text(self.tr("Manager's PIN"))
        self._keypad.set_text()
        self._office.set_text()

    def _say_done(self, done: Restoration) -> None:
        """Shows the result, until somebody has read it."""
        self._done = True
        self._icon.icon, self._icon.tone = Icon.CHECK, StatusStyle.PAID
        self._icon.update()
        self._what.setText(self.tr("The journal is restored"))
        until = times.when(done.until, times.now(), self._wall) if done.until else ""
        self._copy.setText(filled(self.tr("It has every sale up to {0}"), until))
        lost = self.tr(
            "Later sales and refunds are not in it. Check them with the payment service "
            "before you charge or refund again."
        )
        more = []
        if done.doubtful:
            more.append(
                filled(
                    self.tr("Sales that were waiting and now need attention: {0}"), done.doubtful
                )
            )
        more.append(filled(self.tr("The next sale is number {0}."), done.next_number))
        self._after.setText("\n".join([lost, *more]))
        kept = filled(self.tr("The earlier file is kept: {0}"), done.put_aside)
        self._kept.setText(kept if done.put_aside else "")
        self._kept.show()
        self._do.set_text(self.tr("Open the till"))
        self._offer(ready=True)

    def _offer(self, *, ready: bool) -> None:
        chooses = (bool(self._copies) or self._is_of_office) and not self._done
        self._show_pin(shown=chooses and self._needs_pin and ready)
        self._office.setVisible(self._is_of_office and chooses)
        self._office.setEnabled(ready)
        self._other.setVisible(chooses and len(self._copies) > 1 and not self._is_of_office)
        self._turn.setVisible(not self._done)
        self._do.setVisible(ready or chooses)
        # A restore must not be left half done.
        for button in (self._do, self._other, self._turn, self._close):
            button.setEnabled(ready)
        if ready:
            empty = self._office.first_empty() if self._is_of_office and chooses else None
            first = self._pin.edit if self._pin.isVisibleTo(self) else self._do
            (empty or first).setFocus()
