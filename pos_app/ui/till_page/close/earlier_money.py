"""Box of the money that came for sales of earlier days: why an earlier day has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.books.takings import summed
from pos_app.domain.phone import in_threes
from pos_app.domain.sale import sale_number
from pos_app.domain.text.foreign_text import readable
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.till_page.rows import RowList, figures, row, text
from pos_app.ui.widgets.basic import box, label, wrapped
from pos_app.words.translate import joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pos_app.domain.books.day_close import EarlierMoney


class EarlierMoneyBox(QWidget):
    """Box that is there only where money came for earlier days."""

    def __init__(self, method_names: Mapping[str, str]) -> None:
        super().__init__()
        self._names = method_names
        self._title = wrapped(label(Size.LABEL, strong=True))
        self._sum = figures(strong=True)
        self._rows = RowList(spacing=4)
        frame = box("sunken")
        column = QVBoxLayout(frame)
        column.setContentsMargins(Space.NORMAL, Space.NORMAL, Space.NORMAL, Space.NORMAL)
        column.setSpacing(Space.SMALL)
        column.addWidget(row((self._title, 1), self._sum))
        column.addLayout(self._rows)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(frame)

    def show_money(self, earlier: Sequence[EarlierMoney]) -> None:
        self._sum.setText("\n".join(map(str, summed(one.amount for one in earlier))))
        self._rows.show_rows(earlier, map(self._row, earlier))
        self.setVisible(bool(earlier))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Received for sales of earlier days"))
        self._rows.forget()

    def _row(self, one: EarlierMoney) -> QWidget:
        reference = readable(one.reference)
        grouped = in_threes(reference) if reference.isdigit() else ""
        method = self._names.get(one.method, one.method)
        said = joined(
            sale_number(one.number), f"{one.sold_on:%d/%m}", f"{method} {grouped}".strip()
        )
        return row((text(said, tone="muted", size=Size.SMALL), 1), figures(str(one.amount)))
