"""Approval of settings changes: asks for a manager's PIN or the key-file passphrase, if needed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pos_app.domain.errors import NoPassphraseYet, NotApproved, PassphraseNeeded
from pos_app.domain.people.approval import Approval

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pos_app.ports.settings_service import SettingsService
    from pos_app.ui.actions.action_dialog import ActionDialog, DialogContext


class Permission:
    """Runner of a settings change: asks for the approval or passphrase that it needs, and
    retries."""

    def __init__(self, office: SettingsService, hands: DialogContext) -> None:
        self._office = office
        self._hands = hands

    async def change(
        self,
        what: str,
        work: Callable[[Approval | None], Awaitable[None]],
        *,
        looks: bool = False,
        leaves: bool = False,
    ) -> None:
        """Runs `work`, with a manager's approval where it needs one.

        `looks` says that it only reads, `leaves` that it leaves the window. Raises the
        errors of `work`, also where somebody closed a dialog without an answer.
        """
        approval: Approval | None = None
        while True:
            try:
                await work(approval)
            except PassphraseNeeded as error:
                if not await self.unlock_keys(chosen=not isinstance(error, NoPassphraseYet)):
                    raise
            except NotApproved:
                approval = await self._approval(what, looks=looks, leaves=leaves)
                if approval is None:
                    raise
            else:
                return

    async def unlock_keys(self, *, chosen: bool) -> bool:
        """Asks for the passphrase. Returns whether somebody has given it."""
        from pos_app.ui.actions.approval_dialogs import PassphraseDialog  # noqa: PLC0415 - on first use

        return bool(await _answer(PassphraseDialog(self._office, self._hands, chosen=chosen)))

    async def _approval(self, what: str, *, looks: bool, leaves: bool) -> Approval | None:
        if self._hands.people is None:
            return None
        from pos_app.ui.actions.approval_dialogs import ApprovalDialog  # noqa: PLC0415 - on first use

        answer = await _answer(ApprovalDialog(what, self._hands, looks=looks, leaves=leaves))
        return answer if isinstance(answer, Approval) else None


async def _answer(dialog: ActionDialog) -> object:
    """Returns the result of the dialog, or None where somebody closed it."""
    answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()

    def end(come_of_it: object) -> None:
        if not answer.done():
            answer.set_result(come_of_it)

    dialog.acted.connect(end)
    dialog.finished.connect(lambda _: end(None))
    dialog.show()
    return await answer
