"""Question in the form's place before the window closes: customers at the counter still wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ui.format import sale_text
from pos_app.ui.qt.constants import ENTER, ESCAPE, MEANT_KEY
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import StatusStyle
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.ui.widgets.dialog_buttons import buttons_of
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.ui.widgets.scroll_area import in_the_middle
from pos_app.ui.widgets.status_icon import StateIcon
from pos_app.words.books.close import more_words
from pos_app.words.states import sale_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from pos_app.domain.sale import Sale
    from pos_app.ui.theme.theme import CurrentTheme

_WIDE = 700
_MOST = 3  # sales by name


class ClosingQuestion(QWidget):
    """Question that follows its sales while it stands there.

    Enter goes back, as Esc does. Closing takes another key, the window's own X once more, or a
    touch.
    """

    close_meant = Signal()
    left = Signal()  # back to work

    def __init__(self, sales: Sequence[Sale], look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sales = {sale.id: sale for sale in sales}
        self._waiting = set(self._sales)
        self._icon = StateIcon(look, Icon.CLOCK, 44, ring=True)
        self._what = Headline((32, 28, 24), "leaving")
        self._which = wrapped(label(Size.BODY, strong=True, name="leaving_sales"))
        self._after = wrapped(label(Size.LEAD, name="leaving_after"))
        self._tell = wrapped(label(Size.LEAD, strong=True, name="leaving_tell"))
        self._close = Button("leaving_close")
        self._back = Button("leaving_back", "main")
        self._close.clicked.connect(self.close_meant)
        self._back.clicked.connect(self.left)
        self._arrange()
        self._say()

    def begin(self) -> None:
        """Gives the focus to the harmless answer."""
        self._back.setFocus()

    def hear(self, sale: Sale, *, waits: bool) -> None:
        """Shows what has become of one of the sales."""
        if sale.id in self._sales:
            self._sales[sale.id] = sale
            (self._waiting.add if waits else self._waiting.discard)(sale.id)
            self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            event.accept()
        elif event.text() == MEANT_KEY:
            self.close_meant.emit()
        elif event.key() == ESCAPE or event.key() in ENTER:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    # --- inside -----------------------------------------------------------------------------------

    def _say(self) -> None:
        count = len(self._waiting)
        self._icon.icon = Icon.CLOCK if count else Icon.CHECK
        self._icon.tone = StatusStyle.WAIT if count else StatusStyle.REST
        self._icon.update()
        self._what.setText(
            self.tr("%n sale(s) without a result yet", "", count)
            if count
            else self.tr("Every sale has its result now")
        )
        self._which.setText("\n".join(self._lines()))
        self._after.setText(
            self.tr(
                "The customer can still pay after you close the till. The till checks again "
                "the next time you open it, and only then shows the result."
            )
        )
        self._tell.setText(
            self.tr(
                "Tell the customer: we hand over once the till has the payment. Please do not pay "
                "a second time, and keep the message on the phone."
            )
        )
        for part in (self._after, self._tell):
            part.setVisible(count > 0)
        close = self.tr("Close anyway") if count else self.tr("Close the till")
        self._close.set_text(f"{close}  [{MEANT_KEY}]", close)
        self._back.set_text(self.tr("Back"), self.tr("Back: the till stays open"))

    def _lines(self) -> list[str]:
        lines = [
            " · ".join((sale_text.title_of(sale), sale_text.amount_of(sale), sale_words(sale)))
            for sale in self._sales.values()
        ]
        more = [more_words(len(lines) - _MOST)] if len(lines) > _MOST else []
        return lines[:_MOST] + more

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.WIDE)
        head.addWidget(self._icon)
        head.addWidget(self._what, 1)
        card = box("card")
        card.setFixedWidth(_WIDE)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(Space.WIDE)
        column.addLayout(head)
        for part in (self._which, self._after, self._tell):
            column.addWidget(part)
        column.addLayout(buttons_of(self._close, out=self._back))
        in_the_middle(self, card)
