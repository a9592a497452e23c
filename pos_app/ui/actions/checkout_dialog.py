"""Card checkout dialog: the payment page's address as a QR for the customer's own phone.

The till never opens that address: a card's number has no business at this keyboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.payment_instructions import page_of
from pos_app.domain.rules.actions import offers_checkout
from pos_app.ui.format import sale_text
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.dialog_buttons import buttons_of, focus_no_button
from pos_app.ui.widgets.fitted_labels import Elided, Headline
from pos_app.ui.widgets.qr_view import QrView
from pos_app.words.methods import method_name
from pos_app.words.translate import joined
from pos_app.words.verdict import verdict_words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale

_WIDE = 720


class CardDialog(QDialog):
    """Non-modal QR dialog: the next customer can be served meanwhile. It closes when the sale
    ends."""

    def __init__(self, sale: Sale, method: Method, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The keyboard stays with the Sell screen, whose Esc closes this first.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setObjectName("card_dialog")
        self.setFixedWidth(_WIDE)
        self.sale_id = sale.id
        self._window = parent
        self._method = method
        self._address = page_of(sale)
        self._amount = Headline((40, 34, 28), "card_amount")
        self._who = wrapped(label(Size.LABEL, tone="muted", name="card_sale"))
        self._what = wrapped(label(Size.LEAD, strong=True, name="card_what"))
        self._state = wrapped(label(Size.BODY, tone="wait", name="card_state"))
        self._shown = Elided(Size.LABEL, "card_address", middle=True)
        self._copy = Button("card_copy")
        self._close = Button("card_close")
        self._qr = QrView(self._address, "card_qr")
        self._copy.clicked.connect(self._copy_address)
        self._close.clicked.connect(self.reject)
        self._arrange()
        self._say(sale)
        focus_no_button(self)

    def hear(self, sale: Sale) -> None:
        """Closes the dialog once the sale has no page to pay on; its outcome stands on the Sell
        screen."""
        if sale.id == self.sale_id and not offers_checkout(sale, self._method):
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Closes on Esc, which cancels nothing. Other keys go to the form: they are the next
        customer's."""
        if event.key() == Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        self._window.activateWindow()
        QGuiApplication.sendEvent(self._window.focusWidget() or self._window, event)

    def _copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
        self._copy.set_text(self.tr("Copied"))

    def _say(self, sale: Sale) -> None:
        self.setWindowTitle(self.tr("Pay by card"))
        self._amount.setText(str(sale.amount))
        about = (sale_text.number_of(sale), method_name(self._method), sale.description)
        self._who.setText(joined(*about))
        self._what.setText(self.tr("The customer scans this code with a phone and pays by card."))
        self._state.setText(verdict_words(sale)[0])
        self._shown.setText(self._address)
        self._qr.setAccessibleName(self.tr("QR code of the payment page"))
        self._copy.set_text(self.tr("Copy the address"))
        self._close.set_text(self.tr("Close"), self.tr("Close; the sale continues"))

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(Space.NORMAL)
        for part in (self._amount, self._who, self._what, self._state):
            right.addWidget(part)
        right.addStretch(1)
        right.addWidget(self._shown)
        right.addLayout(buttons_of(self._copy, out=self._close))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        row.setSpacing(Space.EDGE)
        row.addWidget(self._qr)
        row.addLayout(right, 1)
