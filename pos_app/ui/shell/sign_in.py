"""Sign-in: puts the lock over all pages, and offers recovery of lost PINs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pos_app.domain.errors import PeopleLost
    from pos_app.ui.actions.action_dialog import DialogContext
    from pos_app.ui.actions.controller import ActionController
    from pos_app.ui.lock.lock import Lock
    from pos_app.ui.sell.form.form import ChargeForm


class SignIn(QObject):
    """Guard that keeps input out of the form until a person has signed in. Without a lock nobody
    has to."""

    let_in = Signal()
    recovered = Signal()  # a manager has a PIN again

    def __init__(
        self, lock: Lock | None, form: ChargeForm, hands: DialogContext, doing: ActionController
    ) -> None:
        super().__init__(form)
        self._lock = lock
        self._form = form
        self._hands = hands
        self._doing = doing
        if lock is not None:
            self._follow(lock)

    def begin(self) -> None:
        """Asks who is there, at the till's start."""
        if self._lock is None:
            self._form.admit()
        else:
            self._lock.lock()

    @property
    def is_locked(self) -> bool:
        return self._lock is not None and self._lock.is_locked

    def lock(self) -> None:
        """Locks the till for the next person, where people sign in."""
        if self._lock is not None:
            self._lock.lock()

    def allow(self, minutes: int) -> None:
        """Sets the minutes without a touch after which the till locks; 0 never."""
        if self._lock is not None:
            self._lock.allow(minutes)

    def meet(self) -> None:
        """Locks the till for the first cashier with a PIN."""
        if self._lock is not None:
            self._lock.meet()

    def ask_to_recover(self, lost: PeopleLost | None) -> None:
        """Asks for the recovery code: the PINs cannot be read, or a manager has forgotten one."""
        from pos_app.ui.actions.recovery.recover_pins_dialog import RecoverDialog  # noqa: PLC0415 - seldom

        dialog = RecoverDialog(lost, self._hands)
        dialog.acted.connect(lambda _: self._be_recovered())
        self._doing.show(dialog)

    def retranslate(self) -> None:
        if self._lock is not None:
            self._lock.page.retranslate()

    # --- inside -----------------------------------------------------------------------------------

    def _follow(self, lock: Lock) -> None:
        for unknown in (lock.asks, lock.shut):
            unknown.connect(self._form.keep_out)
        lock.opened.connect(self.let_in)
        for known in (lock.opened, lock.left_open):
            known.connect(self._form.admit)
        lock.lost.connect(self.ask_to_recover)
        lock.shut.connect(self._form.ahead.forget)  # else the next person would send it

    def _be_recovered(self) -> None:
        self.meet()
        self.recovered.emit()
