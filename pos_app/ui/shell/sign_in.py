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
    """Keeps the form from a hand that nobody knows. Without a lock nobody is asked who is there."""

    let_in = Signal()
    recovered = Signal()  # there is a manager with a PIN again

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
        """At the till's start."""
        if self._lock is None:
            self._form.admit()
        else:
            self._lock.lock()

    @property
    def is_locked(self) -> bool:
        return self._lock is not None and self._lock.is_locked

    def lock(self) -> None:
        """For the next one at the till, where there is anybody to tell apart."""
        if self._lock is not None:
            self._lock.lock()

    def allow(self, minutes: int) -> None:
        """Locks by itself after so long without a hand at the till; 0 never."""
        if self._lock is not None:
            self._lock.allow(minutes)

    def meet(self) -> None:
        """Somebody has got a PIN."""
        if self._lock is not None:
            self._lock.meet()

    def ask_to_recover(self, lost: PeopleLost | None) -> None:
        """Nobody's PIN is good, or the manager's is forgotten."""
        from pos_app.ui.actions.recover_pins_dialog import RecoverDialog  # noqa: PLC0415 - seldom

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
        lock.shut.connect(self._form.ahead.forget)  # it would be asked for by the next one

    def _be_recovered(self) -> None:
        self.meet()
        self.recovered.emit()
