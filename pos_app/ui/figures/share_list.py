"""List of shares: a name, an amount, and a bar for how much of the whole it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label, wrapped
from pos_app.ui.widgets.shares.share_bar import ShareBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel

    from pos_app.ui.theme.theme import CurrentTheme

_NARROWEST_NUMBER = 24
_ROWS = 3  # rows of the grid that a share takes


class ListedShare(NamedTuple):
    """One share. `part` of `whole` is how long its bar is."""

    name: str
    value: str
    part: int
    whole: int
    note: str = ""
    before: str = ""


class ShareList(QWidget):
    """Shares from top to bottom, made anew whenever they change."""

    def __init__(self, name: str, look: CurrentTheme, *, quiet: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._look = look
        self._quiet = quiet  # in grey, for what is no money
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.SMALL)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Leaves the height to the width that it gets: at the least width every name would take
        many lines, and the page would scroll for nothing."""
        return QSize(super().minimumSizeHint().width(), 0)

    def show_shares(self, shares: Sequence[ListedShare], nothing: str) -> None:
        """Shows the shares, or says that there are none."""
        while item := self._grid.takeAt(0):
            if part := item.widget():
                part.hide()
                part.deleteLater()
        if not shares:
            text = wrapped(label(Size.LABEL, tone="muted"))
            text.setText(nothing)
            self._grid.addWidget(text, 0, 0)
        for place, share in enumerate(shares):
            self._add(place * _ROWS, share)

    def _add(self, row: int, share: ListedShare) -> None:
        name = wrapped(label(Size.LABEL))
        name.setText(share.name)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(_number(share.value, strong=True), row, 1)
        if share.note:
            self._grid.addWidget(_number(share.note, strong=False), row, 2)
        bar = ShareBar(self._look, share.part, share.whole, quiet=self._quiet)
        self._grid.addWidget(bar, row + 1, 0, 1, 3)
        if share.before:
            self._grid.addWidget(
                _number(share.before, strong=False, size=Size.SMALL), row + 2, 0, 1, 3
            )


def _number(text: str, *, strong: bool, size: int = Size.LABEL) -> QLabel:
    number = label(size, strong=strong, tone="" if strong else "muted")
    number.setText(text)
    number.setMinimumWidth(_NARROWEST_NUMBER)
    number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return number
