"""Dialog that writes down which invoice of the shop's own software a sale is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from pos_app.domain.errors import Field
from pos_app.domain.rules.invoice import LONGEST
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.format import sale_text
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.form_field import SettingField

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ui.actions.action_dialog import DialogContext


class InvoiceDialog(ActionDialog):
    """Dialog for the number, typed or scanned from the document. An empty one takes it away."""

    def __init__(self, sale: Sale, method: Method, hands: DialogContext) -> None:
        super().__init__("invoice", hands)
        self._sale = sale
        self._number = SettingField("invoice_number")
        self._number.edit.setMaxLength(LONGEST)
        self._number.put(sale.invoice)
        self._number.changed.connect(self._follow)
        body = QVBoxLayout()
        body.setSpacing(Space.NORMAL)
        body.addWidget(self._number)
        self._say(method)
        self.arrange({Field.INVOICE: self._number}, body)
        self._number.edit.setFocus()
        self._number.edit.selectAll()  # the next key, or a scan, replaces it

    def action(self) -> Coroutine[Any, Any, Sale]:
        return self._till.number_invoice(self._sale.id, self._number.text)

    def _say(self, method: Method) -> None:
        self.setWindowTitle(self.tr("Invoice number"))
        self.title.setText(self.tr("Invoice number"))
        about = (sale_text.title_of(self._sale), sale_text.method_of(self._sale, method))
        self.what.setText(" · ".join((*about, sale_text.amount_of(self._sale))))
        self._number.set_text(
            self.tr("Number in the invoicing software"), self.tr("As on the document")
        )
        self._follow()

    def _follow(self) -> None:
        """Says what the button does. It does nothing while the number is the sale's already."""
        removes = bool(self._sale.invoice) and not self._number.text
        self.do.set_text(self.tr("Remove the number") if removes else self.tr("Save the number"))
        self.do.setEnabled(self._number.text != self._sale.invoice)
