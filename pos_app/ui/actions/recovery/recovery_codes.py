"""Wrapper of the approval service that shows every new recovery code, whichever dialog made it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.domain.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from pos_app.domain.people.approval import Approval, ManagerOnly
    from pos_app.domain.people.roles import Person
    from pos_app.ui.services import ApprovalService, UiServices


def showing_codes(
    desk: UiServices, window: QWidget, print_code: Callable[[str], None]
) -> UiServices:
    """Returns services that show every new recovery code, beside the dialog that made it."""
    if desk.people is None:
        return desk

    def show(code: str) -> None:
        from pos_app.ui.actions.recovery.recovery_code_dialog import CodeDialog  # noqa: PLC0415 - seldom

        dialog = CodeDialog(code, window)
        dialog.print_asked.connect(print_code)
        dialog.show()

    showing = ShowsCodes(desk.people, window)
    showing.code_made.connect(show)
    return replace(desk, people=showing)


class ShowsCodes(QObject):
    """Approval service that emits every new recovery code, whichever dialog made it
    (`ApprovalService`)."""

    code_made = Signal(str)

    def __init__(self, people: ApprovalService, parent: QObject) -> None:
        super().__init__(parent)
        self._people = people

    async def has_manager(self) -> bool:
        return await self._people.has_manager()

    async def approve(self, pin: str) -> Approval:
        return await self._people.approve(pin)

    async def allow(self, deed: ManagerOnly, approval: Approval | None) -> str:
        return await self._people.allow(deed, approval)

    async def everyone(self) -> Sequence[Person]:
        return await self._people.everyone()

    async def give_pin(
        self, name: str, pin: str, approval: Approval | None = None, role: Role = Role.MANAGER
    ) -> str:
        return self._shown(await self._people.give_pin(name, pin, approval, role))

    async def has_recovery_code(self) -> bool:
        return await self._people.has_recovery_code()

    async def make_recovery_code(self, approval: Approval | None) -> str:
        return self._shown(await self._people.make_recovery_code(approval))

    async def recover(self, code: str, name: str, pin: str) -> str:
        return self._shown(await self._people.recover(code, name, pin))

    async def remove(self, name: str, approval: Approval | None) -> None:
        await self._people.remove(name, approval)

    def _shown(self, code: str) -> str:
        if code:
            self.code_made.emit(code)
        return code
