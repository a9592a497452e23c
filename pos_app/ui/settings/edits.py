"""What every card of settings has in common: edits that are saved or given up, never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from pos_app.domain.errors import PosError
from pos_app.ui.widgets.basic import restyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from pos_app.words.field_help import FieldHelp


class EditsCard(QFrame):
    """Card that knows what was typed into it and is not saved yet.

    Whoever leaves the card's place asks it: its edits are saved, given up on purpose, or stay where
    they are.
    """

    edited = Signal()  # there are edits now, or none any more

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._had_edits = False

    @property
    def name(self) -> str:
        """Returns what people call the card."""
        raise NotImplementedError

    def has_edits(self) -> bool:
        raise NotImplementedError

    def drop_edits(self) -> None:
        """Shows what is saved again."""
        raise NotImplementedError

    def first_field(self) -> QWidget | None:
        """Returns the first field that waits to be filled in, if any does."""
        raise NotImplementedError

    def help_for(self, field: QWidget) -> FieldHelp | None:
        """Returns the help for one of the card's fields."""
        raise NotImplementedError

    async def save_edits(self) -> bool:
        """Saves what was typed. Returns whether it did; else the card shows why not."""
        try:
            await self.keep()
        except PosError as error:
            self.fail(error)
            return False
        return True

    async def keep(self) -> None:
        """Saves what was typed. Raises PosError."""
        raise NotImplementedError

    def fail(self, error: PosError) -> None:
        """Shows the error at its field, or at the button."""
        raise NotImplementedError

    def note_edits(self) -> None:
        """Tells whoever listens where edits have come or gone."""
        if (has_edits := self.has_edits()) is not self._had_edits:
            self._had_edits = has_edits
            self.edited.emit()


def edits_in(cards: Sequence[EditsCard]) -> Sequence[EditsCard]:
    return [card for card in cards if card.has_edits()]


def mark_main(button: QWidget, *, is_main: bool) -> None:
    """Gives the button the accent while it has something to do."""
    restyle(button, kind="main" if is_main else "")
